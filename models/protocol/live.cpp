#include "models/protocol/live.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"

#include <boost/json/serialize.hpp>

#include <utility>

namespace tidemark::live {
namespace {

namespace json = boost::json;

constexpr std::size_t tokenBytes = 8192;
constexpr std::size_t channelBytes = 200;

Fault unknownMessage()
{
    return Fault{
        FaultCode::unsupported,
        "unknown_message",
        "The other side sent a kind of message that this version does not know.",
        "Update both programs."};
}

template <class Message, class Body>
Result<Message> finished(const JsonReader& in, Body&& body)
{
    if (in.fault())
        return *in.fault();
    return Message(std::forward<Body>(body));
}

Position readPosition(JsonReader& in)
{
    return {in.text("epoch", 64), in.counter("offset")};
}

Subscribe readSubscribe(JsonReader& in)
{
    Subscribe body{.channel = in.text("channel", channelBytes)};
    if (in.has("since")) {
        JsonReader since(in.any("since"), "position");
        body.since = readPosition(since);
        if (since.fault())
            in.refuse("since", "is not a position");
    }
    return body;
}

Subscribed readSubscribed(JsonReader& in)
{
    Subscribed body{.channel = in.text("channel", channelBytes), .at = readPosition(in)};
    const std::string mode = in.text("mode", 16);
    if (mode != "replay" && mode != "snapshot")
        in.refuse("mode", "is not replay or snapshot");
    body.mode = mode == "replay" ? SubscribedMode::replay : SubscribedMode::snapshot;
    return body;
}

Event readEvent(JsonReader& in)
{
    Event body{.channel = in.text("channel", channelBytes), .offset = in.counter("offset")};
    const std::string kind = in.text("kind", 16);
    if (kind == "state")
        body.kind = EventKind::state;
    else if (kind == "step")
        body.kind = EventKind::step;
    else if (kind == "log")
        body.kind = EventKind::log;
    else
        in.refuse("kind", "is not state, step or log");
    body.data = in.any("data");
    return body;
}

/// The JSON of each message.
struct Writer {
    json::object operator()(const Hello& m) const
    {
        return {{"t", "hello"}, {"token", m.token}, {"clientId", m.clientId}};
    }
    json::object operator()(const Subscribe& m) const
    {
        json::value since;
        if (m.since)
            since = json::object{{"epoch", m.since->epoch}, {"offset", m.since->offset}};
        return {{"t", "sub"}, {"channel", m.channel}, {"since", since}};
    }
    json::object operator()(const Unsubscribe& m) const
    {
        return {{"t", "unsub"}, {"channel", m.channel}};
    }
    json::object operator()(const Authenticate& m) const
    {
        return {{"t", "auth"}, {"token", m.token}};
    }
    json::object operator()(const Ping&) const { return {{"t", "ping"}}; }
    json::object operator()(const Pong&) const { return {{"t", "pong"}}; }
    json::object operator()(const Welcome& m) const
    {
        return {
            {"t", "welcome"},
            {"heartbeatMs", m.heartbeatMs},
            {"headCut", std::to_string(m.headCut)},
            {"serverTime", m.serverTime.toString()}};
    }
    json::object operator()(const Subscribed& m) const
    {
        return {
            {"t", "subok"},
            {"channel", m.channel},
            {"epoch", m.at.epoch},
            {"offset", m.at.offset},
            {"mode", nameOf(m.mode)}};
    }
    json::object operator()(const Event& m) const
    {
        return {
            {"t", "ev"},
            {"channel", m.channel},
            {"offset", m.offset},
            {"kind", nameOf(m.kind)},
            {"data", m.data}};
    }
    json::object operator()(const State& m) const
    {
        return {{"t", "st"}, {"channel", m.channel}, {"offset", m.offset}, {"state", m.state}};
    }
    json::object operator()(const Gap& m) const
    {
        return {{"t", "gap"}, {"channel", m.channel}, {"from", m.from}, {"to", m.to}};
    }
    json::object operator()(const Poke& m) const
    {
        return {{"t", "poke"}, {"headCut", std::to_string(m.headCut)}};
    }
    json::object operator()(const Authenticated&) const { return {{"t", "authok"}}; }
    json::object operator()(const Bye& m) const
    {
        return {{"t", "bye"}, {"code", m.code}, {"reconnectInMs", m.reconnectInMs}};
    }
};

} // namespace

std::string_view nameOf(EventKind kind)
{
    switch (kind) {
    case EventKind::state:
        return "state";
    case EventKind::step:
        return "step";
    case EventKind::log:
        break;
    }
    return "log";
}

std::string_view nameOf(SubscribedMode mode)
{
    return mode == SubscribedMode::replay ? "replay" : "snapshot";
}

Result<ClientMessage> parseClientMessage(std::string_view text)
{
    const auto parsed = parseJson(text, limits::liveBytes);
    if (!parsed)
        return parsed.error();
    using M = ClientMessage;
    JsonReader in(*parsed, "live message");
    const std::string kind = in.text("t", 16);
    if (in.fault())
        return *in.fault();
    if (kind == "hello") {
        Hello body{in.text("token", tokenBytes), in.optionalText("clientId", 64).value_or("")};
        return finished<M>(in, std::move(body));
    }
    if (kind == "sub") {
        Subscribe body = readSubscribe(in);
        return finished<M>(in, std::move(body));
    }
    if (kind == "unsub") {
        Unsubscribe body{in.text("channel", channelBytes)};
        return finished<M>(in, std::move(body));
    }
    if (kind == "auth") {
        Authenticate body{in.text("token", tokenBytes)};
        return finished<M>(in, std::move(body));
    }
    if (kind == "ping")
        return M(Ping{});
    if (kind == "pong")
        return M(Pong{});
    return unknownMessage();
}

Result<ServerMessage> parseServerMessage(std::string_view text)
{
    const auto parsed = parseJson(text, limits::liveBytes);
    if (!parsed)
        return parsed.error();
    using M = ServerMessage;
    JsonReader in(*parsed, "live message");
    const std::string kind = in.text("t", 16);
    if (in.fault())
        return *in.fault();
    if (kind == "ev") {
        Event body = readEvent(in);
        return finished<M>(in, std::move(body));
    }
    if (kind == "poke") {
        Poke body{in.counter("headCut")};
        return finished<M>(in, body);
    }
    if (kind == "st") {
        State body{in.text("channel", channelBytes), in.counter("offset"), in.any("state")};
        return finished<M>(in, std::move(body));
    }
    if (kind == "gap") {
        Gap body{in.text("channel", channelBytes), in.counter("from"), in.counter("to")};
        return finished<M>(in, std::move(body));
    }
    if (kind == "subok") {
        Subscribed body = readSubscribed(in);
        return finished<M>(in, std::move(body));
    }
    if (kind == "welcome") {
        Welcome body{in.counter("heartbeatMs"), in.counter("headCut"), in.timestamp("serverTime")};
        return finished<M>(in, body);
    }
    if (kind == "bye") {
        Bye body{in.text("code", 64), in.optionalCounter("reconnectInMs").value_or(0)};
        return finished<M>(in, std::move(body));
    }
    if (kind == "authok")
        return M(Authenticated{});
    if (kind == "ping")
        return M(Ping{});
    if (kind == "pong")
        return M(Pong{});
    return unknownMessage();
}

std::string encode(const ClientMessage& message)
{
    return json::serialize(std::visit(Writer{}, message));
}

std::string encode(const ServerMessage& message)
{
    return json::serialize(std::visit(Writer{}, message));
}

} // namespace tidemark::live
