// The time as the platform told it last, carried on by the clock that nobody can set.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/keys/device_clock.hpp"

#include <boost/json/object.hpp>

#include <optional>

namespace tidemark::sync {

/// A moment that can be trusted as far as this device allows it.
struct TrustedNow {
    std::int64_t micros = 0; ///< Never before one that was given out earlier, also by another run.
    bool isTurnedBack = false; ///< The clock on the wall stands clearly before that.
};

/// Answers "how late is it?" for leases. Within one start of the system the clock of the system's
/// start counts; over a restart only the one on the wall is left, which can be set, but a time that
/// was seen once never comes again.
class TrustedTime {
public:
    TrustedTime() = default;
    /// What the last run left; rubbish counts as nothing.
    [[nodiscard]] static TrustedTime from(const boost::json::object& kept);
    [[nodiscard]] boost::json::object toJson() const;

    /// The platform said that it is `server`.
    void told(Timestamp server, const DeviceTime& device);
    [[nodiscard]] TrustedNow now(const DeviceTime& device);

private:
    std::int64_t base_ = 0;  // Trusted time...
    DeviceTime baseAt_ = {}; // ...and the device's clocks at that moment.
    std::int64_t seen_ = 0;  // The latest that was ever given out.
};

} // namespace tidemark::sync
