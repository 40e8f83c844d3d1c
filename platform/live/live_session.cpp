#include "platform/live/live_session.hpp"

#include "models/core/secret.hpp"
#include "models/protocol/live.hpp"
#include "platform/live/live_gate.hpp"
#include "platform/live/live_messages.hpp"
#include "platform/live/live_writer.hpp"
#include "platform/live/subscription.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace tidemark::platform {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto lastWords = std::chrono::seconds(2); ///< For a goodbye to be taken.

/// Lives as long as one of its coroutines, reading and watching the clock, or an unfinished write.
class LiveSession : public std::enable_shared_from_this<LiveSession> {
public:
    LiveSession(Wire wire, LiveServices services)
        : wire_(std::move(wire))
        , services_(services)
        , reader_(services.inboundBytes)
        , timing_(services.times, LiveClock::now())
        , writer_(wire_, services_.hub, timing_)
        , clock_(wire_.executor())
    {
    }

    asio::awaitable<void> run(std::string key, std::string rest)
    {
        const auto self = shared_from_this();
        wire_.beNonBlocking();
        const std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                   "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
                                   acceptOf(key) + "\r\n\r\n";
        auto watching = [](std::shared_ptr<LiveSession> session) -> asio::awaitable<void> {
            co_await session->watchClock();
        };
        asio::co_spawn(wire_.executor(), watching(self), asio::detached);
        const std::array<asio::const_buffer, 1> words{asio::buffer(answer)};
        const error_code error = co_await wire_.write(words);
        if (!error)
            co_await readAll(std::move(rest));
        if (!isLeaving_)
            end(); // Else the last message is still on its way, and the clock ends the session.
    }

private:
    asio::awaitable<void> readAll(std::string bytes)
    {
        while (!isOver_) {
            if (!bytes.empty() && !co_await digest(bytes))
                co_return;
            bytes = {}; // Most sessions are silent most of the time: they hold no buffer.
            error_code error = co_await wire_.waitReadable();
            if (!error)
                bytes = readSome(error);
            if (error && error != asio::error::would_block)
                co_return;
        }
    }

    std::string readSome(error_code& error)
    {
        std::array<char, 16 * 1024> buffer;
        const std::size_t size = wire_.tryRead(asio::buffer(buffer), error);
        return {buffer.data(), size};
    }

    /// False when the session is over.
    asio::awaitable<bool> digest(std::string_view bytes)
    {
        auto messages = reader_.feed(bytes);
        if (!messages) {
            const bool isLarge = messages.error().code == FaultCode::tooLarge;
            Frame last = closeFrame(isLarge ? 1009 : 1002, messages.error().reason);
            co_await leave(std::move(last));
            co_return false;
        }
        for (const InboundMessage& message : *messages) {
            timing_.heard();
            if (message.kind == InboundMessage::Kind::close) {
                Frame last = closeFrame(1000, "");
                co_await leave(std::move(last));
                co_return false;
            }
            if (message.kind == InboundMessage::Kind::ping && id_ != 0)
                services_.hub.send(id_, pongFrame(message.payload));
            if (message.kind == InboundMessage::Kind::text && !co_await answer(message.payload))
                co_return false;
        }
        co_return true;
    }

    asio::awaitable<bool> answer(std::string_view text)
    {
        auto parsed = live::parseClientMessage(text);
        if (!parsed) {
            if (id_ != 0 && parsed.error().code == FaultCode::unsupported)
                co_return true; // A newer client; what we do not know we need not answer.
            const std::string code = id_ == 0 ? "unauthenticated" : parsed.error().reason;
            Frame bye = byeFrame(code);
            co_await leave(std::move(bye));
            co_return false;
        }
        if (const auto* hello = std::get_if<live::Hello>(&*parsed))
            co_return co_await welcome(hello->token);
        if (id_ == 0) {
            Frame last = byeFrame("unauthenticated");
            co_await leave(std::move(last));
            co_return false;
        }
        if (const auto* renewal = std::get_if<live::Authenticate>(&*parsed))
            co_return co_await renew(renewal->token);
        if (const auto* subscription = std::get_if<live::Subscribe>(&*parsed))
            co_await subscribe(*subscription);
        else if (const auto* gone = std::get_if<live::Unsubscribe>(&*parsed))
            services_.hub.unsubscribe(id_, gone->channel);
        else if (std::holds_alternative<live::Ping>(*parsed))
            services_.hub.send(id_, frameOf(live::Pong{}));
        co_return true;
    }

    asio::awaitable<bool> welcome(std::string_view token)
    {
        if (id_ != 0)
            co_return true; // Said twice.
        auto guest = co_await services_.gate.admit(token);
        if (!guest) {
            Frame last = byeFrame(guest.error().reason);
            co_await leave(std::move(last));
            co_return false;
        }
        auto head = co_await services_.gate.headCut(*guest->actor);
        if (!head) {
            Frame last = byeFrame(head.error().reason, 5000);
            co_await leave(std::move(last));
            co_return false;
        }
        if (isLeaving_ || isOver_)
            co_return false; // It took too long.
        admit(*guest, token);
        timing_.welcomed(LiveClock::now(), endOf(*guest));
        const auto wake = [weak = weak_from_this(), executor = wire_.executor()] {
            asio::post(executor, [weak] {
                if (const auto session = weak.lock())
                    session->pump();
            });
        };
        id_ = services_.hub.join(guest->actor->tenancy.tenant, wake);
        // A cut that was made between the two reads is in the hub.
        const auto headCut = std::max(*head, services_.hub.headCutOf(guest->actor->tenancy.tenant));
        services_.hub.send(
            id_,
            frameOf(live::Welcome{
                .heartbeatMs = services_.times.heartbeat.count(),
                .headCut = headCut,
                .serverTime = Timestamp::now()})
        );
        clock_.cancel(); // The next deadline is another one now.
        co_return true;
    }

    void admit(const LiveGuest& guest, std::string_view token)
    {
        actor_ = guest.actor;
        token_ = Secret(token);
    }

    static LiveClock::time_point endOf(const LiveGuest& guest)
    {
        return LiveClock::now() + std::chrono::duration_cast<LiveClock::duration>(
                                      guest.tokenEndsAt - std::chrono::system_clock::now()
                                  );
    }

    asio::awaitable<bool> renew(std::string_view token)
    {
        auto guest = co_await services_.gate.admit(token);
        const bool isSame = guest && guest->actor->userId == actor_->userId &&
                            guest->actor->tenancy.tenant == actor_->tenancy.tenant;
        if (!isSame) {
            const std::string code = guest ? "another_user" : guest.error().reason;
            Frame bye = byeFrame(code);
            co_await leave(std::move(bye));
            co_return false;
        }
        admit(*guest, token);
        timing_.tokenRenewed(endOf(*guest));
        dropForbidden();
        services_.hub.send(id_, frameOf(live::Authenticated{}));
        clock_.cancel();
        co_return true;
    }

    asio::awaitable<void> subscribe(live::Subscribe wanted)
    {
        const auto done = co_await subscribeTo(services_, actor_, id_, wanted);
        if (!done)
            services_.hub.send(id_, refusal(wanted.channel, done.error()));
    }

    void dropForbidden()
    {
        for (const std::string& channel : services_.hub.channelsOf(id_)) {
            const auto may = mayListen(*actor_, channel);
            if (may)
                continue;
            services_.hub.unsubscribe(id_, channel);
            services_.hub.send(id_, refusal(channel, may.error()));
        }
    }

    void pump()
    {
        if (isOver_)
            return;
        const auto ended = [weak = weak_from_this()] {
            if (const auto session = weak.lock())
                session->end();
        };
        writer_.pump(id_, shared_from_this(), ended);
    }

    asio::awaitable<void> watchClock()
    {
        const auto self = shared_from_this();
        while (!isOver_ && !isLeaving_) {
            clock_.expires_at(timing_.nextAt());
            error_code woken;
            co_await clock_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
            if (!isOver_ && !isLeaving_)
                co_await act(timing_.due(LiveClock::now()));
        }
        error_code ignored;
        clock_.expires_after(lastWords);
        if (!isOver_)
            co_await clock_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        end();
    }

    asio::awaitable<void> act(SessionTiming::Due due)
    {
        using Due = SessionTiming::Due;
        Frame last;
        switch (due) {
        case Due::nothing:
            co_return;
        case Due::ping:
            co_await checkAgain();
            if (!isOver_ && !isLeaving_)
                services_.hub.send(id_, frameOf(live::Ping{}));
            co_return;
        case Due::tokenEnded:
            last = byeFrame("token_expired", 0);
            break;
        case Due::lateHello:
            last = byeFrame("no_hello");
            break;
        case Due::silence:
        case Due::stuck:
            end();
            co_return;
        }
        co_await leave(std::move(last));
    }

    /// With each heartbeat: is the session still open, and may the actor still listen?
    asio::awaitable<void> checkAgain()
    {
        const Secret token = token_.clone();
        auto guest = co_await services_.gate.admit(token.reveal());
        if (isOver_ || isLeaving_)
            co_return;
        if (!guest) {
            Frame last = byeFrame(guest.error().reason);
            if (guest.error().code == FaultCode::unauthenticated)
                co_await leave(std::move(last));
            co_return;
        }
        actor_ = guest->actor;
        dropForbidden();
    }

    /// Says one last thing and ends. A member writes through the hub, so that nothing interleaves.
    asio::awaitable<void> leave(Frame last)
    {
        if (std::exchange(isLeaving_, true))
            co_return;
        clock_.cancel();
        if (id_ != 0) {
            services_.hub.sendLast(id_, last);
            co_return;
        }
        const std::array<asio::const_buffer, 1> words{asio::buffer(*last)};
        (void)co_await wire_.write(words);
        end();
    }

    void end()
    {
        if (std::exchange(isOver_, true))
            return;
        wire_.endSending();
        wire_.close();
        services_.hub.leave(id_);
        clock_.cancel();
    }

    Wire wire_;
    LiveServices services_;
    FrameReader reader_;
    SessionTiming timing_;
    LiveWriter writer_;
    asio::steady_timer clock_;
    SubscriberId id_ = 0; ///< 0 until welcome.
    ActorPointer actor_;
    Secret token_;
    bool isLeaving_ = false; ///< The last message is said; nothing follows it.
    bool isOver_ = false;
};

} // namespace

asio::awaitable<void> serveLive(Wire wire, std::string key, std::string rest, LiveServices services)
{
    const auto session = std::make_shared<LiveSession>(std::move(wire), services);
    co_await session->run(std::move(key), std::move(rest));
}

} // namespace tidemark::platform
