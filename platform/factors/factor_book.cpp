#include "platform/factors/factor_book.hpp"

#include "platform/access/user_keeping.hpp"
#include "platform/factors/recovery_code.hpp"
#include "platform/factors/totp.hpp"
#include "platform/identity/crypto.hpp"

#include <ctime>

namespace tidemark::platform {
namespace {

constexpr std::string_view sealUse = "tidemark second factor 1";
constexpr int codesPerMinute = 5;

constexpr std::string_view stateSql =
    "SELECT to_char(f.confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
    " app.requires_factor($1::int, $2::uuid),"
    " (SELECT count(*) FROM app.recovery_code c WHERE c.user_id = $2::uuid AND c.used_at IS NULL)"
    " FROM (SELECT 1) one LEFT JOIN app.user_factor f ON f.user_id = $2::uuid";
constexpr std::string_view enrolSql =
    "INSERT INTO app.user_factor AS f (tenant_id, user_id, secret) VALUES ($1::int, $2::uuid,"
    " $3::bytea) ON CONFLICT (tenant_id, user_id) DO UPDATE SET secret = excluded.secret,"
    " created_at = now(), last_step = 0 WHERE f.confirmed_at IS NULL RETURNING 1";
constexpr std::string_view findSql = "SELECT secret, confirmed_at IS NOT NULL FROM app.user_factor"
                                     " WHERE user_id = $1::uuid FOR UPDATE";
constexpr std::string_view spendSql =
    "UPDATE app.user_factor SET last_step = $2::bigint, confirmed_at = coalesce(confirmed_at,"
    " now()) WHERE user_id = $1::uuid AND last_step < $2::bigint RETURNING 1";
constexpr std::string_view spendRecoverySql =
    "UPDATE app.recovery_code c SET used_at = now() WHERE c.user_id = $1::uuid"
    " AND c.hash = $2::bytea AND c.used_at IS NULL AND EXISTS (SELECT FROM app.user_factor f"
    " WHERE f.user_id = c.user_id AND f.confirmed_at IS NOT NULL) RETURNING 1";
constexpr std::string_view dropCodesSql = "DELETE FROM app.recovery_code WHERE user_id = $1::uuid";
constexpr std::string_view addCodesSql =
    "INSERT INTO app.recovery_code (tenant_id, user_id, hash)"
    " SELECT $1::int, $2::uuid, h::bytea FROM unnest(string_to_array($3, ' ')) h";
constexpr std::string_view dropSql = "DELETE FROM app.user_factor WHERE user_id = $1::uuid"
                                     " RETURNING confirmed_at IS NOT NULL";
constexpr std::string_view isOnSql =
    "SELECT 1 FROM app.user_factor WHERE user_id = $1::uuid AND confirmed_at IS NOT NULL";

Fault wrongCode()
{
    return Fault{
        FaultCode::invalid,
        "wrong_code",
        "The code is not right, or was used already.",
        "Wait for the next code of your app, then type that one."};
}

Fault isOnAlready()
{
    return Fault{
        FaultCode::conflict,
        "factor_is_on",
        "You have a second factor already.",
        "Turn it off first, then set up the new one."};
}

Fault notBegun()
{
    return Fault{
        FaultCode::conflict,
        "factor_not_begun",
        "No second factor was begun.",
        "Begin again with a new QR code."};
}

std::string digitsIn(std::string_view typed)
{
    std::string digits;
    for (const char letter : typed) {
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (letter != ' ' && letter != '-')
            return {};
    }
    return digits;
}

std::string turnKey(const Tenancy& tenancy)
{
    std::string key = "second factor " + std::to_string(tenancy.tenant) + " ";
    key += tenancy.userId.toString();
    return key;
}

AuditDeed deedOf(AuditAction action, const Uuid& userId)
{
    AuditDeed deed{action, "user"};
    deed.entityId = userId;
    return deed;
}

/// The statements that replace a person's recovery codes.
std::vector<Statement> codeStatements(const Tenancy& tenancy, const std::vector<std::string>& codes)
{
    std::string hashes;
    for (const std::string& code : codes)
        hashes += (hashes.empty() ? "" : " ") + recoveryCodeHash(tenancy.userId, code);
    std::vector<Statement> statements(2);
    statements[0].sql = dropCodesSql;
    statements[0].params = {tenancy.userId.toString()};
    statements[1].sql = addCodesSql;
    statements[1].params = {
        std::to_string(tenancy.tenant), tenancy.userId.toString(), std::move(hashes)};
    return statements;
}

} // namespace

Fault tooManyCodes(std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many codes within a minute.",
        "Wait " + std::to_string(seconds) + " seconds, then try again."};
}

FactorBook::FactorBook(Database& database, TurnTaker& turns, const Secret& serverKey)
    : database_(database)
    , turns_(turns)
    , sealer_(serverKey, sealUse)
{
}

asio::awaitable<Result<FactorState>> FactorBook::stateOf(Tenancy tenancy)
{
    Params who = {std::to_string(tenancy.tenant), tenancy.userId.toString()};
    auto rows = co_await database_.read(tenancy, stateSql, std::move(who));
    if (!rows)
        co_return rows.error();
    FactorState state;
    state.since = rows->text(0, 0);
    state.isOn = !state.since.empty();
    state.isRequired = rows->boolean(0, 1);
    state.recoveryCodesLeft = state.isOn ? static_cast<int>(rows->integer(0, 2)) : 0;
    co_return state;
}

asio::awaitable<Result<NewFactor>>
FactorBook::enrol(Tenancy tenancy, std::string issuer, std::string account)
{
    const Secret secret = makeTotpSecret();
    std::vector<Statement> statements(1);
    statements[0].sql = enrolSql;
    statements[0].params = {
        std::to_string(tenancy.tenant),
        tenancy.userId.toString(),
        toBytea(sealer_.seal(secret, tenancy.tenant, tenancy.userId))};
    auto written = co_await database_.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    if (written->front().isEmpty())
        co_return isOnAlready();
    NewFactor factor;
    factor.secret = toBase32(secret.reveal());
    factor.uri = otpauthUri(secret.reveal(), issuer, account);
    co_return factor;
}

asio::awaitable<Result<std::vector<std::string>>>
FactorBook::confirm(Tenancy tenancy, AuditOrigin origin, std::string code)
{
    auto waited = co_await waitTurn(tenancy);
    if (!waited)
        co_return waited.error();
    const std::vector<std::string> codes = makeRecoveryCodes();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        Params who = {tenancy.userId.toString()};
        auto found = co_await transaction.run(isOnSql, who);
        if (!found)
            co_return found.error();
        if (!found->isEmpty())
            co_return isOnAlready();
        auto proof = co_await spendApp(transaction, code);
        if (!proof)
            co_return proof.error();
        if (*proof == FactorProof::none)
            co_return wrongCode();
        std::vector<Statement> rest = codeStatements(tenancy, codes);
        AuditDeed deed = deedOf("user.secondFactorOn", tenancy.userId);
        rest.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
        auto done = co_await transaction.runAll(std::move(rest));
        co_return done ? Result<void>() : Result<void>(done.error());
    };
    auto done = co_await database_.transact(tenancy, work);
    if (!done)
        co_return done.error();
    co_return codes;
}

asio::awaitable<Result<std::vector<std::string>>>
FactorBook::renewCodes(Tenancy tenancy, AuditOrigin origin, std::string code)
{
    auto waited = co_await waitTurn(tenancy);
    if (!waited)
        co_return waited.error();
    const std::vector<std::string> codes = makeRecoveryCodes();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto proven = co_await needProof(transaction, code);
        if (!proven)
            co_return proven.error();
        std::vector<Statement> rest = codeStatements(tenancy, codes);
        AuditDeed deed = deedOf("user.recoveryCodesRenewed", tenancy.userId);
        rest.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
        auto done = co_await transaction.runAll(std::move(rest));
        co_return done ? Result<void>() : Result<void>(done.error());
    };
    auto done = co_await database_.transact(tenancy, work);
    if (!done)
        co_return done.error();
    co_return codes;
}

asio::awaitable<Result<void>>
FactorBook::turnOff(Tenancy tenancy, AuditOrigin origin, std::string code)
{
    auto waited = co_await waitTurn(tenancy);
    if (!waited)
        co_return waited.error();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto proven = co_await needProof(transaction, code);
        if (!proven)
            co_return proven.error();
        std::vector<Statement> rest(1);
        rest[0].sql = dropSql;
        rest[0].params = {tenancy.userId.toString()};
        AuditDeed deed = deedOf("user.secondFactorOff", tenancy.userId);
        rest.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
        auto done = co_await transaction.runAll(std::move(rest));
        co_return done ? Result<void>() : Result<void>(done.error());
    };
    co_return co_await database_.transact(tenancy, work);
}

asio::awaitable<Result<bool>> FactorBook::reset(ActorPointer actor, AuditOrigin origin, Uuid userId)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<bool>> {
        auto may = co_await ensureMayHandle(transaction, *actor, userId, Handling::impersonate);
        if (!may)
            co_return may.error();
        Params whom = {userId.toString()};
        auto dropped = co_await transaction.run(dropSql, std::move(whom));
        if (!dropped)
            co_return dropped.error();
        if (dropped->isEmpty() || !dropped->boolean(0, 0))
            co_return false;
        std::vector<Statement> rest;
        AuditDeed deed = deedOf("user.secondFactorReset", userId);
        rest.push_back(auditStatement(actor->tenancy.tenant, origin, std::move(deed)));
        auto noted = co_await transaction.runAll(std::move(rest));
        if (!noted)
            co_return noted.error();
        co_return true;
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<bool>> FactorBook::isOn(Tenancy tenancy)
{
    Params who = {tenancy.userId.toString()};
    auto rows = co_await database_.read(tenancy, isOnSql, std::move(who));
    if (!rows)
        co_return rows.error();
    co_return !rows->isEmpty();
}

asio::awaitable<Result<std::chrono::milliseconds>> FactorBook::takeTurn(Tenancy tenancy)
{
    TurnLimit limit;
    limit.most = codesPerMinute;
    co_return co_await turns_.take(turnKey(tenancy), limit);
}

asio::awaitable<Result<void>> FactorBook::forgive(Tenancy tenancy)
{
    co_return co_await turns_.forgive(turnKey(tenancy));
}

asio::awaitable<Result<void>> FactorBook::waitTurn(Tenancy tenancy)
{
    auto wait = co_await takeTurn(tenancy);
    if (!wait)
        co_return wait.error();
    if (wait->count() > 0)
        co_return tooManyCodes(*wait);
    co_return Result<void>();
}

asio::awaitable<Result<void>>
FactorBook::needProof(Transaction& transaction, std::string code) const
{
    auto proof = co_await spend(transaction, std::move(code));
    if (!proof)
        co_return proof.error();
    if (*proof == FactorProof::none)
        co_return wrongCode();
    co_return Result<void>();
}

asio::awaitable<Result<FactorProof>>
FactorBook::spend(Transaction& transaction, std::string code) const
{
    const std::string recovery = readRecoveryCode(code);
    Params who = {transaction.tenancy().userId.toString()};
    auto on = co_await transaction.run(isOnSql, who);
    if (!on)
        co_return on.error();
    if (on->isEmpty())
        co_return FactorProof::none;
    if (recovery.empty())
        co_return co_await spendApp(transaction, std::move(code));
    who.emplace_back(recoveryCodeHash(transaction.tenancy().userId, recovery));
    auto spent = co_await transaction.run(spendRecoverySql, std::move(who));
    if (!spent)
        co_return spent.error();
    co_return spent->isEmpty() ? FactorProof::none : FactorProof::recovery;
}

/// Confirms a factor that was only begun. `conflict`/`factor_not_begun` without one.
asio::awaitable<Result<FactorProof>>
FactorBook::spendApp(Transaction& transaction, std::string code) const
{
    const Tenancy tenancy = transaction.tenancy();
    Params who = {tenancy.userId.toString()};
    auto found = co_await transaction.run(findSql, who);
    if (!found)
        co_return found.error();
    if (found->isEmpty())
        co_return notBegun();
    const std::string sealed = fromBytea(found->text(0, 0));
    auto secret = sealer_.open(sealed, tenancy.tenant, tenancy.userId);
    if (!secret)
        co_return secret.error();
    const auto step = totpStepOf(secret->reveal(), digitsIn(code), std::time(nullptr));
    if (!step)
        co_return FactorProof::none;
    who.emplace_back(std::to_string(*step));
    auto spent = co_await transaction.run(spendSql, std::move(who));
    if (!spent)
        co_return spent.error();
    co_return spent->isEmpty() ? FactorProof::none : FactorProof::totp;
}

} // namespace tidemark::platform
