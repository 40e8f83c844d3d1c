// Memory that is free but still ours.
#pragma once

namespace tidemark::sync {

/// Gives freed memory back to the system, where the allocator would keep it: after a first load,
/// whose cache is never needed again.
void returnFreeMemory();

} // namespace tidemark::sync
