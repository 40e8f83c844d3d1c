// Signing in and out over vault and session.
#include "sync/engine/profile.hpp"

#include "sync/session/about.hpp"
#include "sync/session/server_address.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view tokenName = "refresh";
constexpr std::string_view userSetting = "profile.user";

struct Known {
    std::string server = {};
    std::optional<User> user = {};
    std::optional<Secret> token = {};
};

Result<Known> readKnown(DeskStore& desk)
{
    Known known;
    auto identity = desk.vault.identity();
    if (!identity)
        return identity.error();
    known.server = identity->server;
    auto text = desk.vault.setting(userSetting);
    if (!text)
        return text.error();
    if (*text && !(*text)->empty()) {
        boost::system::error_code failed;
        const auto value = json::parse(**text, failed);
        const auto user = failed ? Result<User>(Fault{}) : userFromJson(value);
        if (user)
            known.user = *user;
    }
    auto token = desk.vault.token(tokenName);
    if (!token)
        return token.error();
    known.token = std::move(*token);
    return known;
}

} // namespace

Profile::Profile(HttpClient& http, Stores& stores, QObject* parent)
    : QObject(parent)
    , stores_(stores)
    , http_(http)
    , session_(http, [this](Secret refresh) { return saveToken(std::move(refresh)); })
{
}

QCoro::Task<Result<void>> Profile::saveToken(Secret refresh)
{
    const auto held = std::make_shared<Secret>(std::move(refresh));
    const auto save = [held](DeskStore& desk) { return desk.vault.setToken(tokenName, *held); };
    co_return co_await stores_.desk(save);
}

QCoro::Task<Result<void>> Profile::load()
{
    const auto read = [](DeskStore& desk) { return readKnown(desk); };
    auto known = co_await stores_.desk(read);
    if (!known)
        co_return known.error();
    server_ = known->server;
    user_ = known->user;
    const auto address = serverAddress(server_);
    if (address && known->token)
        session_.restore(*address, *known->token);
    co_return Result<void>{};
}

void Profile::unload()
{
    user_.reset();
    session_.restore({}, {});
}

QCoro::Task<Result<void>> Profile::keepUser(User user, std::string server)
{
    const auto keep = [text = json::serialize(toJson(user)), server](DeskStore& desk) {
        if (auto set = desk.vault.setServer(server); !set)
            return set;
        return desk.vault.setSetting(userSetting, text);
    };
    auto kept = co_await stores_.desk(keep);
    if (!kept)
        co_return kept;
    user_ = std::move(user);
    server_ = std::move(server);
    co_return kept;
}

/// Another person signs in: the one before has nothing unsent, or this is refused.
QCoro::Task<Result<void>> Profile::forgetUser()
{
    const auto forget = [](DeskStore& desk) {
        if (auto gone = desk.vault.forgetUser(false); !gone)
            return gone;
        if (auto gone = desk.vault.setSetting(userSetting, {}); !gone)
            return gone;
        const auto pending = desk.vault.pending();
        return pending ? desk.windows.setPending(*pending) : Result<void>(pending.error());
    };
    auto forgotten = co_await stores_.desk(forget);
    if (!forgotten)
        co_return forgotten;
    const auto empty = [](MirrorWriter& writer) {
        return writer.begin(Cursor{.history = "none"}, {});
    };
    auto emptied = co_await stores_.mirror(empty);
    const auto tell = [](DeskStore& desk) {
        return desk.windows.mirrorChanged(everythingChanged());
    };
    (void)co_await stores_.desk(tell);
    user_.reset();
    co_return emptied;
}

QCoro::Task<Result<User>> Profile::signIn(SignInRequest request)
{
    const auto address = serverAddress(request.server);
    if (!address)
        co_return address.error();
    // Asked first: a wrong address should say so, and not get a password.
    const auto about = co_await askAbout(http_, *address);
    if (!about)
        co_return about.error();
    const auto former = formerPerson();
    auto user = co_await session_.signIn(*address, std::move(request.credentials));
    if (!user)
        co_return user.error();
    co_return co_await settle(std::move(*user), former);
}

QCoro::Task<Result<User>> Profile::takeOver(QUrl server, json::object answer)
{
    const auto former = formerPerson();
    auto user = co_await session_.takeOver(std::move(server), std::move(answer));
    if (!user)
        co_return user.error();
    co_return co_await settle(std::move(*user), former);
}

std::optional<std::string> Profile::formerPerson() const
{
    return user_ ? std::optional<std::string>(user_->id) : std::nullopt;
}

/// The session is somebody's: the device is theirs from now on.
QCoro::Task<Result<User>> Profile::settle(User user, std::optional<std::string> former)
{
    const std::string server = session_.server().toString().toStdString();
    const bool isOther = former && (*former != user.id || server_ != server);
    if (isOther) {
        const auto forgotten = co_await forgetUser();
        if (!forgotten) {
            (void)co_await session_.signOut();
            co_return forgotten.error();
        }
        // Forgetting the former person took the new token with it.
        if (auto saved = co_await session_.saveAgain(); !saved)
            co_return saved.error();
    }
    if (auto kept = co_await keepUser(user, server); !kept)
        co_return kept.error();
    co_return user;
}

QCoro::Task<Result<User>> Profile::reload()
{
    HttpRequest request;
    request.method = "GET";
    request.answerBytesMax = 1024 * 1024;
    const auto answer = co_await session_.send(QStringLiteral("/api/v1/me"), std::move(request));
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    const auto value = jsonOf(*answer);
    if (!value)
        co_return value.error();
    const auto user = userFromJson(*value);
    if (!user)
        co_return user.error();
    if (auto kept = co_await keepUser(*user, server_); !kept)
        co_return kept.error();
    co_return *user;
}

} // namespace tidemark::sync
