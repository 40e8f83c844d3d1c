#include "sync/sqlite/cpu.hpp"

#if defined(_MSC_VER)
#include <intrin.h>
#endif

namespace tidemark::sync {

bool hasAesInstructions()
{
#if defined(_MSC_VER) && defined(_M_X64)
    int registers[4] = {};
    __cpuid(registers, 1);
    constexpr int aes = 1 << 25;
    constexpr int avx = 1 << 28;
    return (registers[2] & aes) != 0 && (registers[2] & avx) != 0;
#elif defined(__x86_64__)
    return __builtin_cpu_supports("aes") != 0 && __builtin_cpu_supports("avx") != 0;
#else
    return false;
#endif
}

} // namespace tidemark::sync
