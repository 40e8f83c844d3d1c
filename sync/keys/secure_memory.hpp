// Memory that is neither swapped nor dumped, and the process settings that go with it.
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

/// No core dumps, and no other process of this user may look into this one. Called first in main.
void hardenProcess();

} // namespace tidemark::sync
