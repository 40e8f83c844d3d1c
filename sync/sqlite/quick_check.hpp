// Reads a store through, within a budget of time.
#pragma once

#include "sync/sqlite/database.hpp"

#include <chrono>
#include <string_view>

namespace tidemark::sync {

/// Every page and its seal, as far as `budget` reaches; what is not reached counts as sound, since
/// reading it later shows its damage anyway. Fault `corrupt`/`store_damaged` with `nextStep`.
[[nodiscard]] Result<void> quickCheck(
    Database& db,
    std::string_view nextStep,
    std::chrono::milliseconds budget = std::chrono::seconds(3)
);

} // namespace tidemark::sync
