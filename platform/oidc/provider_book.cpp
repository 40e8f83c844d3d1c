#include "platform/oidc/provider_book.hpp"

#include "platform/access/grant_rules.hpp"
#include "platform/identity/crypto.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <set>

namespace tidemark::platform {
namespace {

constexpr std::string_view tenantSql = "SELECT app.tenant_number($1)";
constexpr std::string_view offeredSql =
    "SELECT id, name, allows_device_code FROM app.oidc_provider WHERE tenant_id = $1::int"
    " AND is_enabled ORDER BY name";
constexpr std::string_view enabledSql =
    "SELECT name, issuer, client_id, client_secret::text, scopes, mapping::text,"
    " creates_users, trusts_email, allows_device_code, needs_second_factor"
    " FROM app.oidc_provider WHERE tenant_id = $1::int AND id = $2::uuid AND is_enabled";
/// What the audit shows of one: all but the secret.
constexpr std::string_view shown =
    "jsonb_build_object('name', name, 'issuer', issuer, 'clientId', client_id, 'scopes', scopes,"
    " 'mapping', mapping, 'isEnabled', is_enabled, 'createsUsers', creates_users, 'trustsEmail',"
    " trusts_email, 'allowsDeviceCode', allows_device_code, 'needsSecondFactor',"
    " needs_second_factor, 'hasSecret', client_secret IS NOT NULL)::text";
constexpr std::string_view rolesSql =
    "SELECT r.id, p.one FROM app.role r LEFT JOIN LATERAL"
    " jsonb_array_elements_text(r.permissions) p(one) ON true WHERE r.id = ANY($1::uuid[])";
constexpr std::string_view organizationSql = "SELECT 1 FROM app.organization WHERE id = $1::uuid";

Fault noProvider()
{
    return Fault{
        FaultCode::notFound,
        "oidc_no_provider",
        "There is no such identity provider.",
        "Open the list again."};
}

Fault stale()
{
    return Fault{
        FaultCode::conflict,
        "stale",
        "Somebody else changed the identity provider meanwhile.",
        "Open it again, then repeat your change."};
}

Fault inWords(const Fault& fault)
{
    if (constraintIn(fault).starts_with("oidc_provider_tenant_id_"))
        return Fault{
            FaultCode::conflict,
            "oidc_provider_exists",
            "There is an identity provider of this name or issuer already.",
            "Change that one."};
    return fault;
}

const char* textOf(bool flag)
{
    return flag ? "true" : "false";
}

Tenancy tenancyOf(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    return tenancy;
}

/// A provider signs people of the whole tenant in, and those without an organization see all.
Result<void> ensureKeepsAll(const Actor& actor)
{
    if (actor.seesAllOrganizations())
        return {};
    return Fault{
        FaultCode::forbidden,
        "whole_tenant_only",
        "Identity providers sign in people of every organization, and you keep your own only.",
        "Ask an administrator of the platform."};
}

/// Who decides what claims give may give no more than they have.
asio::awaitable<Result<void>>
checkMapping(Transaction& transaction, const Actor& actor, const ClaimMapping& mapping)
{
    std::set<std::string> named;
    for (const auto& [value, role] : mapping.roleOf)
        named.insert(role.toString());
    for (const Uuid& role : mapping.everyonesRoles)
        named.insert(role.toString());
    std::string list;
    for (const std::string& role : named)
        list += (list.empty() ? "" : ",") + role;
    Params which = {"{" + list + "}"};
    auto rows = co_await transaction.run(rolesSql, std::move(which));
    if (!rows)
        co_return rows.error();
    std::vector<std::string> permissions;
    for (int row = 0; row < rows->rowCount(); ++row) {
        named.erase(std::string(rows->text(row, 0)));
        if (rows->at(row, 1))
            permissions.emplace_back(rows->text(row, 1));
    }
    if (!named.empty())
        co_return Fault{
            FaultCode::invalid,
            "unknown_role",
            "The mapping names a role that does not exist.",
            "Choose another role."};
    if (mapping.everyonesOrganization) {
        Params organization = {mapping.everyonesOrganization->toString()};
        auto found = co_await transaction.run(organizationSql, std::move(organization));
        if (!found)
            co_return found.error();
        if (found->isEmpty())
            co_return Fault{
                FaultCode::invalid,
                "unknown_organization",
                "The mapping names an organization that does not exist.",
                "Choose another organization."};
    }
    co_return ensureHeld(actor, permissions);
}

Params valuesOf(const OidcProvider& provider, const Uuid& id)
{
    return {
        std::to_string(provider.tenant),
        id.toString(),
        provider.name,
        provider.issuer,
        provider.clientId,
        provider.scopes,
        boost::json::serialize(mappingToJson(provider.mapping)),
        textOf(provider.isEnabled),
        textOf(provider.createsUsers),
        textOf(provider.trustsEmail),
        textOf(provider.allowsDeviceCode),
        textOf(provider.needsSecondFactor)};
}

std::string insertSql()
{
    return "INSERT INTO app.oidc_provider (tenant_id, id, name, issuer, client_id, scopes, mapping,"
           " is_enabled, creates_users, trusts_email, allows_device_code, needs_second_factor)"
           " VALUES ($1::int, $2::uuid, $3, $4, $5, $6, $7::jsonb, $8::boolean, $9::boolean,"
           " $10::boolean, $11::boolean, $12::boolean) RETURNING " +
           std::string(shown);
}

/// Another issuer or client is somebody else's secret: it goes.
std::string updateSql()
{
    return "UPDATE app.oidc_provider SET name = $3, client_secret = CASE WHEN issuer = $4 AND"
           " client_id = $5 THEN client_secret END, issuer = $4, client_id = $5, scopes = $6,"
           " mapping = $7::jsonb, is_enabled = $8::boolean, creates_users = $9::boolean,"
           " trusts_email = $10::boolean, allows_device_code = $11::boolean,"
           " needs_second_factor = $12::boolean, rv = rv + 1, updated_at = now()"
           " WHERE tenant_id = $1::int AND id = $2::uuid RETURNING " +
           std::string(shown);
}

asio::awaitable<Result<void>>
note(Transaction& transaction, const AuditOrigin& origin, AuditDeed deed)
{
    const Statement audit = auditStatement(transaction.tenancy().tenant, origin, std::move(deed));
    auto noted = co_await transaction.run(audit.sql, audit.params);
    if (!noted)
        co_return noted.error();
    co_return Result<void>{};
}

/// The row before a change, locked; at the expected version when one is given.
asio::awaitable<Result<std::string>>
lockRow(Transaction& transaction, Uuid id, std::optional<std::int64_t> expectedRv)
{
    static const std::string sql = "SELECT rv, " + std::string(shown) +
                                   " FROM app.oidc_provider WHERE id = $1::uuid FOR UPDATE";
    Params which = {id.toString()};
    auto rows = co_await transaction.run(sql, std::move(which));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return noProvider();
    if (expectedRv && rows->integer(0, 0) != *expectedRv)
        co_return stale();
    co_return std::string(rows->text(0, 1));
}

} // namespace

asio::awaitable<Result<int>> ProviderBook::tenantOf(std::string slug)
{
    Params params = {std::move(slug)};
    auto rows = co_await database_.read(Tenancy{}, tenantSql, std::move(params));
    if (!rows)
        co_return rows.error();
    co_return static_cast<int>(rows->integer(0, 0));
}

asio::awaitable<Result<std::vector<OfferedProvider>>> ProviderBook::offered(int tenant)
{
    Params params = {std::to_string(tenant)};
    auto rows = co_await database_.read(tenancyOf(tenant), offeredSql, std::move(params));
    if (!rows)
        co_return rows.error();
    std::vector<OfferedProvider> all;
    for (int row = 0; row < rows->rowCount(); ++row) {
        const auto id = Uuid::parse(rows->text(row, 0));
        if (id)
            all.push_back({*id, std::string(rows->text(row, 1)), rows->boolean(row, 2)});
    }
    co_return all;
}

asio::awaitable<Result<std::shared_ptr<const OidcProvider>>>
ProviderBook::enabled(int tenant, Uuid id)
{
    Params params = {std::to_string(tenant), id.toString()};
    auto rows = co_await database_.read(tenancyOf(tenant), enabledSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return noProvider();
    auto provider = std::make_shared<OidcProvider>();
    provider->tenant = tenant;
    provider->id = id;
    provider->name = rows->text(0, 0);
    provider->issuer = rows->text(0, 1);
    provider->clientId = rows->text(0, 2);
    if (rows->at(0, 3)) {
        auto secret = sealer_.open(fromBytea(rows->text(0, 3)), tenant, id);
        if (!secret)
            co_return secret.error();
        provider->clientSecret = std::move(*secret);
    }
    provider->scopes = rows->text(0, 4);
    auto mapping = mappingFromJson(boost::json::parse(rows->text(0, 5)));
    if (!mapping)
        co_return mapping.error();
    provider->mapping = std::move(*mapping);
    provider->createsUsers = rows->boolean(0, 6);
    provider->trustsEmail = rows->boolean(0, 7);
    provider->allowsDeviceCode = rows->boolean(0, 8);
    provider->needsSecondFactor = rows->boolean(0, 9);
    co_return provider;
}

asio::awaitable<Result<Uuid>> ProviderBook::save(
    ActorPointer actor,
    AuditOrigin origin,
    std::shared_ptr<const OidcProvider> provider,
    std::optional<std::int64_t> expectedRv
)
{
    const bool isNew = !expectedRv.has_value();
    const Uuid id = isNew ? Uuid::make() : provider->id;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Uuid>> {
        if (const auto keeps = ensureKeepsAll(*actor); !keeps)
            co_return keeps.error();
        const AuditAction action =
            isNew ? AuditAction("oidcProvider.create") : AuditAction("oidcProvider.update");
        AuditDeed deed{action, "oidcProvider", id};
        if (!isNew) {
            auto before = co_await lockRow(transaction, id, expectedRv);
            if (!before)
                co_return before.error();
            deed.before = *before;
        }
        auto fits = co_await checkMapping(transaction, *actor, provider->mapping);
        if (!fits)
            co_return fits.error();
        const std::string sql = isNew ? insertSql() : updateSql();
        Params values = valuesOf(*provider, id);
        auto saved = co_await transaction.run(sql, std::move(values));
        if (!saved)
            co_return inWords(saved.error());
        deed.after = saved->text(0, 0);
        auto noted = co_await note(transaction, origin, std::move(deed));
        if (!noted)
            co_return noted.error();
        co_return id;
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>> ProviderBook::setSecret(
    ActorPointer actor, AuditOrigin origin, Uuid id, std::shared_ptr<const Secret> secret
)
{
    constexpr std::string_view sql =
        "UPDATE app.oidc_provider SET client_secret = $2::bytea, secret_set_at = now(),"
        " rv = rv + 1, updated_at = now() WHERE id = $1::uuid";
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        if (const auto keeps = ensureKeepsAll(*actor); !keeps)
            co_return keeps.error();
        auto before = co_await lockRow(transaction, id, std::nullopt);
        if (!before)
            co_return before.error();
        Params values = {id.toString(), std::nullopt};
        if (!secret->isEmpty())
            values[1] = toBytea(sealer_.seal(*secret, actor->tenancy.tenant, id));
        auto changed = co_await transaction.run(sql, std::move(values));
        if (!changed)
            co_return changed.error();
        AuditDeed deed{"oidcProvider.secret", "oidcProvider", id};
        deed.after = secret->isEmpty() ? R"({"hasSecret":false})" : R"({"hasSecret":true})";
        co_return co_await note(transaction, origin, std::move(deed));
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<void>>
ProviderBook::remove(ActorPointer actor, AuditOrigin origin, Uuid id, std::int64_t expectedRv)
{
    constexpr std::string_view sql = "DELETE FROM app.oidc_provider WHERE id = $1::uuid";
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        if (const auto keeps = ensureKeepsAll(*actor); !keeps)
            co_return keeps.error();
        auto before = co_await lockRow(transaction, id, expectedRv);
        if (!before)
            co_return before.error();
        Params which = {id.toString()};
        auto gone = co_await transaction.run(sql, std::move(which));
        if (!gone)
            co_return gone.error();
        AuditDeed deed{"oidcProvider.delete", "oidcProvider", id};
        deed.before = *before;
        co_return co_await note(transaction, origin, std::move(deed));
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

} // namespace tidemark::platform
