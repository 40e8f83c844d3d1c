// How long each class of data may be read without the platform.
#pragma once

#include "sync/engine/trusted_time.hpp"
#include "sync/mirror/mirror_types.hpp"

#include <map>

namespace tidemark::sync {

/// What is to be done about a scope.
enum class LeaseVerdict {
    held,    ///< May be read.
    expired, ///< Is locked until the platform was reached.
    shred,   ///< Was locked for as long as it was held: its rows go.
};

/// A scope that is locked, for people to see.
struct LockedScope {
    ScopeId scope = 0;
    std::string name = {};
    Timestamp since = {};
    bool isShredded = false;

    friend bool operator==(const LockedScope&, const LockedScope&) = default;
};

/// Decides; knows neither store nor clock. Every successful pull renews all leases, since it would
/// have brought the end of a grant.
class LeaseBook {
public:
    void renew(std::int64_t now) { renewedAt_ = now; }
    [[nodiscard]] bool isRenewed() const { return renewedAt_ > 0; }
    [[nodiscard]] std::int64_t renewedAt() const { return renewedAt_; }
    /// The platform promised the scope until then; a promise is never taken back by a shorter one.
    void extend(ScopeId scope, Timestamp until);
    [[nodiscard]] const std::map<ScopeId, Timestamp>& extended() const { return extended_; }

    /// When the scope's lease ends; nothing: it has no bound.
    [[nodiscard]] std::optional<Timestamp> endOf(const ScopeGrant& grant) const;
    [[nodiscard]] LeaseVerdict judge(const ScopeGrant& grant, const TrustedNow& now) const;

private:
    std::int64_t renewedAt_ = 0; // Trusted time; 0: never, so nothing is bound yet.
    std::map<ScopeId, Timestamp> extended_ = {};
};

/// From here on a clock that was turned back ends a lease: 2 is confidential.
inline constexpr int strictClass = 2;

} // namespace tidemark::sync
