// The system says that the person left: their session is locked, or the machine goes to sleep.
#pragma once

#include <functional>
#include <memory>

namespace tidemark::sync {

/// What made the data worth closing.
enum class LockCause { sessionLocked, suspend };

/// Calls `lock` on the event loop's thread when the person's session is locked and before the
/// machine sleeps. On Linux that is logind (`PrepareForSleep`, `Session.Lock`) and the screen
/// savers of the desktops, over D-Bus; where there is no bus, nothing is ever heard.
///
/// `lock` returns true when keys are being dropped: the sleep is then held back, as long as the
/// system allows, until this object is gone with its process.
class LockSignals {
public:
    explicit LockSignals(std::function<bool(LockCause)> lock);
    ~LockSignals();
    LockSignals(const LockSignals&) = delete;
    LockSignals& operator=(const LockSignals&) = delete;

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace tidemark::sync
