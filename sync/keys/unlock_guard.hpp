// Wrong passphrases cost time, and a restart does not give it back.
#pragma once

#include "models/core/fault.hpp"
#include "sync/keys/device_clock.hpp"

#include <QString>

#include <chrono>

namespace tidemark::sync {

/// How long the next try has to wait after so many wrong ones.
[[nodiscard]] std::chrono::seconds unlockDelay(int failures);

/// Counts tries in a file beside the keys. A try counts from before it is made, so that ending the
/// program while it is checked gains nothing; setting the clock forward does not either.
class UnlockGuard {
public:
    explicit UnlockGuard(QString file, DeviceClock clock = &deviceTime);

    /// How long to wait still; 0: a try is free.
    [[nodiscard]] std::chrono::seconds wait() const;
    /// Counts a try. Fault `forbidden`/`unlock_too_soon`, or the disk's.
    [[nodiscard]] Result<void> begin();
    /// That one was right.
    void succeeded();
    /// Wrong tries so far.
    [[nodiscard]] int failures() const;

private:
    QString file_;
    DeviceClock clock_;
};

} // namespace tidemark::sync
