#include "platform/mail/mail_worker.hpp"

#include "platform/mail/mail_message.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::chrono::milliseconds leastPause{200};
constexpr std::chrono::milliseconds mostPause{60'000};
constexpr std::chrono::hours cleanEvery{1};
constexpr int mostDoublings = 10;

} // namespace

struct MailWorker::State : std::enable_shared_from_this<State> {
    State(
        Database& allRows,
        MailQueue& mails,
        std::shared_ptr<MailTransport> way,
        MailWorkerSettings wanted
    )
        : database(allRows)
        , queue(mails)
        , transport(std::move(way))
        , settings(std::move(wanted))
        , wakeUp(database.executor())
    {
    }

    asio::awaitable<void> loop()
    {
        const auto self = shared_from_this();
        while (!isStopped) {
            isAsked = false;
            auto pause = mostPause;
            // One by one, so that none waits behind others while its lease ends.
            const auto mails = co_await queue.claim(1);
            if (!mails) {
                spdlog::warn("the mail queue cannot be read: {}", mails.error().cause);
            } else if (!mails->empty()) {
                co_await deliver(mails->front());
                continue;
            } else {
                co_await clean();
                const auto next = co_await queue.nextIn();
                if (next && *next)
                    pause = std::clamp(**next, leastPause, mostPause);
            }
            if (!isAsked && !isStopped)
                co_await sleep(pause);
        }
    }

    asio::awaitable<void> deliver(ClaimedMail mail)
    {
        Result<void> sent;
        auto body = queue.bodyOf(mail);
        if (mail.isLate)
            sent = Fault{FaultCode::invalid, "mail_too_late", "It was not sent in time.", ""};
        else if (!body)
            sent = body.error();
        else
            sent = co_await hand(mail, std::move(*body));
        const bool isForGood = !sent && (sent.error().code == FaultCode::invalid ||
                                         sent.error().code == FaultCode::corrupt);
        const char* outcome = "sent";
        Result<void> noted;
        if (sent) {
            noted = co_await queue.sent(mail);
        } else if (isForGood) {
            outcome = "given up";
            std::string why = sent.error().cause;
            noted = co_await queue.giveUp(mail, std::move(why));
        } else {
            outcome = "postponed";
            std::string why = sent.error().cause;
            noted = co_await queue.postpone(mail, delayAfter(mail.attempts), std::move(why));
        }
        const std::string why = sent ? std::string() : ": " + sent.error().cause;
        spdlog::log(
            sent ? spdlog::level::info : spdlog::level::warn,
            "mail {} ({}) {}{}",
            mail.id.toString(),
            mail.kind,
            outcome,
            why
        );
        if (!noted)
            spdlog::warn("mail {} may go out again: {}", mail.id.toString(), noted.error().cause);
    }

    [[nodiscard]] std::chrono::seconds delayAfter(int attempts) const
    {
        const int doublings = std::clamp(attempts - 1, 0, mostDoublings);
        return std::min(settings.retryFirst * (1 << doublings), settings.retryMost);
    }

    asio::awaitable<Result<void>> hand(const ClaimedMail& mail, Secret body)
    {
        MailMessage message;
        message.id = mail.id;
        message.from = settings.from;
        message.to = mail.to;
        message.subject = mail.subject;
        message.body = body.reveal();
        const auto text = composeMail(message, std::time(nullptr));
        if (!text)
            co_return text.error();
        auto work = [this, &message, &text]() -> asio::awaitable<Result<void>> {
            co_return transport->send(message.from, message.to, *text);
        };
        co_return co_await asio::co_spawn(thread, work, asio::use_awaitable);
    }

    asio::awaitable<void> clean()
    {
        const auto now = std::chrono::steady_clock::now();
        if (cleanedAt && now - *cleanedAt < cleanEvery)
            co_return;
        cleanedAt = now;
        const auto cleaned = co_await queue.forgetOld();
        if (!cleaned)
            spdlog::warn("old mail was not deleted: {}", cleaned.error().cause);
    }

    asio::awaitable<void> sleep(std::chrono::milliseconds pause)
    {
        wakeUp.expires_after(pause);
        boost::system::error_code woken;
        co_await wakeUp.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }

    void ask()
    {
        isAsked = true;
        wakeUp.cancel();
    }

    Database& database;
    MailQueue& queue;
    std::shared_ptr<MailTransport> transport;
    MailWorkerSettings settings;
    asio::steady_timer wakeUp;
    asio::thread_pool thread{1};
    std::optional<std::chrono::steady_clock::time_point> cleanedAt = {};
    bool isAsked = false;
    bool isStopped = true;
};

MailWorker::MailWorker(
    Database& database,
    MailQueue& queue,
    std::shared_ptr<MailTransport> transport,
    MailWorkerSettings settings
)
    : state_(std::make_shared<State>(database, queue, std::move(transport), std::move(settings)))
{
}

MailWorker::~MailWorker()
{
    stop();
    state_->thread.join();
}

void MailWorker::follow(Listener& listener)
{
    const auto ask = [weak = std::weak_ptr(state_)] {
        if (const auto state = weak.lock())
            state->ask();
    };
    listener.onNotification("app_mail", [ask](std::string_view, std::string_view) { ask(); });
    listener.onConnected(ask); // Whatever was told while nobody listened.
}

void MailWorker::start()
{
    if (!std::exchange(state_->isStopped, false))
        return;
    auto looping = [](std::shared_ptr<State> state) -> asio::awaitable<void> {
        co_await state->loop();
    };
    asio::co_spawn(state_->database.executor(), looping(state_), asio::detached);
}

void MailWorker::stop()
{
    state_->isStopped = true;
    state_->transport->stop();
    state_->ask();
}

} // namespace tidemark::platform
