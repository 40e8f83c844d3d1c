// Beginning to listen to a channel: may the actor, and from where does it go on.
#pragma once

#include "models/protocol/live.hpp"
#include "platform/identity/actor.hpp"
#include "platform/live/live_session.hpp"

namespace tidemark::platform {

/// Subscribes a member of the hub, after the state was read where that is needed. The faults of
/// `mayListen`, of the gate's `stateOf` and of the hub.
[[nodiscard]] boost::asio::awaitable<Result<Subscribed>>
subscribeTo(LiveServices services, ActorPointer actor, SubscriberId member, live::Subscribe wanted);

} // namespace tidemark::platform
