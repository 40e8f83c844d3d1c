// The outbox as the windows list it.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <boost/json/array.hpp>

#include <span>

namespace tidemark::sync {

/// The items of `pending.list`: mutations that the platform has not answered, or not well.
[[nodiscard]] boost::json::array pendingItems(std::span<const PendingMutation> pending);

} // namespace tidemark::sync
