#include "platform/identity/sessions.hpp"

#include "platform/identity/actor_cache.hpp"
#include "platform/identity/crypto.hpp"
#include "platform/identity/session_sql.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <ctime>

namespace tidemark::platform {
namespace {

constexpr std::size_t hashingThreads = 2;
constexpr int hashingLimit = 64; ///< 64 × 20 ms on two threads: nobody waits longer than that.

Fault wrongCredentials()
{
    return Fault{
        FaultCode::unauthenticated,
        "wrong_credentials",
        "The organization, user or password is not right.",
        "Check all three, then try again."};
}

Fault signInAgain(const char* reason, const char* cause)
{
    return Fault{FaultCode::unauthenticated, reason, cause, "Sign in again."};
}

std::string secondsOf(std::chrono::seconds time)
{
    return std::to_string(time.count());
}

Tenancy tenancyOf(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    return tenancy;
}

std::vector<std::string> wordsIn(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return words;
}

ActorPointer actorIn(const ResultSet& row, int tenant, const Uuid& sessionId)
{
    const auto userId = Uuid::parse(row.text(0, 0));
    if (!userId)
        return nullptr;
    auto actor = std::make_shared<Actor>();
    actor->tenancy = Tenancy{tenant, *userId};
    actor->userId = *userId;
    actor->sessionId = sessionId;
    actor->login = row.text(0, 1);
    actor->displayName = row.text(0, 2);
    if (const auto organization = row.at(0, 3)) {
        if (const auto id = Uuid::parse(*organization))
            actor->organizationId = *id;
        actor->organizationName = row.text(0, 4);
        actor->ownScope = row.integer(0, 5);
    }
    actor->tenantSlug = row.text(0, 6);
    actor->tenantName = row.text(0, 7);
    actor->timeZone = row.text(0, 8);
    actor->permissions = PermissionSet(wordsIn(row.text(0, 9)));
    return actor;
}

} // namespace

struct Sessions::Account {
    int tenant = 0;
    Uuid userId = {};
    std::string hash = {};
    bool maySignIn = false;
};

Sessions::Sessions(Database& database, const Secret& serverKey, SessionSettings settings)
    : database_(database)
    , tokens_(serverKey)
    , settings_(settings)
    , cache_(std::make_unique<ActorCache>(settings.actorLifetime))
    , pool_(hashingThreads)
{
    const Secret decoy(toBase64Url(randomBytes(24)));
    decoyHash_ = hashPassword(decoy, settings_.passwordCost).value();
}

Sessions::~Sessions()
{
    pool_.join();
}

/// The same two queries whatever is wrong, so that time tells nothing.
asio::awaitable<Result<Sessions::Account>> Sessions::findAccount(const SignInRequest& request)
{
    Account account;
    account.hash = decoyHash_;
    const Params slug{request.tenant};
    auto tenants = co_await database_.read(Tenancy{}, session_sql::findTenant, slug);
    if (!tenants)
        co_return tenants.error();
    account.tenant = static_cast<int>(tenants->integer(0, 0));
    const Params who{std::to_string(account.tenant), request.login};
    auto users = co_await database_.read(tenancyOf(account.tenant), session_sql::findUser, who);
    if (!users)
        co_return users.error();
    if (users->isEmpty() || !users->at(0, 1))
        co_return account;
    const auto userId = Uuid::parse(users->text(0, 0));
    account.maySignIn = userId && users->boolean(0, 2);
    account.userId = userId ? *userId : Uuid{};
    account.hash = users->text(0, 1);
    co_return account;
}

asio::awaitable<bool> Sessions::isRight(const Account& account, const Secret& password)
{
    auto compare = [&account, &password]() -> asio::awaitable<bool> {
        co_return isPassword(password, account.hash);
    };
    ++hashing_;
    const bool isSame = co_await asio::co_spawn(pool_, compare, asio::use_awaitable);
    --hashing_;
    co_return isSame&& account.maySignIn;
}

asio::awaitable<Result<SignedIn>> Sessions::signIn(SignInRequest request)
{
    if (request.password.reveal().size() > longestPassword || request.login.size() > 254)
        co_return wrongCredentials();
    if (hashing_ >= hashingLimit)
        co_return Fault{
            FaultCode::full,
            "sign_in_busy",
            "Too many people sign in at once.",
            "Try again in a moment."};
    auto account = co_await findAccount(request);
    if (!account)
        co_return account.error();
    const bool isGood = co_await isRight(*account, request.password);
    if (!isGood)
        co_return wrongCredentials();
    co_return co_await openSession(*account, request);
}

asio::awaitable<Result<SignedIn>>
Sessions::openSession(const Account& account, const SignInRequest& request)
{
    const Tenancy tenancy{account.tenant, account.userId};
    const Uuid sessionId = Uuid::make();
    const RefreshToken token = Tokens::makeRefresh(account.tenant);
    const std::string tenant = std::to_string(account.tenant);
    const std::string user = account.userId.toString();
    std::optional<std::string> client;
    if (request.clientId)
        client = request.clientId->toString();
    std::vector<Statement> statements(4);
    statements[0].sql = session_sql::forgetOldSessions;
    statements[0].params = {tenant, user};
    statements[1].sql = session_sql::openSession;
    statements[1].params = {
        tenant,
        sessionId.toString(),
        user,
        request.deviceName.substr(0, 120),
        client,
        request.address,
        secondsOf(settings_.familyLifetime)};
    statements[2].sql = session_sql::addToken;
    statements[2].params = {
        tenant, token.storedHash(), sessionId.toString(), secondsOf(settings_.refreshLifetime)};
    statements[3].sql = session_sql::noteSignIn;
    statements[3].params = {tenant, user};
    auto written = co_await database_.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    co_return co_await issue(tenancy, sessionId, token);
}

asio::awaitable<Result<SignedIn>>
Sessions::issue(Tenancy tenancy, Uuid sessionId, RefreshToken next)
{
    auto actor = co_await loadActor(tenancy.tenant, sessionId);
    if (!actor)
        co_return actor.error();
    AccessClaims claims;
    claims.userId = (*actor)->userId;
    claims.sessionId = sessionId;
    claims.tenant = tenancy.tenant;
    claims.organizationId = (*actor)->organizationId;
    claims.issuedAt = std::time(nullptr);
    claims.expiresAt = claims.issuedAt + settings_.accessLifetime.count();
    SignedIn signedIn;
    signedIn.accessToken = tokens_.sign(claims);
    signedIn.refreshToken = next.toString();
    signedIn.accessExpiresIn = settings_.accessLifetime;
    signedIn.refreshExpiresIn = settings_.refreshLifetime;
    signedIn.actor = *actor;
    cache_->put(signedIn.accessToken, *actor, claims.expiresAt);
    co_return signedIn;
}

asio::awaitable<Result<SignedIn>> Sessions::refresh(std::string refreshToken, std::string client)
{
    const auto token = Tokens::readRefresh(refreshToken);
    if (!token)
        co_return signInAgain("refresh_unknown", "This sign-in is not known.");
    const RefreshToken next = tokens_.successorOf(*token);
    const std::string usedBy = toBytea(bytesOf(sha256(client)));
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::spendToken;
    statements[0].params = {
        std::to_string(token->tenant),
        token->storedHash(),
        usedBy,
        next.storedHash(),
        secondsOf(settings_.refreshLifetime)};
    const Tenancy tenancy = tenancyOf(token->tenant);
    auto spent = co_await database_.write(tenancy, std::move(statements));
    if (!spent)
        co_return spent.error();
    const ResultSet& rows = spent->front();
    Result<Uuid> session = rows.isEmpty() ? Uuid{} : Uuid::parse(rows.text(0, 0));
    if (rows.isEmpty())
        session = co_await judgeSpent(*token, usedBy);
    if (!session)
        co_return session.error();
    co_return co_await issue(tenancy, *session, next);
}

/// Why the token could not be spent. The session when its successor may be given once more.
asio::awaitable<Result<Uuid>> Sessions::judgeSpent(RefreshToken token, std::string usedBy)
{
    const Params params{
        std::to_string(token.tenant), token.storedHash(), secondsOf(settings_.reuseGrace), usedBy};
    auto rows = co_await database_.read(tenancyOf(token.tenant), session_sql::findToken, params);
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return signInAgain("refresh_unknown", "This sign-in is not known.");
    const auto session = Uuid::parse(rows->text(0, 0));
    const bool isUsed = rows->boolean(0, 1);
    const bool isInGrace = rows->boolean(0, 2) && rows->boolean(0, 3);
    const bool isAlive = rows->boolean(0, 4);
    if (!session || !isAlive || !isUsed)
        co_return signInAgain("refresh_expired", "This sign-in has ended.");
    if (isInGrace)
        co_return *session;
    spdlog::warn("refresh token used twice: session {} ends", session->toString());
    auto revoked = co_await revoke(token.tenant, *session, "refresh_reused");
    if (!revoked)
        co_return revoked.error();
    co_return signInAgain(
        "refresh_reused", "This sign-in was used from two places, so it was ended."
    );
}

asio::awaitable<Result<void>> Sessions::revoke(int tenant, Uuid session, const char* why)
{
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::revokeSession;
    statements[0].params = {std::to_string(tenant), session.toString(), std::string(why)};
    auto written = co_await database_.write(tenancyOf(tenant), std::move(statements));
    cache_->forgetSession(session);
    if (!written)
        co_return written.error();
    co_return Result<void>{};
}

asio::awaitable<Result<void>> Sessions::signOut(std::string refreshToken)
{
    const auto token = Tokens::readRefresh(refreshToken);
    if (!token)
        co_return Result<void>{};
    const Params params{std::to_string(token->tenant), token->storedHash(), "0", "\\x"};
    auto rows = co_await database_.read(tenancyOf(token->tenant), session_sql::findToken, params);
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Result<void>{};
    const auto session = Uuid::parse(rows->text(0, 0));
    if (!session)
        co_return session.error();
    co_return co_await revoke(token->tenant, *session, "signed_out");
}

asio::awaitable<Result<ActorPointer>> Sessions::loadActor(int tenant, Uuid sessionId)
{
    const Params params{std::to_string(tenant), sessionId.toString()};
    auto rows = co_await database_.read(tenancyOf(tenant), session_sql::findActor, params);
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return signInAgain("session_ended", "Your sign-in has ended.");
    ActorPointer actor = actorIn(*rows, tenant, sessionId);
    if (!actor)
        co_return signInAgain("session_ended", "Your sign-in has ended.");
    co_return actor;
}

asio::awaitable<Result<ActorPointer>> Sessions::actorOf(std::string_view token)
{
    if (ActorPointer known = knownActor(token))
        co_return known;
    const std::string kept(token);
    const auto claims = tokens_.verify(kept, std::time(nullptr));
    if (!claims)
        co_return claims.error();
    auto actor = co_await loadActor(claims->tenant, claims->sessionId);
    if (!actor)
        co_return actor;
    if ((*actor)->userId != claims->userId)
        co_return signInAgain("session_ended", "Your sign-in has ended.");
    cache_->put(kept, *actor, claims->expiresAt);
    co_return actor;
}

ActorPointer Sessions::knownActor(std::string_view token)
{
    return cache_->find(token);
}

asio::awaitable<Result<void>>
storePassword(Database& database, Tenancy tenancy, Uuid userId, std::string encodedHash)
{
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::storePassword;
    statements[0].params = {
        std::to_string(tenancy.tenant), userId.toString(), std::move(encodedHash)};
    auto written = co_await database.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>{};
}

} // namespace tidemark::platform
