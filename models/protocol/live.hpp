// Messages of the live channel.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tidemark::live {

/// Where a subscriber is in a channel.
struct Position {
    std::string epoch = {};
    std::int64_t offset = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

struct Hello {
    std::string token = {};
    std::string clientId = {};

    friend bool operator==(const Hello&, const Hello&) = default;
};
struct Subscribe {
    std::string channel = {};
    std::optional<Position> since = {};

    friend bool operator==(const Subscribe&, const Subscribe&) = default;
};
struct Unsubscribe {
    std::string channel = {};

    friend bool operator==(const Unsubscribe&, const Unsubscribe&) = default;
};
/// A fresh token on an open socket.
struct Authenticate {
    std::string token = {};

    friend bool operator==(const Authenticate&, const Authenticate&) = default;
};
struct Ping {
    friend bool operator==(const Ping&, const Ping&) = default;
};
struct Pong {
    friend bool operator==(const Pong&, const Pong&) = default;
};

struct Welcome {
    std::int64_t heartbeatMs = 20'000;
    std::int64_t headCut = 0;
    Timestamp serverTime = {};

    friend bool operator==(const Welcome&, const Welcome&) = default;
};
enum class SubscribedMode { replay, snapshot };
struct Subscribed {
    std::string channel = {};
    Position at = {};
    SubscribedMode mode = SubscribedMode::snapshot;

    friend bool operator==(const Subscribed&, const Subscribed&) = default;
};
enum class EventKind { state, step, log };
/// One event; offsets of a channel rise by one.
struct Event {
    std::string channel = {};
    std::int64_t offset = 0;
    EventKind kind = EventKind::state;
    boost::json::value data = {};

    friend bool operator==(const Event&, const Event&) = default;
};
/// The whole state as of `offset`.
struct State {
    std::string channel = {};
    std::int64_t offset = 0;
    boost::json::value state = {};

    friend bool operator==(const State&, const State&) = default;
};
/// Events that a slow reader missed, first and last.
struct Gap {
    std::string channel = {};
    std::int64_t from = 0;
    std::int64_t to = 0;

    friend bool operator==(const Gap&, const Gap&) = default;
};
/// There is more to pull, up to here.
struct Poke {
    std::int64_t headCut = 0;

    friend bool operator==(const Poke&, const Poke&) = default;
};
struct Authenticated {
    friend bool operator==(const Authenticated&, const Authenticated&) = default;
};
struct Bye {
    std::string code = {};
    std::int64_t reconnectInMs = 0;

    friend bool operator==(const Bye&, const Bye&) = default;
};

using ClientMessage = std::variant<Hello, Subscribe, Unsubscribe, Authenticate, Ping, Pong>;
using ServerMessage =
    std::variant<Welcome, Subscribed, Event, State, Gap, Poke, Authenticated, Bye, Ping, Pong>;

[[nodiscard]] std::string_view nameOf(EventKind kind);
[[nodiscard]] std::string_view nameOf(SubscribedMode mode);

/// Fault `tooLarge`, `invalid`/`malformed_message` or `unsupported`/`unknown_message`.
[[nodiscard]] Result<ClientMessage> parseClientMessage(std::string_view text);
[[nodiscard]] Result<ServerMessage> parseServerMessage(std::string_view text);

[[nodiscard]] std::string encode(const ClientMessage& message);
[[nodiscard]] std::string encode(const ServerMessage& message);

} // namespace tidemark::live
