#include "platform/live/live_messages.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {

Frame frameOf(const live::ServerMessage& message)
{
    return textFrame(live::encode(message));
}

Frame byeFrame(std::string code, std::int64_t reconnectInMs)
{
    return frameOf(live::Bye{.code = std::move(code), .reconnectInMs = reconnectInMs});
}

Frame refusal(const std::string& channel, const Fault& fault)
{
    const boost::json::object message = {
        {"t", "refused"},
        {"channel", channel},
        {"code", tidemark::nameOf(fault.code)},
        {"reason", fault.reason},
        {"cause", fault.cause},
        {"nextStep", fault.nextStep}};
    return textFrame(boost::json::serialize(message));
}

} // namespace tidemark::platform
