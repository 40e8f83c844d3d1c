// Live questions over HTTP.
#include "sync/session/live_poll.hpp"

#include "sync/session/server_address.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

/// Beyond the wait itself: the way there and back on a slow line.
constexpr std::chrono::milliseconds lineTime{15'000};

} // namespace

LivePoll::LivePoll(Reach* reach, QObject* parent)
    : QObject(parent)
    , http_(reach)
{
}

LivePoll::~LivePoll()
{
    drop();
}

void LivePoll::drop()
{
    ++turn_;
    http_.abortAll();
}

void LivePoll::ask(const QUrl& server, Secret token, const live::PollRequest& wanted)
{
    drop();
    HttpRequest request;
    request.method = "POST";
    request.url = below(server, QStringLiteral("/api/v1/live/poll"));
    request.body = QByteArray::fromStdString(boost::json::serialize(toJson(wanted)));
    const auto text = token.reveal();
    request.headers = {
        {QByteArrayLiteral("X-Background"), QByteArrayLiteral("1")},
        {QByteArrayLiteral("Authorization"),
         QByteArrayLiteral("Bearer ") +
             QByteArray(text.data(), static_cast<qsizetype>(text.size()))}};
    request.silenceMax = request.totalMax = std::chrono::milliseconds(wanted.waitMs) + lineTime;
    run(std::move(request));
}

QCoro::Task<void> LivePoll::run(HttpRequest request)
{
    const unsigned turn = turn_;
    const auto answer = co_await http_.send(std::move(request));
    if (turn != turn_)
        co_return;
    if (!answer)
        co_return Q_EMIT failed(answer.error(), -1);
    take(*answer);
}

void LivePoll::take(const HttpAnswer& answer)
{
    if (answer.status == 401)
        Q_EMIT tokenRefused();
    if (!answer.isSuccess())
        return Q_EMIT failed(faultOf(answer), answer.retryAfterMs.value_or(-1));
    const auto body = jsonOf(answer);
    const auto read = body ? live::readPollAnswer(*body) : Result<live::PollAnswer>(body.error());
    if (read)
        Q_EMIT answered(*read);
    else
        Q_EMIT failed(read.error(), -1);
}

} // namespace tidemark::sync
