// HTTP over Qt, bounded in time and size.
#include "sync/session/http_client.hpp"

#include "sync/session/network_faults.hpp"
#include "sync/session/reach.hpp"
#include "sync/wire/message.hpp"

#include <QCoroSignal>
#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QPointer>
#include <QSysInfo>
#include <QTimer>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::int64_t retryAfterMaxMs = 60 * 60 * 1000; // A longer wish is a mistake.

std::optional<std::int64_t> retryAfterOf(const QNetworkReply& reply)
{
    if (!reply.hasRawHeader("Retry-After"))
        return std::nullopt;
    const QByteArray value = reply.rawHeader("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    std::int64_t ms = seconds * 1000;
    if (!isNumber) {
        const auto when = QLocale::c().toDateTime(
            QString::fromLatin1(value), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")
        );
        if (!when.isValid())
            return std::nullopt;
        ms = QDateTime::currentDateTimeUtc().msecsTo(QDateTime(when.date(), when.time(), Qt::UTC));
    }
    return std::clamp<std::int64_t>(ms, 0, retryAfterMaxMs);
}

/// What the guards of one request noticed.
struct Watch {
    QByteArray body = {};
    std::optional<Fault> tls = {};
    bool isTooLarge = false;
    bool isTooLate = false;
};

/// Unpacks as it reads, so what is counted is what memory holds. False: more than `most`.
bool takeBody(QNetworkReply& reply, Watch& watch, qint64 most)
{
    QByteArray piece;
    do { // A packed reply gives its bytes in pieces, however many are asked for.
        piece = reply.read(most - watch.body.size() + 1);
        watch.body += piece;
    } while (!piece.isEmpty() && watch.body.size() <= most);
    return watch.body.size() <= most;
}

/// Before any byte of the request goes out.
void guardTls(QNetworkReply* reply, Reach* reach, const std::shared_ptr<Watch>& watch)
{
    const auto onErrors = [reply, reach, watch](const QList<QSslError>& errors) {
        const auto shown = reply->sslConfiguration().peerCertificate();
        const auto judged = reach ? reach->judge(reply->url(), shown, errors)
                                  : Result<void>(tlsFault(errors, reply->url().host()));
        if (judged)
            reply->ignoreSslErrors(errors);
        else
            watch->tls = judged.error();
    };
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, onErrors);
    if (!reach)
        return;
    // A pinned server may not show another certificate, whoever vouches for that.
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [reply, reach, watch] {
        const auto shown = reply->sslConfiguration().peerCertificate();
        const auto judged = reach->judge(reply->url(), shown, {});
        if (reach->pinOf(reply->url()) == nullptr || judged)
            return;
        watch->tls = judged.error();
        reply->abort();
    });
}

void guard(QNetworkReply* reply, const HttpRequest& request, const std::shared_ptr<Watch>& watch)
{
    const qint64 most = request.answerBytesMax;
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply, watch, most] {
        if (takeBody(*reply, *watch, most))
            return;
        watch->isTooLarge = true;
        reply->abort();
    });
    QTimer::singleShot(request.totalMax, reply, [reply, watch] {
        watch->isTooLate = true;
        reply->abort();
    });
}

Fault tooLarge(const QString& host)
{
    return Fault{
        FaultCode::tooLarge,
        "answer_too_large",
        "The answer of " + host.toStdString() + " is larger than it may be.",
        "Update Tidemark; if this stays, tell the operator of the server."};
}

/// It said that it was fine, but its body is damaged, or packed like no honest one.
Fault unreadable(const QString& host)
{
    return Fault{
        FaultCode::offline,
        "answer_unreadable",
        "The answer of " + host.toStdString() + " cannot be unpacked.",
        "Tidemark tries again by itself; if this stays, tell the operator of the server."};
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

class ReachProxies final : public QNetworkProxyFactory {
public:
    explicit ReachProxies(const Reach& reach)
        : reach_(reach)
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        return {reach_.proxyFor(query.url())};
    }

private:
    const Reach& reach_;
};

/// As people find this device's sessions in the lists of their account.
QString programName()
{
    return QStringLiteral("Tidemark/%1 (%2)")
        .arg(QCoreApplication::applicationVersion(), QSysInfo::prettyProductName());
}

} // namespace

HttpClient::HttpClient(Reach* reach)
    : reach_(reach)
{
    if (reach_) {
        network_.setProxyFactory(new ReachProxies(*reach_)); // The manager deletes it.
        QObject::connect(reach_, &Reach::changed, &network_, [this] {
            network_.clearConnectionCache(); // They were judged by other rules.
        });
    }
    network_.setAutoDeleteReplies(false);
    network_.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QNetworkReply* HttpClient::start(const HttpRequest& request)
{
    QNetworkRequest head(request.url);
    if (reach_)
        head.setSslConfiguration(reach_->tls());
    head.setTransferTimeout(static_cast<int>(request.silenceMax.count()));
    head.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    head.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    head.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Qt unpacks what the platform packed (zstd among others) and takes more than 40 to 1 for an
    // attack; rows of one report pack better than that. Our own limit holds for what is unpacked.
    head.setDecompressedSafetyCheckThreshold(request.answerBytesMax);
    head.setRawHeader("Accept", "application/json, application/x-ndjson");
    head.setHeader(QNetworkRequest::UserAgentHeader, programName());
    if (!request.body.isEmpty())
        head.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    for (const auto& [name, value] : request.headers)
        head.setRawHeader(name, value);
    return network_.sendCustomRequest(head, request.method, request.body);
}

QCoro::Task<Result<HttpAnswer>> HttpClient::send(HttpRequest request)
{
    if (reach_)
        co_await reach_->ready();
    QElapsedTimer took;
    took.start();
    const auto watch = std::make_shared<Watch>();
    const QPointer<QNetworkReply> reply = start(request);
    active_.append(reply);
    guardTls(reply, reach_, watch);
    guard(reply, request, watch);
    if (!reply->isFinished())
        co_await qCoro(reply.data(), &QNetworkReply::finished);
    const bool isBrokenOff = active_.removeAll(reply) == 0;
    reply->deleteLater();

    const QString host = request.url.host();
    if (reply->isOpen() && !watch->isTooLarge)
        watch->isTooLarge = !takeBody(*reply, *watch, request.answerBytesMax);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isBrokenOff && !watch->tls)
        tell(request.url, watch->isTooLate || status == 0 || status >= 500);
    if (watch->isTooLarge)
        co_return tooLarge(host);
    if (watch->isTooLate)
        co_return networkFault(QNetworkReply::TimeoutError, host, {});
    if (watch->tls && reply->error() != QNetworkReply::NoError)
        co_return *watch->tls;
    // Qt reports 4xx and 5xx as errors too; those are answers. A body that broke off is not.
    const bool isAnswer = status != 0 && (reply->error() == QNetworkReply::NoError ||
                                          reply->error() >= QNetworkReply::ContentAccessDenied);
    const bool isUnpacked =
        status >= 400 || status < 200 || reply->error() == QNetworkReply::NoError;
    if (isAnswer && !isUnpacked)
        co_return unreadable(host);
    if (!isAnswer)
        co_return networkFault(reply->error(), host, reply->errorString());
    HttpAnswer answer;
    answer.status = status;
    answer.body = std::move(watch->body);
    answer.contentType = reply->rawHeader("Content-Type");
    answer.location = reply->rawHeader("Location");
    answer.retryAfterMs = retryAfterOf(*reply);
    answer.took = std::chrono::milliseconds(took.elapsed());
    co_return answer;
}

void HttpClient::abortAll()
{
    const auto active = std::exchange(active_, {});
    for (QNetworkReply* reply : active)
        reply->abort();
}

void HttpClient::tell(const QUrl& url, bool hasFailed) const
{
    if (outcome_)
        outcome_(url, hasFailed);
}

std::optional<Fault> problemOf(const HttpAnswer& answer)
{
    boost::system::error_code failed;
    const auto value = json::parse(answer.text(), failed);
    if (failed || !value.is_object())
        return std::nullopt;
    const auto& object = value.get_object();
    if (textOf(object, "code").empty() || textOf(object, "reason").empty())
        return std::nullopt;
    Fault fault{
        faultCodeOf(textOf(object, "code")),
        textOf(object, "reason"),
        textOf(object, "detail"),
        textOf(object, "nextStep")};
    if (fault.cause.empty())
        fault.cause = textOf(object, "title");
    return fault;
}

Fault faultOf(const HttpAnswer& answer)
{
    if (auto problem = problemOf(answer))
        return *problem;
    const QString server = QStringLiteral("the server");
    if (answer.status == 511 || (answer.status >= 300 && answer.status < 400))
        return captivePortal(server);
    const std::string status = std::to_string(answer.status);
    if (answer.status == 429 || answer.status == 502 || answer.status == 503 ||
        answer.status == 504)
        return Fault{
            FaultCode::unavailable,
            "server_busy",
            "The server cannot serve now (status " + status + ").",
            "Tidemark tries again by itself."};
    if (answer.status == 401)
        return Fault{
            FaultCode::unauthenticated,
            "sign_in_needed",
            "The sign-in has ended.",
            "Sign in again."};
    if (answer.status == 404)
        return notTidemark(server);
    return Fault{
        answer.status >= 500 ? FaultCode::internal : FaultCode::invalid,
        "server_refused",
        "The server answered with status " + status + ".",
        "Try again later; if this stays, tell the operator of the server."};
}

Result<json::value> jsonOf(const HttpAnswer& answer)
{
    const QString server = QStringLiteral("the server");
    const auto start = answer.body.left(512).trimmed().toLower();
    if (answer.contentType.contains("html") || start.startsWith("<!doctype") ||
        start.startsWith("<html"))
        return captivePortal(server);
    json::parse_options options;
    options.max_depth = 64;
    boost::system::error_code failed;
    auto value = json::parse(answer.text(), failed, {}, options);
    if (failed)
        return notTidemark(server);
    return value;
}

} // namespace tidemark::sync
