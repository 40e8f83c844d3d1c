// `GET /api/v1/live`, `POST /api/v1/live/poll` and what feeds them: pokes from the sequencer of
// this process and of others.
#pragma once

#include "platform/live/live_session.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace tidemark::platform {

class Router;

/// Adds the routes. What `services` names must outlive the router's connections.
void addLiveRoute(Router& router, LiveServices services);

/// Lets the hub forget what is old, every few seconds, as long as the event loop runs.
[[nodiscard]] boost::asio::awaitable<void> tickHub(Hub& hub);

/// In how much time so many clients are to come back: a second for few, a minute for very many,
/// and in between so that no second sees more than a handful of them.
[[nodiscard]] std::chrono::milliseconds reconnectTime(std::size_t clients);

/// Says goodbye to everybody: the process ends. They come back within `reconnectWithin`, each at
/// another moment.
void sayGoodbye(Hub& hub, std::chrono::milliseconds reconnectWithin);

} // namespace tidemark::platform
