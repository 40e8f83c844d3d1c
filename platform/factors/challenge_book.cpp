#include "platform/factors/challenge_book.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/recordable_text.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::chrono::seconds lifetime{5 * 60};
constexpr int mostFailures = 5;
constexpr int mostInWindow = 10; ///< Wrong codes of a person in fifteen minutes,
constexpr int mostInDay = 30;    ///< and in a day: a code has a million values.
constexpr std::size_t longestText = 254;

constexpr std::string_view addSql =
    "INSERT INTO app.sign_in_challenge (tenant_id, hash, user_id, device, expires_at)"
    " VALUES ($1::int, $2::bytea, $3::uuid, $4::jsonb, now() + make_interval(secs => $5::int))";
/// Gone with the password that it was given for.
constexpr std::string_view findSql =
    "SELECT c.user_id, u.login, c.device,"
    " (SELECT count(*) FROM app.sign_in_attempt a WHERE a.tenant_id = $1::int"
    "   AND a.user_id = c.user_id AND a.reason = 'wrong_code'"
    "   AND a.at > now() - interval '15 minutes'),"
    " (SELECT count(*) FROM app.sign_in_attempt a WHERE a.tenant_id = $1::int"
    "   AND a.user_id = c.user_id AND a.reason = 'wrong_code' AND a.at > now() - interval '1 day')"
    " FROM app.sign_in_challenge c"
    " JOIN app.user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id AND u.is_active"
    " LEFT JOIN app.user_password p ON p.tenant_id = c.tenant_id AND p.user_id = c.user_id"
    " WHERE c.tenant_id = $1::int AND c.hash = $2::bytea AND c.expires_at > now()"
    " AND c.failures < $3::int AND coalesce(p.changed_at <= c.created_at, true)";
constexpr std::string_view failSql =
    "UPDATE app.sign_in_challenge SET failures = failures + 1 WHERE hash = $1::bytea";
constexpr std::string_view dropSql =
    "DELETE FROM app.sign_in_challenge WHERE hash = $1::bytea RETURNING 1";

Fault expired()
{
    return Fault{
        FaultCode::unauthenticated,
        "challenge_expired",
        "This sign-in took too long, or its codes were wrong too often.",
        "Sign in with your password again."};
}

Fault wrongCode()
{
    return Fault{
        FaultCode::unauthenticated,
        "wrong_code",
        "The code is not right, or was used already.",
        "Wait for the next code of your app, then type that one."};
}

Fault lockedOut()
{
    return Fault{
        FaultCode::full,
        "locked_out",
        "There were too many wrong codes for this account.",
        "Wait a while, or ask an administrator to reset your second factor."};
}

std::string textOf(const DeviceInfo& device)
{
    boost::json::object object;
    if (device.id)
        object["id"] = device.id->toString();
    if (device.clientId)
        object["clientId"] = device.clientId->toString();
    object["name"] = recordable(device.name, longestText);
    object["address"] = device.address;
    object["agent"] = recordable(device.agent, longestText);
    return boost::json::serialize(object);
}

DeviceInfo deviceIn(std::string_view text)
{
    DeviceInfo device;
    const auto value = parseJson(text, 8 * longestText);
    if (!value)
        return device;
    JsonReader in(*value, "device");
    device.id = in.optionalUuid("id");
    device.clientId = in.optionalUuid("clientId");
    device.name = in.text("name");
    device.address = in.text("address");
    device.agent = in.text("agent");
    return device;
}

Tenancy tenancyOf(const ProvenUser& user)
{
    return Tenancy{user.tenant, user.userId};
}

} // namespace

struct ChallengeBook::Open {
    ProvenUser user = {};
    DeviceInfo device = {};
    bool isLocked = false;
};

asio::awaitable<Result<Challenge>> ChallengeBook::ask(ProvenUser user, DeviceInfo device)
{
    const RefreshToken token = Tokens::makeRefresh(user.tenant);
    std::vector<Statement> statements(1);
    statements[0].sql = addSql;
    statements[0].params = {
        std::to_string(user.tenant),
        token.storedHash(),
        user.userId.toString(),
        textOf(device),
        std::to_string(lifetime.count())};
    auto written = co_await database_.write(tenancyOf(user), std::move(statements));
    if (!written)
        co_return written.error();
    co_return Challenge{token.toString(), lifetime};
}

asio::awaitable<Result<ChallengeBook::Open>> ChallengeBook::find(const RefreshToken& token)
{
    Params which = {std::to_string(token.tenant), token.storedHash(), std::to_string(mostFailures)};
    const Tenancy tenancy{token.tenant, {}};
    auto rows = co_await database_.read(tenancy, findSql, std::move(which));
    if (!rows)
        co_return rows.error();
    const auto userId = rows->isEmpty() ? Uuid() : Uuid::parse(rows->text(0, 0)).value();
    if (userId.isNil())
        co_return expired();
    Open open;
    open.user.tenant = token.tenant;
    open.user.userId = userId;
    open.user.login = rows->text(0, 1);
    open.user.method = "totp";
    open.device = deviceIn(rows->text(0, 2));
    open.isLocked = rows->integer(0, 3) >= mostInWindow || rows->integer(0, 4) >= mostInDay;
    co_return open;
}

asio::awaitable<Result<AnsweredChallenge>>
ChallengeBook::answer(std::string challenge, std::string code)
{
    const auto token = Tokens::readRefresh(challenge);
    if (!token)
        co_return expired();
    auto open = co_await find(*token);
    if (!open)
        co_return open.error();
    if (open->isLocked) {
        auto noted = co_await sessions_.noteFailure(open->user, open->device, "locked_out");
        co_return noted ? lockedOut() : noted.error();
    }
    const Tenancy tenancy = tenancyOf(open->user);
    auto wait = co_await factors_.takeTurn(tenancy);
    if (!wait)
        co_return wait.error();
    if (wait->count() > 0)
        co_return tooManyCodes(*wait);
    // The challenge goes with the code that it took, so that both are good once.
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<FactorProof>> {
        auto proof = co_await factors_.spend(transaction, code);
        if (!proof || *proof == FactorProof::none)
            co_return proof;
        Params which = {token->storedHash()};
        auto dropped = co_await transaction.run(dropSql, std::move(which));
        if (!dropped)
            co_return dropped.error();
        if (dropped->isEmpty())
            co_return expired();
        co_return proof;
    };
    auto proof = co_await database_.transact(tenancy, work);
    if (!proof)
        co_return proof.error();
    if (*proof == FactorProof::none) {
        auto noted = co_await noteWrong(*token, std::move(*open));
        co_return noted ? wrongCode() : noted.error();
    }
    auto forgiven = co_await factors_.forgive(tenancy);
    if (!forgiven)
        co_return forgiven.error();
    AnsweredChallenge answered;
    answered.user = std::move(open->user);
    answered.user.method = *proof == FactorProof::recovery ? "recovery" : "totp";
    answered.device = std::move(open->device);
    co_return answered;
}

asio::awaitable<Result<void>> ChallengeBook::noteWrong(const RefreshToken& token, Open open)
{
    std::vector<Statement> statements(1);
    statements[0].sql = failSql;
    statements[0].params = {token.storedHash()};
    auto counted = co_await database_.write(tenancyOf(open.user), std::move(statements));
    if (!counted)
        co_return counted.error();
    co_return co_await sessions_.noteFailure(
        std::move(open.user), std::move(open.device), "wrong_code"
    );
}

} // namespace tidemark::platform
