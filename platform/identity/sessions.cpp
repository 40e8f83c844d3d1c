#include "platform/identity/sessions.hpp"

#include "platform/identity/actor_cache.hpp"
#include "platform/identity/crypto.hpp"
#include "platform/identity/session_sql.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <ctime>

namespace tidemark::platform {
namespace {

Fault signInAgain(const char* reason, const char* cause)
{
    return Fault{FaultCode::unauthenticated, reason, cause, "Sign in again."};
}

Fault usedTwice()
{
    return signInAgain("refresh_reused", "This sign-in was used from two places, so it was ended.");
}

/// What the table keeps of who spent a token.
std::string nameHash(const RenewalAsker& asker)
{
    return toBytea(bytesOf(sha256(asker.isNonce ? "nonce " + asker.name : asker.name)));
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
    actor->department = row.text(0, 10);
    actor->deviceName = row.text(0, 11);
    actor->mustChangePassword = row.boolean(0, 12);
    actor->mustSetUpFactor = row.boolean(0, 13);
    return actor;
}

} // namespace

Sessions::Sessions(Database& database, const Secret& serverKey, SessionSettings settings)
    : database_(database)
    , tokens_(serverKey)
    , settings_(settings)
    , cache_(std::make_unique<ActorCache>(settings.actorLifetime))
    , passwords_(settings.passwordCost)
{
}

Sessions::~Sessions() = default;

void Sessions::follow(Listener& listener)
{
    listener.onNotification("session_ended", [this](std::string_view, std::string_view payload) {
        if (const auto id = Uuid::parse(payload))
            forget(*id);
    });
    // Roles, organizations, users: a device that pulls because of the change sees it in force.
    listener.onNotification("access_changed", [this](std::string_view, std::string_view payload) {
        cache_->forgetTenant(std::atoi(std::string(payload).c_str()));
    });
}

void Sessions::forget(const Uuid& sessionId)
{
    cache_->forgetSession(sessionId);
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

asio::awaitable<Result<SignedIn>> Sessions::refresh(std::string refreshToken, RenewalAsker asker)
{
    const auto token = Tokens::readRefresh(refreshToken);
    if (!token)
        co_return signInAgain("refresh_unknown", "This sign-in is not known.");
    const RefreshToken next = tokens_.successorOf(*token);
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::spendToken;
    statements[0].params = {
        std::to_string(token->tenant),
        token->storedHash(),
        nameHash(asker),
        next.storedHash(),
        secondsOf(settings_.refreshLifetime)};
    const Tenancy tenancy = tenancyOf(token->tenant);
    auto spent = co_await database_.write(tenancy, std::move(statements));
    if (!spent)
        co_return spent.error();
    const ResultSet& rows = spent->front();
    Result<Uuid> session = rows.isEmpty() ? Uuid{} : Uuid::parse(rows.text(0, 0));
    if (rows.isEmpty())
        session = co_await judgeSpent(*token, std::move(asker));
    if (!session)
        co_return session.error();
    co_return co_await issue(tenancy, *session, next);
}

/// Why the token could not be spent. The session when its successor may be given once more.
asio::awaitable<Result<Uuid>> Sessions::judgeSpent(RefreshToken token, RenewalAsker asker)
{
    std::optional<std::string> grace; // A nonce needs none: nobody else knows it.
    if (!asker.isNonce)
        grace = secondsOf(settings_.reuseGrace);
    const Params params{
        std::to_string(token.tenant),
        token.storedHash(),
        std::move(grace),
        nameHash(asker),
        tokens_.successorOf(token).storedHash()};
    auto rows = co_await database_.read(tenancyOf(token.tenant), session_sql::findToken, params);
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return signInAgain("refresh_unknown", "This sign-in is not known.");
    const auto session = Uuid::parse(rows->text(0, 0));
    const bool isUsed = rows->boolean(0, 1);
    const bool isAskersOwn = rows->boolean(0, 2);
    const bool isAlive = rows->boolean(0, 3);
    if (!session)
        co_return session.error();
    if (!isAlive || !isUsed) {
        Fault why = co_await whyEnded(token.tenant, *session);
        if (why.reason == "session_ended")
            why.reason = "refresh_expired";
        co_return why;
    }
    if (isAskersOwn)
        co_return *session;
    auto ended = co_await endReused(token.tenant, *session, std::move(asker));
    if (!ended)
        co_return ended.error();
    co_return usedTwice();
}

/// Ends it with what is to be noted about it; once, however often the token comes back.
asio::awaitable<Result<void>> Sessions::endReused(int tenant, Uuid session, RenewalAsker asker)
{
    spdlog::warn("refresh token used twice: session {} ends", session.toString());
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        Params which = {std::to_string(tenant), session.toString(), "refresh_reused"};
        auto rows = co_await transaction.run(session_sql::revokeSession, std::move(which));
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty() || !reuseNotes_)
            co_return Result<void>{};
        ReusedSession reused;
        reused.tenant = tenant;
        reused.sessionId = session;
        if (const auto user = Uuid::parse(rows->text(0, 0)))
            reused.userId = *user;
        reused.deviceName = rows->text(0, 1);
        reused.login = rows->text(0, 2);
        reused.displayName = rows->text(0, 3);
        reused.tenantName = rows->text(0, 4);
        reused.asker = asker;
        auto noted = co_await transaction.runAll(reuseNotes_(reused));
        co_return noted ? Result<void>{} : Result<void>(noted.error());
    };
    auto done = co_await database_.transact(tenancyOf(tenant), work);
    cache_->forgetSession(session);
    co_return done;
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

asio::awaitable<Result<void>> Sessions::confirmWipe(std::string refreshToken)
{
    const auto token = Tokens::readRefresh(refreshToken);
    if (!token)
        co_return Result<void>{};
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::confirmWipe;
    statements[0].params = {std::to_string(token->tenant), token->storedHash()};
    auto written = co_await database_.write(tenancyOf(token->tenant), std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>{};
}

asio::awaitable<Result<void>> Sessions::signOut(std::string refreshToken)
{
    const auto token = Tokens::readRefresh(refreshToken);
    if (!token)
        co_return Result<void>{};
    const Params params{
        std::to_string(token->tenant), token->storedHash(), "0", "\\x", std::nullopt};
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
        co_return co_await whyEnded(tenant, sessionId);
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

/// A session that gives no actor says why, since its owner can do something about it.
asio::awaitable<Fault> Sessions::whyEnded(int tenant, Uuid sessionId)
{
    const Params params{std::to_string(tenant), sessionId.toString()};
    auto rows = co_await database_.read(tenancyOf(tenant), session_sql::whyEnded, params);
    if (!rows)
        co_return rows.error();
    const bool isThere = !rows->isEmpty();
    if (isThere && rows->boolean(0, 1))
        co_return Fault{
            FaultCode::unauthenticated,
            "device_wipe",
            "Somebody asked for all data on this device to be removed.",
            "The copy on this device is removed now. Ask an administrator why."};
    if (isThere && rows->text(0, 0) == "refresh_reused")
        co_return usedTwice();
    if (isThere && rows->text(0, 0).empty() && rows->boolean(0, 2))
        co_return signInAgain(
            "session_inactive", "You were signed out, because nothing was done for a while."
        );
    co_return signInAgain("session_ended", "Your sign-in has ended.");
}

void Sessions::noteActivity(const Actor& actor)
{
    if (actor.sessionId.isNil() || !cache_->isNoteDue(actor.sessionId))
        return;
    asio::co_spawn(
        database_.executor(), writeActivity(actor.tenancy.tenant, actor.sessionId), asio::detached
    );
}

asio::awaitable<void> Sessions::writeActivity(int tenant, Uuid sessionId)
{
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::noteActivity;
    statements[0].params = {std::to_string(tenant), sessionId.toString()};
    auto written = co_await database_.write(tenancyOf(tenant), std::move(statements));
    if (!written)
        spdlog::warn("activity of a session was not noted: {}", written.error().reason);
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
