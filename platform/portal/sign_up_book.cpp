#include "platform/portal/sign_up_book.hpp"

#include "platform/access/grant_rules.hpp"
#include "platform/http/sql_answer.hpp"
#include "platform/identity/crypto.hpp"
#include "platform/identity/guessable.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

using Done = asio::awaitable<Result<void>>;

constexpr std::string_view modeSql =
    "SELECT coalesce((SELECT sign_up FROM app.portal_setting WHERE tenant_id = $1::int), 'closed')";
/// Nothing for an address that has an account or waits already, or when too many wait.
constexpr std::string_view askSql =
    "INSERT INTO app.portal_sign_up (tenant_id, id, login, display_name, company, password_hash,"
    " address) SELECT $1::int, $2::uuid, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT FROM app.user"
    " WHERE tenant_id = $1::int AND login = $3) AND (SELECT count(*) FROM app.portal_sign_up"
    " WHERE tenant_id = $1::int AND state = 'waiting') < 1000 ON CONFLICT DO NOTHING RETURNING id";
constexpr std::string_view useSql =
    "UPDATE app.portal_invitation SET used_at = now() WHERE tenant_id = $1::int AND hash ="
    " $2::bytea AND login = $3 AND used_at IS NULL AND expires_at > now() AND NOT EXISTS (SELECT"
    " FROM app.user WHERE tenant_id = $1::int AND login = $3) AND EXISTS (SELECT FROM app.user u"
    " WHERE u.tenant_id = $1::int AND u.id = invited_by AND u.is_active)"
    " RETURNING organization_id, role_id, invited_by";
constexpr std::string_view decideSql =
    "WITH waiting AS (SELECT id, login, display_name, password_hash FROM app.portal_sign_up"
    " WHERE tenant_id = $1::int AND id = $2::uuid AND state = 'waiting' FOR UPDATE)"
    " UPDATE app.portal_sign_up s SET state = $3, decided_at = now(), decided_by = $4::uuid,"
    " password_hash = NULL FROM waiting WHERE s.tenant_id = $1::int AND s.id = waiting.id"
    " RETURNING waiting.login, waiting.display_name, waiting.password_hash";
constexpr std::string_view userSql =
    "INSERT INTO app.user (tenant_id, id, login, display_name, title, organization_id, is_active,"
    " must_change_password) VALUES ($1::int, $2::uuid, $3, $4, '', $5::uuid, true, false)";
constexpr std::string_view roleSql = "INSERT INTO app.user_role (tenant_id, id, user_id, role_id)"
                                     " VALUES ($1::int, $2::uuid, $3::uuid, $4::uuid)";
constexpr std::string_view passwordSql =
    "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1::int, $2::uuid, $3)";
constexpr std::string_view rightsSql =
    "SELECT p.one FROM app.role r, jsonb_array_elements_text(r.permissions) p(one)"
    " WHERE r.id = $1::uuid";
constexpr std::string_view thereSql =
    "SELECT EXISTS (SELECT FROM app.role WHERE id = $1::uuid) AND EXISTS (SELECT FROM"
    " app.organization WHERE id = $2::uuid)";
constexpr int invitationDays = 14;

Fault nobodyWaits()
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "There is nobody with this id who waits for an account.",
        "Open the list again."};
}

Fault signUpClosed()
{
    return Fault{
        FaultCode::forbidden,
        "sign_up_closed",
        "Nobody can sign up here without an invitation, or not at all.",
        "Ask your contact for an invitation."};
}

/// Somebody who gets an account.
struct NewCustomer {
    std::string login = {};
    std::string displayName = {};
    std::string passwordHash = {};
    CustomerPlace place = {};
};

asio::awaitable<Result<Uuid>>
makeUser(Transaction& transaction, const AuditOrigin& origin, NewCustomer customer)
{
    const int number = transaction.tenancy().tenant;
    const std::string tenant = std::to_string(number);
    const Uuid user = Uuid::make();
    const std::string organization = customer.place.organizationId.toString();
    boost::json::object after;
    after["login"] = customer.login;
    after["displayName"] = customer.displayName;
    after["organizationId"] = organization;
    after["roleId"] = customer.place.roleId.toString();
    AuditDeed deed{AuditAction::ofRow("user", RowWrite::create), "user", user};
    deed.after = boost::json::serialize(after);
    std::vector<Statement> statements(3);
    statements[0].sql = userSql;
    statements[0].params = {
        tenant, user.toString(), customer.login, customer.displayName, organization};
    statements[1].sql = roleSql;
    statements[1].params = {
        tenant, Uuid::make().toString(), user.toString(), customer.place.roleId.toString()};
    statements[2].sql = passwordSql;
    statements[2].params = {tenant, user.toString(), customer.passwordHash};
    statements.push_back(auditStatement(number, origin, std::move(deed)));
    auto made = co_await transaction.runAll(std::move(statements));
    if (made)
        co_return user;
    if (made.error().reason.starts_with("duplicate"))
        co_return Fault{
            FaultCode::conflict,
            "login_taken",
            "There is a user with this address already.",
            "Refuse the request, or ask for another address."};
    co_return made.error();
}

/// Whether the actor may put somebody there.
Done judgePlace(Transaction& transaction, const Actor& actor, CustomerPlace place)
{
    if (!actor.may("role:assign"))
        co_return Fault{
            FaultCode::forbidden,
            "permission_missing",
            "You may not do this: it needs role:assign.",
            "Ask an administrator for access."};
    if (actor.organizationId && *actor.organizationId != place.organizationId)
        co_return Fault{
            FaultCode::forbidden,
            "not_your_organization",
            "You may keep users of your own organization only.",
            "Ask an administrator of the platform."};
    Params both = {place.roleId.toString(), place.organizationId.toString()};
    auto there = co_await transaction.run(thereSql, std::move(both));
    if (!there)
        co_return there.error();
    if (!there->boolean(0, 0))
        co_return Fault{
            FaultCode::invalid,
            "no_such_place",
            "There is no such role or no such organization.",
            "Choose both from the lists."};
    Params role = {place.roleId.toString()};
    auto rows = co_await transaction.run(rightsSql, std::move(role));
    if (!rows)
        co_return rows.error();
    std::vector<std::string> rights;
    for (int row = 0; row < rows->rowCount(); ++row)
        rights.emplace_back(rows->text(row, 0));
    co_return ensureHeld(actor, rights);
}

NewMail approvalMail(const std::string& login)
{
    NewMail mail;
    mail.kind = "signUpApproved";
    mail.to = login;
    mail.subject = "Your Tidemark account is ready";
    mail.body =
        "Your request for an account was approved.\n\nSign in to the customer portal with this"
        " address and the password that you chose.\n";
    return mail;
}

NewMail invitationMail(const std::string& login, const Invitation& invitation)
{
    NewMail mail;
    mail.kind = "portalInvitation";
    mail.to = login;
    mail.subject = "Your invitation to Tidemark";
    mail.body =
        "You are invited to the customer portal. Choose “Sign up” there, with this address and"
        " this invitation:\n\n    " +
        invitation.code + "\n\nIt is good once, until " + invitation.expiresAt + ".\n";
    mail.useful = std::chrono::days(invitationDays);
    return mail;
}

asio::awaitable<Result<bool>> takeInvitation(
    Transaction& transaction,
    const AuditOrigin& origin,
    NewCustomer customer,
    const std::string& code
)
{
    Params params = {
        std::to_string(transaction.tenancy().tenant),
        toBytea(bytesOf(sha256(code))),
        customer.login};
    auto used = co_await transaction.run(useSql, std::move(params));
    if (!used)
        co_return used.error();
    const auto organization = Uuid::parse(used->isEmpty() ? "" : used->text(0, 0));
    const auto role = Uuid::parse(used->isEmpty() ? "" : used->text(0, 1));
    if (!organization || !role)
        co_return Fault{
            FaultCode::forbidden,
            "invitation_unknown",
            "This invitation is not for this address, was used, or is over.",
            "Ask your contact for another invitation."};
    customer.place = CustomerPlace{*organization, *role};
    auto made = co_await makeUser(transaction, origin, std::move(customer));
    if (!made)
        co_return made.error();
    co_return true;
}

} // namespace

asio::awaitable<Result<bool>> SignUpBook::signUp(SignUp wanted, AuditOrigin origin)
{
    if (const auto judged = judgePassword(wanted.password, wanted.login); !judged)
        co_return judged.error();
    const Params slug = {wanted.tenant};
    auto tenants = co_await database_.read(Tenancy{}, "SELECT app.tenant_number($1)", slug);
    if (!tenants)
        co_return tenants.error();
    Tenancy tenancy;
    tenancy.tenant = static_cast<int>(tenants->integer(0, 0));
    const Params which = {std::to_string(tenancy.tenant)};
    auto mode = co_await database_.read(tenancy, modeSql, which);
    if (!mode)
        co_return mode.error();
    const bool isInvited = !wanted.invitation.empty();
    const bool isOpen =
        mode->text(0, 0) == "approved" || (isInvited && mode->text(0, 0) != "closed");
    if (tenancy.tenant == 0 || !isOpen)
        co_return signUpClosed();
    if (passwords_.isBusy())
        co_return passwordsBusy();
    auto hash = co_await passwords_.hash(wanted.password);
    if (!hash)
        co_return hash.error();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<bool>> {
        if (isInvited) {
            NewCustomer customer{wanted.login, wanted.displayName, *hash};
            co_return co_await takeInvitation(
                transaction, origin, std::move(customer), wanted.invitation
            );
        }
        Params params = {
            std::to_string(tenancy.tenant),
            Uuid::make().toString(),
            wanted.login,
            wanted.displayName,
            wanted.company,
            *hash,
            origin.address};
        auto asked = co_await transaction.run(askSql, std::move(params));
        if (!asked)
            co_return asked.error();
        co_return false;
    };
    co_return co_await database_.transact(tenancy, work);
}

asio::awaitable<Result<Uuid>>
SignUpBook::approve(ActorPointer actor, AuditOrigin origin, Uuid signUp, CustomerPlace place)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Uuid>> {
        if (auto judged = co_await judgePlace(transaction, *actor, place); !judged)
            co_return judged.error();
        if (actor->organizationId)
            co_return nobodyWaits(); // Whoever waits belongs to no organization yet.
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            signUp.toString(),
            "approved",
            actor->userId.toString()};
        auto decided = co_await transaction.run(decideSql, std::move(params));
        if (!decided)
            co_return decided.error();
        if (decided->isEmpty())
            co_return nobodyWaits();
        NewCustomer customer{
            std::string(decided->text(0, 0)),
            std::string(decided->text(0, 1)),
            std::string(decided->text(0, 2)),
            place};
        const Statement mail =
            mails_.put(transaction.tenancy().tenant, approvalMail(customer.login));
        auto told = co_await transaction.run(mail.sql, mail.params);
        if (!told)
            co_return told.error();
        co_return co_await makeUser(transaction, origin, std::move(customer));
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>>
SignUpBook::refuse(ActorPointer actor, AuditOrigin origin, Uuid signUp)
{
    auto work = [&](Transaction& transaction) -> Done {
        if (actor->organizationId)
            co_return nobodyWaits();
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            signUp.toString(),
            "refused",
            actor->userId.toString()};
        auto decided = co_await transaction.run(decideSql, std::move(params));
        if (!decided)
            co_return decided.error();
        if (decided->isEmpty())
            co_return nobodyWaits();
        const Statement audit = auditStatement(
            transaction.tenancy().tenant,
            origin,
            AuditDeed{"portalSignUp.refuse", "portalSignUp", signUp}
        );
        auto noted = co_await transaction.run(audit.sql, audit.params);
        if (!noted)
            co_return noted.error();
        co_return Result<void>{};
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<Invitation>>
SignUpBook::invite(ActorPointer actor, AuditOrigin origin, std::string login, CustomerPlace place)
{
    static const std::string sql =
        "INSERT INTO app.portal_invitation (tenant_id, id, hash, login, organization_id, role_id,"
        " invited_by, expires_at) VALUES ($1::int, $2::uuid, $3::bytea, $4, $5::uuid, $6::uuid,"
        " $7::uuid, now() + make_interval(days => $8::int)) RETURNING " +
        utcText("expires_at");
    Invitation invitation;
    invitation.id = Uuid::make();
    invitation.code = toBase64Url(randomBytes(24));
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Invitation>> {
        if (auto judged = co_await judgePlace(transaction, *actor, place); !judged)
            co_return judged.error();
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            invitation.id.toString(),
            toBytea(bytesOf(sha256(invitation.code))),
            login,
            place.organizationId.toString(),
            place.roleId.toString(),
            actor->userId.toString(),
            std::to_string(invitationDays)};
        auto made = co_await transaction.run(sql, std::move(params));
        if (!made)
            co_return made.error();
        invitation.expiresAt = made->text(0, 0);
        boost::json::object after;
        after["login"] = login;
        after["organizationId"] = place.organizationId.toString();
        after["roleId"] = place.roleId.toString();
        AuditDeed deed{"portalInvitation.create", "portalInvitation", invitation.id};
        deed.after = boost::json::serialize(after);
        std::vector<Statement> statements;
        statements.push_back(auditStatement(transaction.tenancy().tenant, origin, std::move(deed)));
        statements.push_back(
            mails_.put(transaction.tenancy().tenant, invitationMail(login, invitation))
        );
        auto noted = co_await transaction.runAll(std::move(statements));
        if (!noted)
            co_return noted.error();
        co_return invitation;
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

} // namespace tidemark::platform
