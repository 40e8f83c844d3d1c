#include "sync/engine/trusted_time.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::int64_t turnedBackMicros = 5LL * 60 * 1'000'000;

std::int64_t numberOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_int64() ? std::max<std::int64_t>(value->get_int64(), 0) : 0;
}

} // namespace

TrustedTime TrustedTime::from(const json::object& kept)
{
    TrustedTime time;
    time.base_ = numberOf(kept, "base");
    time.baseAt_.wallMicros = numberOf(kept, "wall");
    time.baseAt_.bootMicros = numberOf(kept, "sinceBoot");
    if (const auto* boot = kept.if_contains("boot"); boot && boot->is_string())
        time.baseAt_.bootId = boot->get_string().c_str();
    time.seen_ = numberOf(kept, "seen");
    return time;
}

json::object TrustedTime::toJson() const
{
    return {
        {"base", base_},
        {"wall", baseAt_.wallMicros},
        {"sinceBoot", baseAt_.bootMicros},
        {"boot", baseAt_.bootId},
        {"seen", seen_}};
}

void TrustedTime::told(Timestamp server, const DeviceTime& device)
{
    base_ = server.micros;
    baseAt_ = device;
    // A platform's word stands above what a wrong clock of this device once made of it.
    seen_ = server.micros;
}

TrustedNow TrustedTime::now(const DeviceTime& device)
{
    TrustedNow now;
    const bool isSameStart = base_ > 0 && !device.bootId.empty() &&
                             device.bootId == baseAt_.bootId &&
                             device.bootMicros >= baseAt_.bootMicros;
    if (isSameStart) {
        now.micros = base_ + (device.bootMicros - baseAt_.bootMicros);
    } else {
        now.micros = device.wallMicros;
        now.isTurnedBack = device.wallMicros < seen_ - turnedBackMicros;
    }
    now.micros = std::max(now.micros, seen_);
    seen_ = now.micros;
    return now;
}

} // namespace tidemark::sync
