// The clocks of this device: the one on the wall, and the one that nobody can set.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace tidemark::sync {

/// A moment by both clocks.
struct DeviceTime {
    std::int64_t wallMicros = 0; ///< Since 1970; whoever owns the device can set it.
    std::int64_t bootMicros = 0; ///< Since this start of the system, sleep included.
    std::string bootId = {};     ///< Of this start of the system; empty: not known.
};

using DeviceClock = std::function<DeviceTime()>;

/// The system's own.
[[nodiscard]] DeviceTime deviceTime();

} // namespace tidemark::sync
