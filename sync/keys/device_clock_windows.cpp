// Clocks of Windows.
#include "sync/keys/device_clock.hpp"

#include <chrono>
#include <windows.h>

namespace tidemark::sync {

DeviceTime deviceTime()
{
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    DeviceTime time;
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    time.wallMicros = duration_cast<microseconds>(wall).count();
    time.bootMicros = static_cast<std::int64_t>(GetTickCount64()) * 1'000;
    DWORD count = 0; // Rises by one at each start of Windows.
    DWORD size = sizeof(count);
    const LSTATUS found = RegGetValueW(
        HKEY_LOCAL_MACHINE,
        L"SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\"
        L"PrefetchParameters",
        L"BootId",
        RRF_RT_REG_DWORD,
        nullptr,
        &count,
        &size
    );
    if (found == ERROR_SUCCESS)
        time.bootId = std::to_string(count);
    return time;
}

} // namespace tidemark::sync
