#include "platform/signin/password_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/access/user_keeping.hpp"
#include "platform/identity/guessable.hpp"
#include "platform/limits/retry_after.hpp"

#include <boost/json/value.hpp>

namespace tidemark::platform {
namespace {

constexpr int attemptsPerMinute = 5;

constexpr std::string_view accountSql =
    "SELECT u.login, coalesce(p.hash, '') FROM app.user u"
    " LEFT JOIN app.user_password p ON p.tenant_id = u.tenant_id AND p.user_id = u.id"
    " WHERE u.id = $1::uuid";
constexpr std::string_view storeSql =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3)"
    " ON CONFLICT (tenant_id, user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()";
constexpr std::string_view flagSql =
    "UPDATE app.user SET must_change_password = $2::boolean WHERE id = $1::uuid"
    " AND must_change_password <> $2::boolean";

/// Whose password becomes what.
struct PasswordChange {
    Uuid userId = {};
    std::string login = {};
    Secret password = {};
    bool mustChange = false;
    std::optional<Uuid> keptSession = {};
};

class PasswordRoutes {
public:
    explicit PasswordRoutes(PasswordServices services)
        : services_(services)
    {
    }

    asio::awaitable<Response> changeOwn(Request& request) const;
    asio::awaitable<Response> reset(Request& request) const;

private:
    asio::awaitable<Result<void>> apply(const Request& request, PasswordChange change) const;

    PasswordServices services_;
};

Fault tooOften(std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Fault{
        FaultCode::full,
        "too_many_attempts",
        "There were too many attempts.",
        "Wait " + std::to_string(seconds) + " seconds, then try again."};
}

asio::awaitable<Response> PasswordRoutes::changeOwn(Request& request) const
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "password");
    const Secret current(in.text("current"));
    PasswordChange change;
    change.password = Secret(in.text("password"));
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    change.userId = request.actor->userId;
    change.keptSession = request.actor->sessionId;
    TurnLimit limit;
    limit.most = attemptsPerMinute;
    auto wait = co_await services_.turns.take("password " + change.userId.toString(), limit);
    if (!wait)
        co_return problem(wait.error(), request.requestId);
    if (wait->count() > 0)
        co_return refusal(tooOften(*wait), request.requestId, *wait);
    Params which = {change.userId.toString()};
    auto account =
        co_await services_.database.read(request.actor->tenancy, accountSql, std::move(which));
    if (!account)
        co_return problem(account.error(), request.requestId);
    change.login = account->text(0, 0);
    std::string hash(account->text(0, 1));
    if (!co_await services_.sessions.passwords().isRight(current, std::move(hash))) {
        const Fault wrong{
            FaultCode::invalid,
            "wrong_password",
            "The current password is not right.",
            "Type the password that you sign in with."};
        co_return problem(wrong, request.requestId);
    }
    auto done = co_await apply(request, std::move(change));
    if (!done)
        co_return refusal(done.error(), request.requestId);
    co_return noContent();
}

asio::awaitable<Response> PasswordRoutes::reset(Request& request) const
{
    const Fault nobody{
        FaultCode::notFound,
        "no_such_row",
        "There is no user with this id.",
        "Open the list again."};
    const auto id = request.pathId();
    if (!id)
        co_return problem(nobody, request.requestId);
    Params which = {id->toString()};
    const Actor& actor = *request.actor;
    auto finding = [&](Transaction& transaction) -> asio::awaitable<Result<std::string>> {
        auto may = co_await ensureMayHandle(transaction, actor, *id, Handling::impersonate);
        if (!may)
            co_return may.error();
        auto account = co_await transaction.run(accountSql, which);
        if (!account)
            co_return account.error();
        co_return std::string(account->text(0, 0));
    };
    auto login = co_await services_.database.transact(actor.tenancy, finding);
    if (!login)
        co_return problem(login.error(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "password");
    PasswordChange change;
    change.password = Secret(in.text("password"));
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    change.userId = *id;
    change.login = std::move(*login);
    change.mustChange = true;
    auto done = co_await apply(request, std::move(change));
    if (!done)
        co_return refusal(done.error(), request.requestId);
    co_return noContent();
}

/// Stores the hash, and ends every other session: whoever knew the old password is out.
asio::awaitable<Result<void>>
PasswordRoutes::apply(const Request& request, PasswordChange change) const
{
    if (const auto judged = judgePassword(change.password, change.login); !judged)
        co_return judged.error();
    if (services_.sessions.passwords().isBusy())
        co_return passwordsBusy();
    auto hash = co_await services_.sessions.passwords().hash(change.password);
    if (!hash)
        co_return hash.error();
    const Tenancy tenancy = request.actor->tenancy;
    const std::string user = change.userId.toString();
    std::vector<Statement> statements(2);
    statements[0].sql = storeSql;
    statements[0].params = {std::to_string(tenancy.tenant), user, std::move(*hash)};
    statements[1].sql = flagSql;
    statements[1].params = {user, change.mustChange ? "true" : "false"};
    const AuditAction action =
        change.mustChange ? AuditAction("user.passwordReset") : AuditAction("user.password");
    AuditDeed deed{action, "user"};
    deed.entityId = change.userId;
    const AuditOrigin origin = AuditOrigin::of(request);
    statements.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
    auto written = co_await services_.database.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    EndedSessions which;
    which.userId = change.userId;
    which.except = change.keptSession;
    which.reason = "password_changed";
    auto ended = co_await services_.book.end(tenancy, origin, which);
    if (!ended)
        co_return ended.error();
    if (change.keptSession)
        services_.sessions.forget(*change.keptSession); // What it owed is done.
    co_return Result<void>{};
}

} // namespace

void addPasswordRoutes(Router& router, PasswordServices services)
{
    const auto routes = std::make_shared<PasswordRoutes>(services);
    router.add(
        Method::post,
        "me/password",
        Access::signedIn().alsoOwing(Owed::password),
        [routes](Request& request) { return routes->changeOwn(request); }
    );
    router.add(
        Method::post,
        "users/{id}/password",
        Access::to("user:admin"),
        [routes](Request& request) { return routes->reset(request); }
    );
}

} // namespace tidemark::platform
