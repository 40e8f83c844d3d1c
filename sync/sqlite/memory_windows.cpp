#include "sync/sqlite/memory.hpp"

#include <malloc.h>

namespace tidemark::sync {

void returnFreeMemory()
{
    _heapmin();
}

} // namespace tidemark::sync
