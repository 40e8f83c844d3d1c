// Live channels of the agent itself; every program hears them without asking.
#pragma once

namespace tidemark::sync {

/// The data on this device is about to be closed: hide it, hand over what is being typed, then call
/// `vault.lock`. The agent waits for that only a moment.
inline constexpr const char* lockingChannel = "agent:locking";
/// Reports that are kept ready offline stand differently: all of them, as of `filing.list`.
inline constexpr const char* filingChannel = "agent:filing";

} // namespace tidemark::sync
