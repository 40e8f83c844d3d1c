// Locked memory on Windows.
#include "sync/keys/secure_memory.hpp"

#include <windows.h>

namespace tidemark::sync {

void* allocateLocked(std::size_t bytes)
{
    void* memory = VirtualAlloc(nullptr, bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (memory)
        (void)VirtualLock(memory, bytes);
    return memory;
}

void releaseLocked(void* memory, std::size_t bytes)
{
    if (!memory)
        return;
    wipe(memory, bytes);
    VirtualUnlock(memory, bytes);
    VirtualFree(memory, 0, MEM_RELEASE);
}

void wipe(void* memory, std::size_t bytes)
{
    SecureZeroMemory(memory, bytes);
}

} // namespace tidemark::sync
