#include "platform/oidc/identity_book.hpp"

#include "models/entities/entities.hpp"
#include "platform/access/user_keeping.hpp"
#include "platform/entities/row_writer.hpp"
#include "platform/identity/recordable_text.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>

namespace tidemark::platform {
namespace {

using Done = asio::awaitable<Result<void>>;
using ProviderPointer = std::shared_ptr<const OidcProvider>;

constexpr std::string_view turnSql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 17))";
constexpr std::string_view knownSql =
    "SELECT u.id, u.login, u.is_active, u.display_name, u.organization_id"
    " FROM app.oidc_identity i JOIN app.user u ON u.tenant_id = i.tenant_id AND u.id = i.user_id"
    " WHERE i.issuer = $1 AND i.subject = $2";
constexpr std::string_view takenSql =
    "SELECT 1 FROM app.user WHERE login = $1 UNION ALL SELECT 1 FROM app.oidc_identity"
    " WHERE $2 <> '' AND lower(email) = $2";
constexpr std::string_view seenSql =
    "INSERT INTO app.oidc_identity AS i (tenant_id, issuer, subject, user_id, email, seen_at)"
    " VALUES ($1::int, $2, $3, $4::uuid, $5, now()) ON CONFLICT (tenant_id, issuer, subject)"
    " DO UPDATE SET email = excluded.email, seen_at = now()";
constexpr std::string_view organizationSql =
    "SELECT id FROM app.organization WHERE lower(code) = lower($1) OR lower(name) = lower($1)"
    " ORDER BY lower(code) = lower($1) DESC, name LIMIT 1";
constexpr std::string_view heldSql =
    "SELECT id, role_id FROM app.user_role WHERE user_id = $1::uuid";
/// The lock that those take who take an administrator's rights.
constexpr std::string_view administratorLockSql =
    "SELECT pg_advisory_xact_lock(7310004, current_setting('app.tenant')::int)";
/// Whether what $1 gives is all that makes anybody an administrator.
constexpr std::string_view isLastAdministratorSql =
    "SELECT count(*) > 0 AND bool_and(ur.id = $1::uuid) FROM app.user_role ur"
    " JOIN app.user u ON u.tenant_id = ur.tenant_id"
    " AND u.id = ur.user_id JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id"
    " WHERE u.is_active AND r.permissions @> '[\"*:*\"]'";
constexpr std::string_view linkSql =
    "INSERT INTO app.oidc_identity (tenant_id, issuer, subject, user_id, email)"
    " SELECT $1::int, p.issuer, $4, $2::uuid, '' FROM app.oidc_provider p"
    " WHERE p.id = $3::uuid ON CONFLICT DO NOTHING RETURNING jsonb_build_object('issuer', issuer, "
    "'subject',"
    " subject)::text";
constexpr std::string_view unlinkSql =
    "DELETE FROM app.oidc_identity i WHERE i.user_id = $1::uuid AND i.issuer = $2"
    " RETURNING jsonb_build_object('issuer', i.issuer, 'subject', i.subject)::text";
constexpr std::string_view providerSql = "SELECT 1 FROM app.oidc_provider WHERE id = $1::uuid";

Fault refused(const char* reason, std::string cause, const char* nextStep)
{
    return Fault{FaultCode::forbidden, reason, std::move(cause), nextStep};
}

const char* const askAdministrator = "Ask an administrator of your organization's Tidemark.";

Fault loginTaken()
{
    return refused(
        "oidc_login_taken",
        "This login or e-mail address belongs to somebody else here already.",
        "If that is you, ask an administrator to join the two; it is never done by an address."
    );
}

Tenancy tenancyOf(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    return tenancy;
}

/// One person's sign-in within one transaction.
class Resolution {
public:
    Resolution(
        Transaction& transaction,
        ProviderPointer provider,
        const ClaimedPerson& person,
        WriteContext context
    )
        : transaction_(transaction)
        , provider_(std::move(provider))
        , person_(person)
        , writer_(transaction, std::move(context))
    {
    }

    asio::awaitable<Result<ProvenUser>> resolve();

private:
    asio::awaitable<Result<Uuid>> make();
    Done follow(const ResultSet& known, Uuid user);
    asio::awaitable<Result<std::optional<Uuid>>> organization();
    Done giveRoles(Uuid user, bool isNew);
    Done takeRole(Uuid userRole);

    Transaction& transaction_;
    ProviderPointer provider_;
    const ClaimedPerson& person_;
    RowWriter writer_;
};

asio::awaitable<Result<ProvenUser>> Resolution::resolve()
{
    // First sign-ins of one person on two devices at once make one user.
    Params turn = {person_.issuer + "\n" + person_.subject};
    auto locked = co_await transaction_.run(turnSql, std::move(turn));
    if (!locked)
        co_return locked.error();
    Params who = {person_.issuer, person_.subject};
    auto known = co_await transaction_.run(knownSql, std::move(who));
    if (!known)
        co_return known.error();
    const bool isNew = known->isEmpty();
    ProvenUser user{provider_->tenant, {}, person_.login, "oidc"};
    if (isNew) {
        auto made = co_await make();
        if (!made)
            co_return made.error();
        user.userId = *made;
    } else {
        user.userId = Uuid::parse(known->text(0, 0)).value();
        user.login = known->text(0, 1);
        if (!known->boolean(0, 2))
            co_return refused("user_inactive", "Your account here is closed.", askAdministrator);
        auto followed = co_await follow(*known, user.userId);
        if (!followed)
            co_return followed.error();
    }
    auto given = co_await giveRoles(user.userId, isNew);
    if (!given)
        co_return given.error();
    Params seen = {
        std::to_string(provider_->tenant),
        person_.issuer,
        person_.subject,
        user.userId.toString(),
        person_.email};
    auto noted = co_await transaction_.run(seenSql, std::move(seen));
    if (!noted)
        co_return noted.error();
    auto finished = co_await writer_.finish();
    if (!finished)
        co_return finished.error();
    co_return user;
}

/// A user for somebody who was never here.
asio::awaitable<Result<Uuid>> Resolution::make()
{
    if (!provider_->createsUsers)
        co_return refused(
            "oidc_unknown_person",
            "The identity provider knows you, but there is no account for you here.",
            askAdministrator
        );
    if (person_.login.size() < 3)
        co_return refused(
            "oidc_no_login", "The identity provider does not say your login.", askAdministrator
        );
    if (person_.login == person_.email && !person_.isEmailVerified)
        co_return refused(
            "oidc_email_unverified",
            "The identity provider has not verified your e-mail address.",
            "Verify the address there, then sign in again."
        );
    Params names = {person_.login, person_.email};
    auto taken = co_await transaction_.run(takenSql, std::move(names));
    if (!taken)
        co_return taken.error();
    if (!taken->isEmpty())
        co_return loginTaken();
    auto organization = co_await this->organization();
    if (!organization)
        co_return organization.error();
    boost::json::object values;
    values["login"] = person_.login;
    values["displayName"] = recordable(person_.displayName, 120);
    values["isActive"] = true;
    values["organizationId"] = nullptr;
    if (*organization)
        values["organizationId"] = (*organization)->toString();
    auto row = co_await writer_.create(*findEntity("user"), std::move(values));
    if (!row)
        co_return row.error();
    co_return row->id;
}

/// Name and organization as the provider says them now.
Done Resolution::follow(const ResultSet& known, Uuid user)
{
    boost::json::object changes;
    if (!person_.displayName.empty() && known.text(0, 3) != person_.displayName)
        changes["displayName"] = recordable(person_.displayName, 120);
    if (person_.organization) {
        auto organization = co_await this->organization();
        if (!organization)
            co_return organization.error();
        const std::string wanted = *organization ? (*organization)->toString() : std::string();
        if (wanted != known.text(0, 4))
            changes["organizationId"] = wanted;
    }
    if (changes.empty())
        co_return Result<void>{};
    auto row = co_await writer_.update(*findEntity("user"), user, std::move(changes));
    if (!row)
        co_return row.error();
    co_return Result<void>{};
}

/// Of the claim; without one, that of everybody. A claim that names none of ours is refused:
/// without an organization somebody would see them all.
asio::awaitable<Result<std::optional<Uuid>>> Resolution::organization()
{
    if (!person_.organization)
        co_return provider_->mapping.everyonesOrganization;
    Params named = {*person_.organization};
    auto rows = co_await transaction_.run(organizationSql, std::move(named));
    if (!rows)
        co_return rows.error();
    const auto id = rows->isEmpty() ? Result<Uuid>(Fault{}) : Uuid::parse(rows->text(0, 0));
    if (!id)
        co_return refused(
            "oidc_unknown_organization",
            "The identity provider names an organization that is not known here.",
            askAdministrator
        );
    co_return std::optional<Uuid>(*id);
}

/// Roles that the mapping can give follow the claims; others are nobody's business here.
Done Resolution::giveRoles(Uuid user, bool isNew)
{
    const ClaimMapping& mapping = provider_->mapping;
    std::set<std::string> wanted;
    std::set<std::string> governed;
    if (isNew) {
        for (const Uuid& role : mapping.everyonesRoles)
            wanted.insert(role.toString());
    }
    for (const auto& [value, role] : mapping.roleOf) {
        const auto& told = person_.roles;
        if (told && std::find(told->begin(), told->end(), value) != told->end())
            wanted.insert(role.toString());
        if (told)
            governed.insert(role.toString());
    }
    for (const Uuid& role : mapping.everyonesRoles)
        governed.erase(role.toString());
    Params who = {user.toString()};
    auto held = co_await transaction_.run(heldSql, std::move(who));
    if (!held)
        co_return held.error();
    for (int row = 0; row < held->rowCount(); ++row) {
        const std::string role(held->text(row, 1));
        if (wanted.erase(role) > 0 || !governed.contains(role))
            continue;
        auto taken = co_await takeRole(Uuid::parse(held->text(row, 0)).value());
        if (!taken)
            co_return taken.error();
    }
    for (const std::string& role : wanted) {
        boost::json::object values;
        values["userId"] = user.toString();
        values["roleId"] = role;
        auto given = co_await writer_.create(*findEntity("userRole"), std::move(values));
        if (!given)
            co_return given.error();
    }
    co_return Result<void>{};
}

/// The last administrator stays one: nobody else could mend the provider's settings. Where nobody
/// is one, nobody is the last.
Done Resolution::takeRole(Uuid userRole)
{
    auto locked = co_await transaction_.run(administratorLockSql);
    if (!locked)
        co_return locked.error();
    Params without = {userRole.toString()};
    auto last = co_await transaction_.run(isLastAdministratorSql, std::move(without));
    if (!last)
        co_return last.error();
    if (last->boolean(0, 0)) {
        spdlog::warn("the claims of the last administrator took no role away");
        co_return Result<void>{};
    }
    auto gone = co_await writer_.remove(*findEntity("userRole"), userRole);
    if (!gone)
        co_return gone.error();
    co_return Result<void>{};
}

} // namespace

asio::awaitable<Result<ProvenUser>> IdentityBook::resolve(
    std::shared_ptr<const OidcProvider> provider, ClaimedPerson person, std::string requestId
)
{
    WriteContext context;
    context.actorName = "OpenID Connect: " + provider->name;
    context.requestId = std::move(requestId);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<ProvenUser>> {
        Resolution resolution(transaction, provider, person, context);
        co_return co_await resolution.resolve();
    };
    auto user = co_await database_.transact(tenancyOf(provider->tenant), work);
    if (user)
        changed_(provider->tenant);
    co_return user;
}

asio::awaitable<Result<void>> IdentityBook::link(
    ActorPointer actor, AuditOrigin origin, Uuid user, Uuid provider, std::string subject
)
{
    auto work = [&](Transaction& transaction) -> Done {
        const int tenant = transaction.tenancy().tenant;
        auto may = co_await ensureMayHandle(transaction, *actor, user, Handling::impersonate);
        if (!may)
            co_return may.error();
        Params which = {provider.toString()};
        auto found = co_await transaction.run(providerSql, std::move(which));
        if (!found)
            co_return found.error();
        if (found->isEmpty())
            co_return Fault{
                FaultCode::notFound,
                "no_such_row",
                "There is no identity provider with this id.",
                "Open the list again."};
        Params values = {std::to_string(tenant), user.toString(), provider.toString(), subject};
        auto linked = co_await transaction.run(linkSql, std::move(values));
        if (!linked)
            co_return linked.error();
        if (linked->isEmpty())
            co_return Fault{
                FaultCode::conflict,
                "oidc_identity_taken",
                "This person of the identity provider is joined to a user already.",
                "Part them first."};
        AuditDeed deed{"user.oidcLink", "user", user};
        deed.after = linked->text(0, 0);
        const Statement audit = auditStatement(tenant, origin, std::move(deed));
        auto noted = co_await transaction.run(audit.sql, audit.params);
        if (!noted)
            co_return noted.error();
        co_return Result<void>{};
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>>
IdentityBook::unlink(ActorPointer actor, AuditOrigin origin, Uuid user, std::string issuer)
{
    auto work = [&](Transaction& transaction) -> Done {
        auto may = co_await ensureMayHandle(transaction, *actor, user, Handling::keep);
        if (!may)
            co_return may.error();
        Params which = {user.toString(), issuer};
        auto gone = co_await transaction.run(unlinkSql, std::move(which));
        if (!gone)
            co_return gone.error();
        if (gone->isEmpty())
            co_return Fault{
                FaultCode::notFound,
                "no_such_row",
                "This user is nobody of that identity provider.",
                "Open the list again."};
        AuditDeed deed{"user.oidcUnlink", "user", user};
        deed.before = gone->text(0, 0);
        const Statement audit =
            auditStatement(transaction.tenancy().tenant, origin, std::move(deed));
        auto noted = co_await transaction.run(audit.sql, audit.params);
        if (!noted)
            co_return noted.error();
        co_return Result<void>{};
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

} // namespace tidemark::platform
