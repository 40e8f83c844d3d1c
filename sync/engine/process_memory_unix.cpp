// The allocator of glibc; others need nothing.
#include "sync/engine/process_memory.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tidemark::sync {

void keepMemorySmall()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
#endif
}

void giveBackMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace tidemark::sync
