// `POST /api/v1/live/poll`: what a live socket would bring, as the answer to a question that waits.
#pragma once

#include "models/protocol/live_poll.hpp"
#include "platform/identity/actor.hpp"
#include "platform/live/live_session.hpp"

#include <string>

namespace tidemark::platform {

/// Waits until there is a cut other than the asked one, or something in one of the channels, at
/// most as long as was asked. JSON: `{headCut, messages:[…]}`. Fault of the gate.
[[nodiscard]] boost::asio::awaitable<Result<std::string>>
answerPoll(LiveServices services, ActorPointer actor, live::PollRequest request);

} // namespace tidemark::platform
