#include "sync/sqlite/memory.hpp"

#include <cstdlib> // Defines __GLIBC__ where it is the C library.

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace tidemark::sync {

void returnFreeMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

} // namespace tidemark::sync
