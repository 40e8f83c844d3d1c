// Memory that is neither swapped nor dumped.
#pragma once

#include <cstddef>

namespace tidemark::sync {

/// Whole pages that stay out of swap and core dumps where the system allows it. Null when the
/// system has no memory left.
[[nodiscard]] void* allocateLocked(std::size_t bytes);

/// Wipes and returns what allocateLocked gave.
void releaseLocked(void* memory, std::size_t bytes);

/// Overwrites with zeros; never optimised away.
void wipe(void* memory, std::size_t bytes);

} // namespace tidemark::sync
