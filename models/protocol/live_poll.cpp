#include "models/protocol/live_poll.hpp"

#include "models/core/json_reader.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::live {

namespace json = boost::json;

json::object toJson(const PollRequest& request)
{
    json::array channels;
    for (const Subscribe& channel : request.channels)
        channels.push_back(json::parse(encode(ClientMessage(channel))));
    return {
        {"headCut", std::to_string(request.headCut)},
        {"waitMs", request.waitMs},
        {"channels", std::move(channels)}};
}

Result<PollRequest> readPollRequest(const json::value& value)
{
    JsonReader in(value, "live question");
    PollRequest request{.headCut = in.counter("headCut"), .waitMs = in.integer("waitMs")};
    request.waitMs = std::clamp<std::int64_t>(request.waitMs, 0, pollWaitMost);
    for (const json::value& item : in.array("channels")) {
        const auto read = parseClientMessage(json::serialize(item));
        if (!read)
            return read.error();
        if (const auto* channel = std::get_if<Subscribe>(&*read))
            request.channels.push_back(*channel);
        else
            in.refuse("channels", "holds something other than subscriptions");
    }
    if (in.fault())
        return *in.fault();
    return request;
}

Result<PollAnswer> readPollAnswer(const json::value& value)
{
    JsonReader in(value, "live answer");
    PollAnswer answer{.headCut = in.counter("headCut")};
    for (const json::value& item : in.array("messages")) {
        const auto message = parseServerMessage(json::serialize(item));
        if (message)
            answer.messages.push_back(*message);
        else if (message.error().reason != "unknown_message")
            return message.error();
    }
    if (in.fault())
        return *in.fault();
    return answer;
}

} // namespace tidemark::live
