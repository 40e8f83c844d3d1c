#include "platform/limits/retry_after.hpp"

namespace tidemark::platform {
namespace {

using std::chrono::seconds;

constexpr seconds lockWindow{15 * 60}; ///< As sessions and codes are locked.
constexpr seconds turnWindow{60};
constexpr seconds moment{2};

seconds longestWait(std::string_view reason)
{
    if (reason == "locked_out")
        return lockWindow;
    return reason == "too_many_attempts" ? turnWindow : moment;
}

} // namespace

Response refusal(const Fault& fault, std::string_view requestId, std::chrono::milliseconds wait)
{
    Response response = problem(fault, requestId);
    const auto whole = std::chrono::ceil<seconds>(wait).count();
    response.headers.emplace_back("Retry-After", std::to_string(whole));
    return response;
}

Response refusal(const Fault& fault, std::string_view requestId)
{
    if (fault.code != FaultCode::full)
        return problem(fault, requestId);
    return refusal(fault, requestId, longestWait(fault.reason));
}

} // namespace tidemark::platform
