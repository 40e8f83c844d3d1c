// A row that somebody wants to change and somebody else has deleted.
#pragma once

#include "models/entity/entity_info.hpp"
#include "models/protocol/push.hpp"
#include "platform/database/database.hpp"
#include "platform/identity/actor.hpp"

namespace tidemark::platform {

/// The conflict of the kind `gone` for an update of a row that is not there: who deleted it, as it
/// was then, and as the author would have it, to be restored as a copy. Nothing when the audit does
/// not tell, or the actor could not see the row: then it never was there.
[[nodiscard]] asio::awaitable<Result<std::optional<PushConflict>>>
goneConflict(Transaction& transaction, const Actor& actor, const EntityInfo& info, PushOp op);

} // namespace tidemark::platform
