// Sign-in, renewal and authorised requests.
#include "sync/session/session.hpp"

#include "sync/session/network_faults.hpp"
#include "sync/session/random_text.hpp"
#include "sync/session/server_address.hpp"

#include <QCoroSignal>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// Renewed this long before it ends, so that no request is sent in vain.
constexpr std::chrono::milliseconds renewBefore{30'000};

Fault signInNeeded()
{
    return Fault{
        FaultCode::unauthenticated,
        "signed_out",
        "Nobody is signed in on this device.",
        "Sign in."};
}

/// Below the platform's period of grace for clients of its older versions.
constexpr std::chrono::milliseconds renewalMax{8'000};

/// Why, in the platform's words where it has some: a session ends for several reasons.
Fault sessionEnded(const Fault& told)
{
    Fault fault{
        FaultCode::unauthenticated,
        "session_ended",
        "Your sign-in on this device has ended.",
        "Sign in again. Unsent changes are kept."};
    if (told.reason == "device_wipe")
        return told;
    if (told.reason == "session_inactive" || told.reason == "refresh_reused") {
        fault.reason = told.reason;
        fault.cause = told.cause;
    }
    return fault;
}

Fault answerMalformed()
{
    return Fault{
        FaultCode::internal,
        "sign_in_malformed",
        "The platform's answer to the sign-in cannot be read.",
        "Update Tidemark; if this stays, tell the operator of the server."};
}

HttpRequest post(const QUrl& server, const QString& path, const json::object& body)
{
    HttpRequest request;
    request.method = "POST";
    request.url = below(server, path);
    const std::string text = json::serialize(body);
    request.body = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    request.answerBytesMax = 1024 * 1024;
    return request;
}

json::object deviceOf(const Credentials& credentials)
{
    json::object device{{"name", credentials.deviceName}};
    if (!credentials.deviceId.empty())
        device["id"] = credentials.deviceId;
    return device;
}

std::string_view textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

Secret challengeIn(const HttpAnswer& refusal)
{
    const auto value = jsonOf(refusal);
    const auto* object = value ? value->if_object() : nullptr;
    return Secret(object ? textOf(*object, "challenge") : std::string_view());
}

} // namespace

Session::Session(HttpClient& http, SaveToken save, QObject* parent)
    : QObject(parent)
    , http_(http)
    , save_(std::move(save))
{
}

Session::~Session() = default;

void Session::restore(QUrl server, const Secret& kept)
{
    server_ = std::move(server);
    kept_ = KeptToken::read(kept);
    access_ = {};
    isSaved_ = true;
}

void Session::forget()
{
    access_ = {};
    kept_ = {};
    isSaved_ = true;
}

QCoro::Task<Result<void>> Session::save()
{
    auto saved = co_await save_(kept_.toText());
    if (saved)
        isSaved_ = true;
    co_return saved;
}

QCoro::Task<Result<void>> Session::keep(const json::object& answer)
{
    const auto access = textOf(answer, "accessToken");
    const auto refresh = textOf(answer, "refreshToken");
    const auto* expires = answer.if_contains("expiresIn");
    if (access.empty() || refresh.empty() || !expires || !expires->is_int64())
        co_return answerMalformed();
    kept_ = KeptToken{.refresh = Secret(refresh)};
    isSaved_ = false;
    Secret next(access);
    const auto life = std::chrono::seconds(expires->get_int64());
    // On disk first: the old token is spent.
    auto saved = co_await save();
    if (!saved)
        co_return saved;
    access_ = std::move(next);
    accessLife_ = life;
    accessAge_.start();
    co_return saved;
}

QCoro::Task<Result<User>> Session::signIn(QUrl server, Credentials credentials)
{
    const json::object body{
        {"tenant", credentials.tenant},
        {"login", credentials.login},
        {"password", credentials.password.reveal()},
        {"device", deviceOf(credentials)}};
    auto request = post(server, QStringLiteral("/api/v1/auth/sign-in"), body);
    const auto answer = co_await http_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess()) {
        const Fault refusal = faultOf(*answer);
        if (refusal.reason == "second_factor_required")
            setChallenge(server, challengeIn(*answer));
        co_return refusal;
    }
    auto value = jsonOf(*answer);
    if (!value)
        co_return value.error();
    if (!value->is_object())
        co_return answerMalformed();
    co_return co_await takeOver(server, std::move(value->get_object()));
}

void Session::setChallenge(QUrl server, Secret challenge)
{
    challengedBy_ = std::move(server);
    challenge_ = std::move(challenge);
}

QCoro::Task<Result<json::object>> Session::answerChallenge(std::string code)
{
    if (challenge_.isEmpty())
        co_return Fault{
            FaultCode::unauthenticated,
            "challenge_expired",
            "No sign-in is under way.",
            "Sign in with your password again."};
    const json::object body{{"challenge", challenge_.reveal()}, {"code", code}};
    auto answer =
        co_await postTo(http_, challengedBy_, QStringLiteral("/api/v1/auth/second-factor"), body);
    if (answer || answer.error().reason == "challenge_expired")
        challenge_ = {};
    co_return answer;
}

QCoro::Task<Result<User>> Session::takeOver(QUrl server, json::object answer)
{
    const auto* person = answer.if_contains("user");
    if (!person)
        co_return answerMalformed();
    auto user = userFromJson(*person);
    if (!user)
        co_return user.error();
    server_ = server;
    if (auto kept = co_await keep(answer); !kept)
        co_return kept.error();
    co_return *user;
}

QCoro::Task<Result<void>> Session::signOut()
{
    if (isSignedIn()) {
        const json::object body{{"refreshToken", kept_.refresh.reveal()}};
        auto request = post(server_, QStringLiteral("/api/v1/auth/sign-out"), body);
        request.totalMax = std::chrono::milliseconds(5'000);
        // An unreachable platform does not keep anybody signed in; the token ends by itself.
        (void)co_await http_.send(std::move(request));
    }
    forget();
    co_return co_await save_(Secret());
}

QCoro::Task<Result<void>> Session::tellWiped(QUrl server, Secret refresh)
{
    const json::object body{{"refreshToken", refresh.reveal()}};
    auto request = post(server, QStringLiteral("/api/v1/auth/wiped"), body);
    const auto answer = co_await http_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    // A token that is not known any more has nothing left to tell.
    if (!answer->isSuccess() && answer->status != 401)
        co_return faultOf(*answer);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Session::saveAgain()
{
    co_return co_await save();
}

QCoro::Task<Result<void>> Session::renew()
{
    if (isRenewing_) {
        co_await qCoro(this, &Session::renewed);
        co_return lastRenewal_;
    }
    isRenewing_ = true;
    lastRenewal_ = co_await renewOnce();
    isRenewing_ = false;
    Q_EMIT renewed();
    co_return lastRenewal_;
}

QCoro::Task<Result<void>> Session::renewOnce()
{
    if (!isSignedIn())
        co_return signInNeeded();
    if (kept_.nonce.isEmpty()) {
        kept_.nonce = Secret(randomText());
        isSaved_ = false;
    }
    if (!isSaved_) {
        if (auto saved = co_await save(); !saved)
            co_return saved;
    }
    const json::object body{
        {"refreshToken", kept_.refresh.reveal()}, {"nonce", kept_.nonce.reveal()}};
    auto request = post(server_, QStringLiteral("/api/v1/auth/refresh"), body);
    request.silenceMax = renewalMax;
    request.totalMax = renewalMax;
    const auto answer = co_await http_.send(std::move(request));
    if (!answer)
        co_return answer.error();
    if (answer->status == 401 || answer->status == 403)
        co_return co_await refusedBy(*answer);
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    const auto value = jsonOf(*answer);
    if (!value)
        co_return value.error();
    const auto* object = value->if_object();
    if (!object)
        co_return answerMalformed();
    co_return co_await keep(*object);
}

/// Only the platform's own word ends a session: anything on the way may answer 401 or 403.
QCoro::Task<Fault> Session::refusedBy(HttpAnswer answer)
{
    const auto told = problemOf(answer);
    if (!told)
        co_return captivePortal(server_.host());
    if (told->code != FaultCode::unauthenticated)
        co_return *told;
    Fault fault = sessionEnded(*told);
    access_ = {};
    if (fault.reason != "device_wipe") {
        forget();
        (void)co_await save_(Secret());
    }
    Q_EMIT ended(fault);
    co_return fault;
}

std::chrono::milliseconds Session::accessLeft() const
{
    if (access_.isEmpty())
        return std::chrono::milliseconds(0);
    return accessLife_ - std::chrono::milliseconds(accessAge_.elapsed());
}

QCoro::Task<Result<Secret>> Session::accessToken()
{
    if (accessLeft() < renewBefore) {
        if (auto done = co_await renew(); !done)
            co_return done.error();
    }
    co_return access_.clone();
}

QCoro::Task<Result<HttpAnswer>> Session::send(QString path, HttpRequest request)
{
    request.url = below(server_, path);
    const auto given = request.headers;
    for (int attempt = 0;; ++attempt) {
        const auto token = co_await accessToken();
        if (!token)
            co_return token.error();
        const auto text = token->reveal();
        request.headers = given;
        if (!request.isPersons)
            request.headers.append({QByteArrayLiteral("X-Background"), QByteArrayLiteral("1")});
        request.headers.append(
            {QByteArrayLiteral("Authorization"),
             QByteArrayLiteral("Bearer ") +
                 QByteArray(text.data(), static_cast<qsizetype>(text.size()))}
        );
        auto answer = co_await http_.send(request);
        if (!answer || answer->status != 401 || attempt > 0)
            co_return answer;
        access_ = {}; // Ended before its time; one renewal, one more attempt.
    }
}

QCoro::Task<Result<json::object>>
postTo(HttpClient& http, QUrl server, QString path, json::object body)
{
    auto request = post(server, path, body);
    const auto answer = co_await http.send(std::move(request));
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    if (answer->body.isEmpty())
        co_return json::object{};
    auto value = jsonOf(*answer);
    if (!value)
        co_return value.error();
    if (!value->is_object())
        co_return answerMalformed();
    co_return std::move(value->get_object());
}

} // namespace tidemark::sync
