#include "sync/engine/lease_book.hpp"

#include <algorithm>
#include <limits>

namespace tidemark::sync {
namespace {

constexpr std::int64_t leaseSecondsMost = 366LL * 24 * 3600;

std::int64_t microsOf(const ScopeGrant& grant)
{
    return std::min(grant.leaseSeconds, leaseSecondsMost) * 1'000'000;
}

} // namespace

std::optional<Timestamp> LeaseBook::endOf(const ScopeGrant& grant) const
{
    if (renewedAt_ == 0 || grant.leaseSeconds <= 0)
        return std::nullopt;
    const Timestamp usual{renewedAt_ + microsOf(grant)};
    const auto promised = extended_.find(grant.scope);
    return promised == extended_.end() ? usual : std::max(usual, promised->second);
}

void LeaseBook::extend(ScopeId scope, Timestamp until)
{
    Timestamp& known = extended_[scope];
    known = std::max(known, until);
}

LeaseVerdict LeaseBook::judge(const ScopeGrant& grant, const TrustedNow& now) const
{
    const auto end = endOf(grant);
    if (!end)
        return LeaseVerdict::held;
    // The grace is as long as the lease.
    if (now.micros > end->micros + microsOf(grant))
        return LeaseVerdict::shred;
    if (now.micros > end->micros)
        return LeaseVerdict::expired;
    const bool isSuspect = now.isTurnedBack && grant.dataClass >= strictClass;
    return isSuspect ? LeaseVerdict::expired : LeaseVerdict::held;
}

} // namespace tidemark::sync
