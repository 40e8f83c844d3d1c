// Maker and checker are two people: steps on a record are remembered with who took them.
#pragma once

#include "platform/identity/actor.hpp"

#include <string>

namespace tidemark::platform {

/// A step: `report`, `submit`, on one record.
struct DutyStep {
    std::string resource = {};
    std::string action = {};
    Uuid recordId = {};
};

/// `forbidden`/`same_person` when the actor took an earlier step that another must follow, since
/// the record was last given back.
[[nodiscard]] asio::awaitable<Result<void>>
ensureAnotherPerson(Transaction& transaction, const Actor& actor, DutyStep step);

/// The same for a record that keeps itself who took the earlier step.
[[nodiscard]] Result<void>
ensureAnotherPerson(const Actor& actor, const Uuid& maker, const DutyStep& step);

/// Remembers the step. `return` ends a round: what came before no longer counts.
[[nodiscard]] asio::awaitable<Result<void>>
noteStep(Transaction& transaction, const Actor& actor, DutyStep step);

} // namespace tidemark::platform
