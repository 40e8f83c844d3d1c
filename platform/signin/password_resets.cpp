#include "platform/signin/password_resets.hpp"

#include "platform/identity/guessable.hpp"
#include "platform/mail/mail_message.hpp"

namespace tidemark::platform {
namespace {

constexpr std::chrono::minutes lifetime{30};
constexpr int mostInHour = 3;

/// Held, so that of many asks at once the next one counts this one.
constexpr std::string_view findAccountSql =
    "SELECT u.id, u.display_name, u.login, t.name FROM app.user u JOIN app.tenant t ON t.tenant_id "
    "= u.tenant_id"
    " JOIN app.user_password p ON p.tenant_id = u.tenant_id AND p.user_id = u.id"
    " WHERE u.tenant_id = $1::int AND u.login = lower($2) AND u.is_active FOR UPDATE OF u";
constexpr std::string_view countSql =
    "SELECT count(*) FROM app.password_reset WHERE user_id = $1::uuid"
    " AND created_at > now() - interval '1 hour'";
constexpr std::string_view addSql =
    "INSERT INTO app.password_reset (tenant_id, hash, user_id, address, expires_at) VALUES"
    " ($1::int, $2::bytea, $3::uuid, $4, now() + make_interval(mins => $5::int))";
constexpr std::string_view findCodeSql =
    "SELECT r.user_id, u.login, u.display_name FROM app.password_reset r JOIN app.user u"
    " ON u.tenant_id = r.tenant_id AND u.id = r.user_id AND u.is_active"
    " WHERE r.tenant_id = $1::int AND r.hash = $2::bytea AND r.used_at IS NULL"
    " AND r.expires_at > now()";
constexpr std::string_view spendSql =
    "UPDATE app.password_reset SET used_at = now() WHERE hash = $1::bytea AND used_at IS NULL"
    " AND expires_at > now() RETURNING 1";
/// Other codes that were asked for are of no use any more.
constexpr std::string_view spendOthersSql =
    "UPDATE app.password_reset SET used_at = now() WHERE user_id = $1::uuid AND used_at IS NULL";
constexpr std::string_view storeSql =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3)"
    " ON CONFLICT (tenant_id, user_id) DO UPDATE SET hash = excluded.hash, changed_at = now()";
constexpr std::string_view unflagSql = "UPDATE app.user SET must_change_password = false"
                                       " WHERE id = $1::uuid AND must_change_password";

Fault codeInvalid()
{
    return Fault{
        FaultCode::invalid,
        "reset_code_invalid",
        "The code is not known, was used already or is older than half an hour.",
        "Copy the whole code from the newest mail, or ask for another one."};
}

NewMail mailFor(const ResultSet& account, const std::string& code)
{
    NewMail mail;
    mail.kind = "passwordReset";
    mail.to = account.text(0, 2);
    mail.subject = "A new password for Tidemark";
    mail.useful = lifetime;
    mail.body = "Hello " + std::string(account.text(0, 1)) + ",\n\n";
    mail.body += "somebody, probably you, asked for a new password for " + mail.to + " at " +
                 std::string(account.text(0, 3)) + ".\n\n";
    mail.body += "In Tidemark, choose \"Forgotten password\" at the sign-in, and paste this code:\n"
                 "\n    " +
                 code + "\n\n";
    mail.body += "It is good once, for " + std::to_string(lifetime.count()) + " minutes. ";
    mail.body += "If it was not you, do nothing: your password stays as it is.\n";
    return mail;
}

} // namespace

asio::awaitable<Result<void>>
PasswordResets::ask(std::string tenant, std::string login, std::string address)
{
    Params slug = {std::move(tenant)};
    auto found = co_await database_.read(Tenancy{}, "SELECT app.tenant_number($1)", slug);
    if (!found)
        co_return found.error();
    Tenancy tenancy;
    tenancy.tenant = static_cast<int>(found->integer(0, 0));
    if (tenancy.tenant == 0 || !isMailAddress(login))
        co_return Result<void>();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        const std::string number = std::to_string(tenancy.tenant);
        Params who = {number, login};
        auto account = co_await transaction.run(findAccountSql, std::move(who));
        if (!account)
            co_return account.error();
        if (account->isEmpty())
            co_return Result<void>();
        Params whose = {std::string(account->text(0, 0))};
        auto asked = co_await transaction.run(countSql, std::move(whose));
        if (!asked)
            co_return asked.error();
        if (asked->integer(0, 0) >= mostInHour)
            co_return Result<void>();
        const RefreshToken token = Tokens::makeRefresh(tenancy.tenant);
        std::vector<Statement> statements(1);
        statements[0].sql = addSql;
        statements[0].params = {
            number,
            token.storedHash(),
            std::string(account->text(0, 0)),
            address,
            std::to_string(lifetime.count())};
        statements.push_back(mails_.put(tenancy.tenant, mailFor(*account, token.toString())));
        auto written = co_await transaction.runAll(std::move(statements));
        co_return written ? Result<void>() : Result<void>(written.error());
    };
    co_return co_await database_.transact(tenancy, work);
}

asio::awaitable<Result<void>>
PasswordResets::redeem(std::string code, Secret password, AuditOrigin origin)
{
    const auto token = Tokens::readRefresh(code);
    if (!token)
        co_return codeInvalid();
    Tenancy tenancy;
    tenancy.tenant = token->tenant;
    const std::string number = std::to_string(token->tenant);
    Params which = {number, token->storedHash()};
    auto account = co_await database_.read(tenancy, findCodeSql, std::move(which));
    if (!account)
        co_return account.error();
    const auto userId = Uuid::parse(account->text(0, 0));
    if (account->isEmpty() || !userId)
        co_return codeInvalid();
    const auto judged = judgePassword(password, account->text(0, 1));
    if (!judged)
        co_return judged.error();
    if (sessions_.passwords().isBusy())
        co_return passwordsBusy();
    auto hash = co_await sessions_.passwords().hash(password);
    if (!hash)
        co_return hash.error();
    tenancy.userId = *userId;
    origin.actorId = *userId;
    origin.actor = account->text(0, 2);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        Params spent = {token->storedHash()};
        auto taken = co_await transaction.run(spendSql, std::move(spent));
        if (!taken)
            co_return taken.error();
        if (taken->isEmpty())
            co_return codeInvalid();
        const std::string user = userId->toString();
        std::vector<Statement> statements(3);
        statements[0].sql = spendOthersSql;
        statements[0].params = {user};
        statements[1].sql = storeSql;
        statements[1].params = {number, user, *hash};
        statements[2].sql = unflagSql;
        statements[2].params = {user};
        AuditDeed deed{"user.passwordByMail", "user"};
        deed.entityId = *userId;
        statements.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
        auto written = co_await transaction.runAll(std::move(statements));
        co_return written ? Result<void>() : Result<void>(written.error());
    };
    auto done = co_await database_.transact(tenancy, work);
    if (!done)
        co_return done.error();
    EndedSessions all;
    all.userId = *userId;
    all.reason = "password_changed";
    auto ended = co_await book_.end(tenancy, origin, all);
    if (!ended)
        co_return ended.error();
    co_return Result<void>();
}

} // namespace tidemark::platform
