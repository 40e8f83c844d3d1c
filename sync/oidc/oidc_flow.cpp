#include "sync/oidc/oidc_flow.hpp"

#include "sync/session/random_text.hpp"
#include "sync/session/server_address.hpp"

#include <QCoroSignal>
#include <QElapsedTimer>
#include <QUrlQuery>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

constexpr auto startPath = "/api/v1/auth/oidc/start";
constexpr auto finishPath = "/api/v1/auth/oidc/finish";
constexpr auto devicePath = "/api/v1/auth/oidc/device";
constexpr auto pollPath = "/api/v1/auth/oidc/device/poll";

Fault flowEnded()
{
    return Fault{
        FaultCode::unauthenticated,
        "oidc_flow_ended",
        "This sign-in has ended already.",
        "Begin it again."};
}

Fault answerMalformed()
{
    return Fault{
        FaultCode::internal,
        "sign_in_malformed",
        "The platform's answer to the sign-in cannot be read.",
        "Update Tidemark; if this stays, tell the operator of the server."};
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : "";
}

std::int64_t numberOf(const json::object& object, std::string_view key, std::int64_t otherwise)
{
    const auto* value = object.if_contains(key);
    return value && value->is_int64() ? value->get_int64() : otherwise;
}

/// What a browser may be sent to: never a file or a program.
bool isForBrowser(const std::string& address)
{
    const QUrl url(QString::fromStdString(address), QUrl::StrictMode);
    const QString host = url.host();
    const bool isHere = host == QLatin1String("127.0.0.1") || host == QLatin1String("::1") ||
                        host == QLatin1String("localhost");
    const bool isWeb =
        url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && isHere);
    return url.isValid() && isWeb && !host.isEmpty() && url.userInfo().isEmpty();
}

HttpRequest postTo(const QUrl& server, const QString& path, const json::object& body)
{
    HttpRequest request;
    request.method = "POST";
    request.url = below(server, path);
    request.body = QByteArray::fromStdString(json::serialize(body));
    request.answerBytesMax = 1024 * 1024;
    return request;
}

Result<json::object> objectOf(const HttpAnswer& answer)
{
    if (!answer.isSuccess())
        return faultOf(answer);
    auto value = jsonOf(answer);
    if (!value)
        return value.error();
    if (!value->is_object())
        return answerMalformed();
    return std::move(value->get_object());
}

/// The members of a challenge, when the provider's word is not enough for this tenant.
std::optional<json::object> challengeIn(const HttpAnswer& answer)
{
    if (answer.status != 401 || faultOf(answer).reason != "second_factor_required")
        return std::nullopt;
    boost::system::error_code failed;
    const auto value = json::parse(answer.text(), failed);
    const auto* object = failed ? nullptr : value.if_object();
    if (!object || textOf(*object, "challenge").empty())
        return std::nullopt;
    return json::object{
        {"state", "secondFactor"},
        {"challenge", textOf(*object, "challenge")},
        {"expiresIn", numberOf(*object, "expiresIn", 300)}};
}

} // namespace

struct OidcFlow::Running {
    OidcPlace place = {};
    std::string id = randomText(); ///< Ours; the platform's is nobody's business.
    std::string flow = {};
    std::string verifier = randomText();
    std::unique_ptr<LoopbackListener> listener = {}; ///< None: by code.
    QTimer turn;                                     ///< By code: when to ask next.
    QTimer lifetime;
    QElapsedTimer waited; ///< Since somebody asked what came of it.
    std::optional<Result<json::object>> outcome = {};
};

OidcFlow::OidcFlow(
    HttpClient& http,
    TakeOver takeOver,
    DescribeDevice device,
    LoopbackLimits limits,
    QObject* parent
)
    : QObject(parent)
    , http_(http)
    , takeOver_(std::move(takeOver))
    , device_(std::move(device))
    , limits_(limits)
{
}

OidcFlow::~OidcFlow() = default;

bool OidcFlow::isCurrent(const std::shared_ptr<Running>& running) const
{
    return running_ == running && !running->outcome;
}

void OidcFlow::replace(std::shared_ptr<Running> running)
{
    if (running_ && !running_->outcome)
        end(running_, flowEnded());
    running_ = std::move(running);
}

QCoro::Task<Result<json::object>> OidcFlow::providers(QUrl server, std::string tenant)
{
    HttpRequest request;
    QUrlQuery query;
    query.addQueryItem(
        QStringLiteral("tenant"),
        QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(tenant)))
    );
    request.url = below(
        server, QStringLiteral("/api/v1/auth/oidc/providers?") + query.query(QUrl::FullyEncoded)
    );
    request.answerBytesMax = 256 * 1024;
    request.totalMax = std::chrono::milliseconds(15'000);
    const auto answer = co_await http_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    // A platform from before identity providers has none.
    if (answer->status == 404)
        co_return json::object{{"providers", json::array()}};
    co_return objectOf(*answer);
}

QCoro::Task<Result<json::object>> OidcFlow::post(QUrl server, QString path, json::object body)
{
    auto request = postTo(server, path, body);
    const auto answer = co_await http_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    co_return objectOf(*answer);
}

QCoro::Task<Result<json::object>> OidcFlow::begin(OidcPlace place)
{
    auto running = std::make_shared<Running>();
    running->place = std::move(place);
    running->listener = std::make_unique<LoopbackListener>(limits_);
    if (auto opened = running->listener->open(); !opened)
        co_return opened.error();
    replace(running);
    json::object body{
        {"tenant", running->place.tenant},
        {"provider", running->place.provider},
        {"redirectUri", running->listener->redirectUri()},
        {"state", running->listener->state()},
        {"codeChallenge", challengeOf(running->verifier)}};
    const auto begun =
        co_await post(running->place.server, QLatin1String(startPath), std::move(body));
    if (!isCurrent(running))
        co_return flowEnded();
    const std::string url = begun ? textOf(*begun, "authorizationUrl") : std::string();
    if (!begun || !isForBrowser(url)) {
        const Fault fault = begun ? answerMalformed() : begun.error();
        end(running, fault);
        co_return fault;
    }
    running->flow = textOf(*begun, "flow");
    const auto* isNamed = begun->if_contains("issuerInResponse");
    LoopbackListener* listener = running->listener.get();
    listener->expect(
        textOf(*begun, "issuer"), isNamed && isNamed->is_bool() && isNamed->get_bool()
    );
    const std::weak_ptr<Running> weak = running;
    connect(listener, &LoopbackListener::answered, this, [this, weak](const LoopbackAnswer& got) {
        if (const auto held = weak.lock(); held && isCurrent(held))
            finish(held, got);
    });
    connect(listener, &LoopbackListener::failed, this, [this, weak](const Fault& fault) {
        if (const auto held = weak.lock(); held && isCurrent(held))
            end(held, fault);
    });
    co_return json::object{
        {"flow", running->id},
        {"url", url},
        {"expiresIn", std::chrono::duration_cast<std::chrono::seconds>(limits_.total).count()}};
}

QCoro::Task<Result<json::object>> OidcFlow::beginByCode(OidcPlace place)
{
    auto running = std::make_shared<Running>();
    running->place = std::move(place);
    replace(running);
    json::object body{
        {"tenant", running->place.tenant},
        {"provider", running->place.provider},
        {"codeChallenge", challengeOf(running->verifier)}};
    const auto begun =
        co_await post(running->place.server, QLatin1String(devicePath), std::move(body));
    if (!isCurrent(running))
        co_return flowEnded();
    const std::string address = begun ? textOf(*begun, "verificationUri") : std::string();
    if (!begun || !isForBrowser(address)) {
        const Fault fault = begun ? answerMalformed() : begun.error();
        end(running, fault);
        co_return fault;
    }
    running->flow = textOf(*begun, "flow");
    const auto expiresIn = std::clamp<std::int64_t>(numberOf(*begun, "expiresIn", 600), 1, 3600);
    const auto interval = std::clamp<std::int64_t>(numberOf(*begun, "interval", 5), 1, 60);
    follow(running, std::chrono::seconds(interval), std::chrono::seconds(expiresIn));
    const std::string complete = textOf(*begun, "verificationUriComplete");
    json::object told{
        {"flow", running->id},
        {"userCode", textOf(*begun, "userCode")},
        {"verificationUri", address},
        {"verificationUriComplete", nullptr},
        {"expiresIn", expiresIn}};
    if (isForBrowser(complete))
        told["verificationUriComplete"] = complete;
    co_return told;
}

/// Asks after the code until it was entered, has ended, or nobody wants to know any more.
void OidcFlow::follow(
    const std::shared_ptr<Running>& running,
    std::chrono::seconds interval,
    std::chrono::seconds lifetime
)
{
    const std::weak_ptr<Running> weak = running;
    running->turn.setSingleShot(true);
    connect(&running->turn, &QTimer::timeout, this, [this, weak] {
        const auto held = weak.lock();
        if (!held || !isCurrent(held))
            return;
        if (held->waited.hasExpired(limits_.idle.count()))
            end(held, flowEnded()); // Nobody wants to know any more.
        else
            ask(held);
    });
    running->lifetime.setSingleShot(true);
    connect(&running->lifetime, &QTimer::timeout, this, [this, weak] {
        const auto held = weak.lock();
        if (held && isCurrent(held))
            end(held,
                Fault{
                    FaultCode::timedOut,
                    "oidc_code_expired",
                    "The code has expired.",
                    "Ask for a new code and enter that one."});
    });
    running->waited.start();
    running->turn.start(interval);
    running->lifetime.start(lifetime);
}

QCoro::Task<Result<HttpAnswer>>
OidcFlow::sendEnd(const Running& running, QString path, LoopbackAnswer answer)
{
    const auto device = device_();
    if (!device)
        co_return device.error();
    json::object body{
        {"tenant", running.place.tenant},
        {"flow", running.flow},
        {"codeVerifier", running.verifier},
        {"device", *device}};
    if (running.listener) {
        body["code"] = answer.code;
        body["issuer"] = answer.issuer;
    }
    auto request = postTo(running.place.server, path, body);
    co_return co_await http_.send(std::move(request));
}

QCoro::Task<void> OidcFlow::finish(std::shared_ptr<Running> running, LoopbackAnswer answer)
{
    auto came = co_await sendEnd(*running, QLatin1String(finishPath), std::move(answer));
    if (!isCurrent(running))
        co_return;
    if (!came) {
        end(running, came.error());
        co_return;
    }
    co_await conclude(running, std::move(*came));
}

QCoro::Task<void> OidcFlow::ask(std::shared_ptr<Running> running)
{
    LoopbackAnswer none;
    auto came = co_await sendEnd(*running, QLatin1String(pollPath), std::move(none));
    if (!isCurrent(running))
        co_return;
    const bool isLost = !came && isWorthRetrying(came.error().code);
    const bool isWaiting = came && (came->status == 202 || came->status == 429);
    if (isLost || isWaiting) {
        const auto told = came ? jsonOf(*came) : Result<json::value>(json::value());
        const auto* object = told ? told->if_object() : nullptr;
        const auto interval = object ? numberOf(*object, "interval", 5) : 5;
        running->turn.start(std::chrono::seconds(std::clamp<std::int64_t>(interval, 1, 60)));
        co_return;
    }
    if (!came) {
        end(running, came.error());
        co_return;
    }
    co_await conclude(running, std::move(*came));
}

/// The platform has decided.
QCoro::Task<void> OidcFlow::conclude(std::shared_ptr<Running> running, HttpAnswer answer)
{
    if (auto challenge = challengeIn(answer)) {
        end(running, std::move(*challenge));
        co_return;
    }
    auto object = objectOf(answer);
    if (!object) {
        end(running, object.error());
        co_return;
    }
    const auto user = co_await takeOver_(running->place.server, std::move(*object));
    if (!isCurrent(running))
        co_return;
    if (user)
        end(running, json::object{{"state", "signedIn"}, {"user", toJson(*user)}});
    else
        end(running, user.error());
}

void OidcFlow::end(const std::shared_ptr<Running>& running, Result<json::object> outcome)
{
    if (running->listener)
        running->listener->close();
    running->turn.stop();
    running->lifetime.stop();
    running->outcome = std::move(outcome);
    // Not now: who waits may let go of the listener that is just telling us.
    QMetaObject::invokeMethod(this, &OidcFlow::moved, Qt::QueuedConnection);
}

QCoro::Task<Result<json::object>>
OidcFlow::wait(std::string flow, std::chrono::milliseconds patience)
{
    const auto running = running_;
    if (!running || running->id != flow)
        co_return flowEnded();
    running->waited.start();
    if (running->listener)
        running->listener->keepOpen();
    if (!running->outcome)
        (void)co_await qCoro(this, &OidcFlow::moved, patience);
    if (!running->outcome)
        co_return json::object{{"state", "waiting"}};
    if (running_ == running)
        running_.reset();
    co_return *running->outcome;
}

void OidcFlow::cancel(const std::string& flow)
{
    if (running_ && running_->id == flow && !running_->outcome)
        end(running_, flowEnded());
}

} // namespace tidemark::sync
