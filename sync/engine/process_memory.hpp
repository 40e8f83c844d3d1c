// What the process gives back to the system.
#pragma once

namespace tidemark::sync {

/// Keeps the allocator from spreading over many arenas: the agent has few busy threads. Called
/// first in main.
void keepMemorySmall();

/// Returns free memory to the system; after a first sync, not in a loop.
void giveBackMemory();

} // namespace tidemark::sync
