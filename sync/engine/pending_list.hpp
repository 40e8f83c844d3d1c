// The outbox as the windows list it.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <boost/json/array.hpp>

#include <span>

namespace tidemark::sync {

/// The items of `pending.list`: mutations that the platform has not answered, or not well.
/// One that needs another refused one carries its mid as `blockedBy`. At most about 5,000 ops are
/// listed in all; `opCount` is exact.
[[nodiscard]] boost::json::array pendingItems(std::span<const PendingMutation> pending);
/// The ops of a mutation as the windows list them, at most `most`.
[[nodiscard]] boost::json::array opsOf(const NewMutation& mutation, std::size_t most = 200);
/// What the platform's answer means to a person: cause and next step.
[[nodiscard]] Fault refusalOf(const PushResult& result);
/// At most so many, in the order of their mids: those that need a person go before others.
[[nodiscard]] std::vector<PendingMutation>
mostUrgent(const std::vector<PendingMutation>& pending, std::size_t most);

} // namespace tidemark::sync
