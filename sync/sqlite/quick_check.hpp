// Reads a store through, within a budget of time.
#pragma once

#include "sync/sqlite/database.hpp"

#include <atomic>
#include <chrono>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// Every page and its seal, as far as `budget` reaches; what is not reached counts as sound, since
/// reading it later shows its damage anyway. Fault `corrupt`/`store_damaged` with `nextStep`.
[[nodiscard]] Result<void> quickCheck(
    Database& db,
    std::string_view nextStep,
    std::chrono::milliseconds budget = std::chrono::seconds(3)
);

/// How far a reading-through has come; a new one has not begun.
struct CheckPlace {
    std::vector<std::string> tables = {}; ///< Known once it has begun.
    std::size_t read = 0;                 ///< So many of them, with their indexes.

    [[nodiscard]] bool isDone() const { return !tables.empty() && read == tables.size(); }
};

/// Goes on reading, table by table, until `budget` is over: at least one, and that one whole, so
/// that it ends some day. `stop`, set from another thread, ends it at once; the table at hand then
/// does not count. Fault `corrupt`/`store_damaged` with `nextStep`.
[[nodiscard]] Result<void> checkFurther(
    Database& db,
    CheckPlace& place,
    std::string_view nextStep,
    std::chrono::milliseconds budget,
    const std::atomic_bool* stop = nullptr
);

} // namespace tidemark::sync
