// Clocks of Linux and other Unix systems.
#include "sync/keys/device_clock.hpp"

#include <ctime>
#include <fstream>

namespace tidemark::sync {
namespace {

std::int64_t microsOf(clockid_t clock)
{
    timespec now{};
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

} // namespace

DeviceTime deviceTime()
{
    DeviceTime time;
    time.wallMicros = microsOf(CLOCK_REALTIME);
#ifdef CLOCK_BOOTTIME
    time.bootMicros = microsOf(CLOCK_BOOTTIME);
#else
    time.bootMicros = microsOf(CLOCK_MONOTONIC);
#endif
    std::ifstream("/proc/sys/kernel/random/boot_id") >> time.bootId;
    return time;
}

} // namespace tidemark::sync
