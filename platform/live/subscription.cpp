#include "platform/live/subscription.hpp"

#include "platform/live/live_gate.hpp"

namespace tidemark::platform {

boost::asio::awaitable<Result<Subscribed>>
subscribeTo(LiveServices services, ActorPointer actor, SubscriberId member, live::Subscribe wanted)
{
    if (const auto may = mayListen(*actor, wanted.channel); !may)
        co_return may.error();
    std::optional<Since> since;
    if (wanted.since)
        since = Since{wanted.since->epoch, wanted.since->offset};
    const ChannelKey key{actor->tenancy.tenant, wanted.channel};
    if (services.hub.needsState(key, since)) {
        const std::int64_t head = services.hub.headOf(key);
        auto state = co_await services.gate.stateOf(*actor, wanted.channel);
        if (!state)
            co_return state.error();
        services.hub.seed(key, *state, head);
    }
    co_return services.hub.subscribe(member, wanted.channel, since);
}

} // namespace tidemark::platform
