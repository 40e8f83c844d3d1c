// What a run is made from, read in one go when a worker takes it.
#pragma once

#include "models/entities/report_run.hpp"
#include "models/runs/run_machine.hpp"
#include "platform/database/database.hpp"

namespace tidemark::platform {

/// A connector and its sealed password.
struct ConnectorWithPassword {
    Connector connector = {};
    std::string sealed = {}; ///< Empty: none was entered.
};

/// A run as it was when this worker took it.
struct RunPlan {
    int tenant = 0;
    ReportRun run = {};
    ReportDefinition definition = {};
    ConnectorWithPassword source = {};
    std::vector<RunStep> steps = {};
    std::int64_t lastSequence = 0; ///< Of the log.

    [[nodiscard]] RunShape shape() const;
};

/// `notFound` when the run, its definition or its connector is gone.
[[nodiscard]] asio::awaitable<Result<RunPlan>> loadPlan(Transaction& transaction, Uuid run);

[[nodiscard]] asio::awaitable<Result<ConnectorWithPassword>>
loadConnector(Transaction& transaction, Uuid connector);

/// Bytes as PostgreSQL's text form of bytea, and back from `encode(…, 'hex')`.
[[nodiscard]] std::string byteaText(std::string_view bytes);
[[nodiscard]] std::string bytesOfHex(std::string_view hex);

} // namespace tidemark::platform
