// Who has a record open: soft marks, never locks.
#pragma once

#include "models/protocol/presence.hpp"
#include "platform/database/database.hpp"
#include "platform/identity/actor.hpp"

namespace tidemark::platform {

/// Notes that the actor's device has the record open, or no longer, and tells who else has.
///
/// Faults: `notFound`/`no_such_row` for a record that the actor may not see, as for one that is not
/// there; `conflict`/`unknown_client` for a device that is not the actor's.
[[nodiscard]] asio::awaitable<Result<PresenceAnswer>>
notePresence(Database& database, const Actor& actor, PresenceRequest request);

} // namespace tidemark::platform
