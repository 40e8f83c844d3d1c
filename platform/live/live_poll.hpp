// `POST /api/v1/live/poll`: what a live socket would bring, as the answer to a question that waits.
#pragma once

#include "models/protocol/live_poll.hpp"
#include "platform/identity/actor.hpp"
#include "platform/live/live_session.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace tidemark::platform {

/// How many questions of one person may wait: one for each of several devices, and those that were
/// given up for another and still wait.
inline constexpr int questionsMost = 32;

/// Counts the questions that wait, so that nobody takes all connections.
class WaitingQuestions : public std::enable_shared_from_this<WaitingQuestions> {
public:
    using Person = std::pair<int, Uuid>; ///< Tenant and user.

    /// Ends with the last copy. Null: too many of this person wait already.
    [[nodiscard]] std::shared_ptr<void> enter(const Actor& actor);

private:
    std::map<Person, int> waiting_ = {};
};

/// Waits until there is a cut other than the asked one, or something in one of the channels, at
/// most as long as was asked. JSON: `{headCut, messages:[…]}`. Fault of the gate.
[[nodiscard]] boost::asio::awaitable<Result<std::string>>
answerPoll(LiveServices services, ActorPointer actor, live::PollRequest request);

} // namespace tidemark::platform
