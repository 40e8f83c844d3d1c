#include "sync/engine/push_refusal.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {

PushRefusal refusalOf(const HttpAnswer& answer, const Fault& fault)
{
    if (fault.reason == "mid_gap")
        return PushRefusal::gap;
    if (fault.reason == "mid_reuse" || fault.reason == "fork")
        return PushRefusal::identity;
    switch (answer.status) {
    case 401:
        return PushRefusal::signIn;
    case 413:
        return PushRefusal::tooLarge;
    case 426:
        return PushRefusal::outdated;
    case 409:
    case 429:
    case 503:
        return PushRefusal::busy;
    default:
        break;
    }
    return answer.status >= 500 ? PushRefusal::broken : PushRefusal::malformed;
}

std::optional<Mid> lastMidOf(const HttpAnswer& answer)
{
    boost::system::error_code failed;
    const auto value = boost::json::parse(answer.text(), failed);
    const auto* object = failed ? nullptr : value.if_object();
    const auto* mid = object ? object->if_contains("lastMid") : nullptr;
    return mid && mid->is_int64() ? std::optional<Mid>(mid->get_int64()) : std::nullopt;
}

} // namespace tidemark::sync
