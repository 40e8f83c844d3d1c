// The heap of the C runtime.
#include "sync/engine/process_memory.hpp"

#include <malloc.h>

namespace tidemark::sync {

void keepMemorySmall() {}

void giveBackMemory()
{
    (void)_heapmin();
}

} // namespace tidemark::sync
