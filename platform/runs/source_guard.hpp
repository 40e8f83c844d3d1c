// Keeps connectors away from the platform itself: its socket, its roles, its database server.
#pragma once

#include "platform/runs/run_plan.hpp"
#include "platform/runs/run_services.hpp"
#include "platform/runs/source_reader.hpp"

namespace tidemark::platform {

/// Where the connector leads, with its password opened. Reads which server the platform's own
/// database is, so that `SourceReader::open` can refuse it under any name.
/// Faults: `forbidden`/`source_not_allowed`, `invalid`/`no_password`, and the sealer's.
[[nodiscard]] asio::awaitable<Result<SourceTarget>>
sourceTargetOf(const RunServices& services, int tenant, const ConnectorWithPassword& source);

} // namespace tidemark::platform
