#include "platform/factors/factor_rule.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::string_view ruleSql =
    "SELECT coalesce((SELECT required FROM app.second_factor_rule), 'nobody'),"
    " coalesce((SELECT string_agg(role_id::text, ' ' ORDER BY role_id)"
    " FROM app.second_factor_role), '')";
constexpr std::string_view setRuleSql =
    "INSERT INTO app.second_factor_rule (tenant_id, required) VALUES ($1::int, $2)"
    " ON CONFLICT (tenant_id) DO UPDATE SET required = excluded.required";
constexpr std::string_view addRolesSql =
    "INSERT INTO app.second_factor_role (tenant_id, role_id)"
    " SELECT DISTINCT $1::int, r::uuid FROM unnest(string_to_array($2, ' ')) r";

} // namespace

std::string_view nameOf(FactorRule::Required required)
{
    switch (required) {
    case FactorRule::Required::nobody:
        return "nobody";
    case FactorRule::Required::roles:
        return "roles";
    case FactorRule::Required::everyone:
        return "everyone";
    }
    return "nobody";
}

std::optional<FactorRule::Required> factorRequirementOf(std::string_view name)
{
    using Required = FactorRule::Required;
    for (const Required each : {Required::nobody, Required::roles, Required::everyone}) {
        if (nameOf(each) == name)
            return each;
    }
    return std::nullopt;
}

boost::json::object toJson(const FactorRule& rule)
{
    boost::json::array roles;
    for (const Uuid& role : rule.roles)
        roles.emplace_back(role.toString());
    boost::json::object object;
    object["required"] = nameOf(rule.required);
    object["roles"] = std::move(roles);
    return object;
}

asio::awaitable<Result<FactorRule>> readFactorRule(Database& database, Tenancy tenancy)
{
    auto rows = co_await database.read(tenancy, ruleSql);
    if (!rows)
        co_return rows.error();
    FactorRule rule;
    rule.required = factorRequirementOf(rows->text(0, 0)).value_or(FactorRule::Required::nobody);
    std::string_view roles = rows->text(0, 1);
    while (!roles.empty()) {
        const std::string_view one = roles.substr(0, roles.find(' '));
        roles.remove_prefix(std::min(roles.size(), one.size() + 1));
        if (const auto id = Uuid::parse(one))
            rule.roles.push_back(*id);
    }
    co_return rule;
}

asio::awaitable<Result<void>>
writeFactorRule(Database& database, Tenancy tenancy, AuditOrigin origin, FactorRule wanted)
{
    auto before = co_await readFactorRule(database, tenancy);
    if (!before)
        co_return before.error();
    std::string roles;
    for (const Uuid& role : wanted.roles)
        roles += (roles.empty() ? "" : " ") + role.toString();
    const std::string tenant = std::to_string(tenancy.tenant);
    std::vector<Statement> statements(3);
    statements[0].sql = setRuleSql;
    statements[0].params = {tenant, std::string(nameOf(wanted.required))};
    statements[1].sql = "DELETE FROM app.second_factor_role";
    statements[2].sql = addRolesSql;
    statements[2].params = {tenant, std::move(roles)};
    AuditDeed deed{"tenant.secondFactorRule", "tenant"};
    deed.before = boost::json::serialize(toJson(*before));
    deed.after = boost::json::serialize(toJson(wanted));
    statements.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
    auto written = co_await database.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>();
}

} // namespace tidemark::platform
