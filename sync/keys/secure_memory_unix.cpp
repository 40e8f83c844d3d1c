// Locked memory on Linux and other Unix systems.
#include "sync/keys/secure_memory.hpp"

#include <cstring>
#include <sys/mman.h>

namespace tidemark::sync {

void* allocateLocked(std::size_t bytes)
{
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    // Both may be refused by a limit; the key is then no worse off than any other memory.
    (void)mlock(memory, bytes);
#ifdef MADV_DONTDUMP
    (void)madvise(memory, bytes, MADV_DONTDUMP);
#endif
    return memory;
}

void releaseLocked(void* memory, std::size_t bytes)
{
    if (!memory)
        return;
    wipe(memory, bytes);
    munmap(memory, bytes);
}

void wipe(void* memory, std::size_t bytes)
{
    explicit_bzero(memory, bytes);
}

} // namespace tidemark::sync
