// Opens a sync session: who the client is, how far the platform is, and what may be mirrored.
#pragma once

#include "models/protocol/session.hpp"
#include "platform/feed/scopes.hpp"
#include "platform/feed/sequencer.hpp"

namespace tidemark::platform {

/// Faults: `conflict`/`fork` when a newer copy of the client was here, or when it would use
/// mutation numbers again; `unsupported`/`upgrade_required`.
[[nodiscard]] asio::awaitable<Result<SessionAnswer>>
openSession(Database& database, Sequencer& sequencer, const Actor& actor, SessionRequest request);

} // namespace tidemark::platform
