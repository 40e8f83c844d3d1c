// How much room the local copy may take, and what is said when it becomes scarce.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidemark::sync {

inline constexpr std::int64_t storageLimitUsual = 5'000'000'000;
inline constexpr std::int64_t storageLimitLeast = 256'000'000;
inline constexpr std::int64_t storageLimitMost = 1'000'000'000'000;

/// How scarce room is; each level includes what the ones before mean.
enum class StorageLevel {
    fine,
    low,     ///< Below 2 GB free: a person is told.
    hold,    ///< Below 500 MB free, or the copy is at its limit: nothing more is fetched in bulk.
    critical ///< Below 100 MB free: no new files either; text is still saved.
};

[[nodiscard]] std::string_view nameOf(StorageLevel level);

struct StorageFacts {
    std::int64_t limitBytes = storageLimitUsual;
    std::int64_t mirrorBytes = 0;
    std::int64_t diskFreeBytes = -1; ///< Less than 0: not known.

    [[nodiscard]] StorageLevel level() const;
    /// In words, with what to do; nothing while there is room.
    [[nodiscard]] std::optional<Fault> fault() const;
};

} // namespace tidemark::sync
