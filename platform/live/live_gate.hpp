// What the live channel asks of the rest of the platform.
#pragma once

#include "platform/identity/actor.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <string>

namespace tidemark::platform {

/// A token that was found good, and until when it is.
struct LiveGuest {
    ActorPointer actor = {};
    std::chrono::system_clock::time_point tokenEndsAt = {};
};

/// An interface so that sessions are tested over real sockets without a database.
class LiveGate {
public:
    virtual ~LiveGate() = default;

    /// `unauthenticated` for a token that is not (or no longer) good.
    [[nodiscard]] virtual boost::asio::awaitable<Result<LiveGuest>>
    admit(std::string_view accessToken) = 0;

    /// The tenant's latest cut.
    [[nodiscard]] virtual boost::asio::awaitable<Result<std::int64_t>> headCut(const Actor& actor
    ) = 0;

    /// The state of `run:<id>` as `{run, steps}`, of `runs` as `{runs}`. `notFound` when there is
    /// no such run in the actor's tenant.
    [[nodiscard]] virtual boost::asio::awaitable<Result<boost::json::value>>
    stateOf(const Actor& actor, std::string_view channel) = 0;
};

/// May this actor listen there? `forbidden`, or `notFound` for a name that is no channel's.
[[nodiscard]] Result<void> mayListen(const Actor& actor, std::string_view channel);

/// The `exp` of a JWT that was already verified; the epoch when it has none.
[[nodiscard]] std::chrono::system_clock::time_point endOfToken(std::string_view accessToken);

} // namespace tidemark::platform
