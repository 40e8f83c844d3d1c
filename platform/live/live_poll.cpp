#include "platform/live/live_poll.hpp"

#include "platform/live/live_gate.hpp"
#include "platform/live/live_messages.hpp"
#include "platform/live/subscription.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tidemark::platform {
namespace {

namespace asio = boost::asio;
using Timer = std::shared_ptr<asio::steady_timer>;

/// After the first news, so that a run that says much is asked for ten times a second at most.
constexpr std::chrono::milliseconds gather{100};
constexpr std::size_t batchBytes = 64 * 1024;

asio::awaitable<void> pause(Timer timer, LiveClock::time_point until)
{
    boost::system::error_code ignored;
    timer->expires_at(until);
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

/// One question, as a member of the hub for as long as it takes.
class Poll {
public:
    Poll(LiveServices services, ActorPointer actor, SubscriberId member, Timer timer)
        : services_(services)
        , actor_(std::move(actor))
        , member_(member)
        , timer_(std::move(timer))
    {
    }

    asio::awaitable<Result<std::string>> answer(live::PollRequest request)
    {
        const auto until = LiveClock::now() + std::chrono::milliseconds(request.waitMs);
        auto head = co_await services_.gate.headCut(*actor_);
        if (!head)
            co_return head.error();
        bool isNews = std::max(*head, cutInHub()) != request.headCut;
        for (const live::Subscribe& channel : request.channels) {
            const bool isThere = co_await subscribe(channel);
            isNews = isNews || isThere;
        }
        take();
        while (!isNews && !isLast_ && LiveClock::now() < until) {
            co_await pause(timer_, until);
            isNews = take();
            if (isNews && !isLast_) {
                co_await pause(timer_, std::min(until, LiveClock::now() + gather));
                take();
            }
        }
        const std::string cut = std::to_string(std::max(*head, cutInHub()));
        co_return R"({"headCut":")" + cut + R"(","messages":[)" + messages_ + "]}";
    }

private:
    /// Also one that was made since the tables were read.
    [[nodiscard]] std::int64_t cutInHub() const
    {
        return services_.hub.headCutOf(actor_->tenancy.tenant);
    }

    /// Whether there is something to tell at once.
    asio::awaitable<bool> subscribe(live::Subscribe wanted)
    {
        auto done = co_await subscribeTo(services_, actor_, member_, wanted);
        if (!done) {
            services_.hub.send(member_, refusal(wanted.channel, done.error()));
            co_return true;
        }
        co_return !done->replays || done->offset > wanted.since->offset;
    }

    /// Everything that waits; false when that is nothing. The hub wakes who found it empty.
    bool take()
    {
        bool isSomething = false;
        for (;;) {
            const Hub::Taken taken = services_.hub.take(member_, batchBytes);
            isLast_ = isLast_ || taken.isLast;
            if (taken.frames.empty())
                return isSomething;
            isSomething = true;
            for (const Frame& frame : taken.frames) {
                messages_ += messages_.empty() ? "" : ",";
                messages_ += payloadOf(*frame);
            }
        }
    }

    LiveServices services_;
    ActorPointer actor_;
    SubscriberId member_;
    Timer timer_;
    std::string messages_ = {};
    bool isLast_ = false;
};

} // namespace

std::shared_ptr<void> WaitingQuestions::enter(const Actor& actor)
{
    const Person person{actor.tenancy.tenant, actor.userId};
    if (waiting_[person] >= questionsMost)
        return nullptr;
    ++waiting_[person];
    const auto leave = [all = shared_from_this(), person](void*) {
        if (--all->waiting_[person] == 0)
            all->waiting_.erase(person);
    };
    return std::shared_ptr<void>(this, leave);
}

asio::awaitable<Result<std::string>>
answerPoll(LiveServices services, ActorPointer actor, live::PollRequest request)
{
    const auto executor = co_await asio::this_coro::executor;
    const Timer timer = std::make_shared<asio::steady_timer>(executor);
    const auto wake = [weak = std::weak_ptr(timer), executor] {
        asio::post(executor, [weak] {
            if (const auto waiting = weak.lock())
                waiting->cancel();
        });
    };
    // Joined first: what is told while the rest is read is not missed.
    const SubscriberId member = services.hub.join(actor->tenancy.tenant, wake);
    try {
        Poll poll(services, actor, member, timer);
        auto answer = co_await poll.answer(std::move(request));
        services.hub.leave(member);
        co_return answer;
    } catch (...) {
        services.hub.leave(member);
        throw;
    }
}

} // namespace tidemark::platform
