// Whether a permission that is narrowed to some rows reaches the row at hand.
#pragma once

#include "platform/identity/actor.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// A row that somebody wants to act on.
struct GuardedRow {
    std::string entity = {}; ///< `fuelSupply`
    Uuid id = {};
    std::int64_t scope = 1;
};

/// Who made the row, by the audit, and their department now. Rows of the platform have no creator.
[[nodiscard]] asio::awaitable<Result<ReachedRow>>
reachedRow(Transaction& transaction, const GuardedRow& row);

/// `forbidden`/`row_out_of_reach`. Costs nothing for a permission that is not narrowed.
[[nodiscard]] asio::awaitable<Result<void>> ensureReach(
    Transaction& transaction, const Actor& actor, std::string_view permission, GuardedRow row
);

/// The same of a row that was not read yet, whose scope is found out here. One that is not there,
/// or that the actor does not see, passes: whatever is done next says that it is not there.
[[nodiscard]] asio::awaitable<Result<void>> ensureReachOf(
    Transaction& transaction, const Actor& actor, std::string_view permission, GuardedRow row
);

} // namespace tidemark::platform
