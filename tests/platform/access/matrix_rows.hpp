// Rows for the matrix of permissions: one of every kind that a route can name, of three owners.
#pragma once

#include "tests/platform/served_platform.hpp"

#include <array>
#include <map>

namespace tidemark::platform {

/// Whose a row is.
enum class RowOwner { own, otherOrganization, otherTenant };
inline constexpr std::array allOwners = {
    RowOwner::own, RowOwner::otherOrganization, RowOwner::otherTenant};

/// What the rows of one owner belong to.
struct OwnerGround {
    std::string tenant = {};
    std::string organization = {};
    std::string report = {};
};

inline OwnerGround groundOf(RowOwner owner)
{
    if (owner == RowOwner::own)
        return {"1", known::demoFuels, known::report};
    if (owner == RowOwner::otherOrganization)
        return {"1", known::otherFuels, known::otherReport};
    return {"2", known::foreignFuels, known::foreignReport};
}

/// The segment before a placeholder, and what such an id is of. Entities are found by their plural.
inline const std::map<std::string, std::string, std::less<>>& kindsOfSegments()
{
    static const std::map<std::string, std::string, std::less<>> kinds = [] {
        std::map<std::string, std::string, std::less<>> all = {
            {"sessions", "session"},
            {"devices", "device"},
            {"grants", "access_grant"},
            {"entries", "audit_entry"},
            {"api-keys", "api_key"},
            {"oidc-providers", "oidc_provider"},
            {"blobs", "blob"},
            {"escrow", "escrow"},
            {"sync-restores", "history"},
            {"sign-ups", "portal_sign_up"},
            {"invitations", "portal_invitation"},
            {"reports", "report_run"},
            {"schemas", "report_definition"},
            {"validations", "run_step"}};
        for (const EntityInfo& info : allEntities())
            all.emplace(info.plural, info.table);
        return all;
    }();
    return kinds;
}

/// Ids by table and owner.
class MatrixRows {
public:
    /// After `seed`.
    explicit MatrixRows(const PostgresFixture& postgres)
    {
        for (const RowOwner owner : allOwners) {
            const OwnerGround ground = groundOf(owner);
            auto& ids = ids_[owner];
            for (const auto& [segment, table] : kindsOfSegments())
                ids[table] = Uuid::make().toString();
            ids["organization"] = ground.organization;
            ids["compliance_report"] = ground.report;
            std::string sql = "SET app.tenant = '" + ground.tenant + "';";
            for (const char* part : {people, access, runs, reference, rest})
                sql += filled(part, ground, ids);
            postgres.asAdmin(sql);
            ids["tenant"] =
                postgres.asAdmin("SELECT id FROM app.tenant WHERE tenant_id = " + ground.tenant);
            for (const char* table : {"compliance_period", "fuel_category", "fuel_type"})
                ids[table] = postgres.asAdmin(
                    "SELECT id FROM app." + std::string(table) +
                    " WHERE tenant_id = " + ground.tenant + " ORDER BY id LIMIT 1"
                );
            ids["fuel_factor"] = postgres.asAdmin(
                "SELECT id FROM app.fuel_factor WHERE tenant_id = " + ground.tenant +
                " ORDER BY id LIMIT 1"
            );
        }
    }

    /// The pattern with ids of the owner put in; empty when one is of no known kind.
    [[nodiscard]] std::string put(std::string pattern, RowOwner owner) const
    {
        for (std::size_t open = pattern.find('{'); open != std::string::npos;
             open = pattern.find('{', open + 1)) {
            const std::size_t slash = pattern.rfind('/', open - 2);
            const auto kind = kindsOfSegments().find(pattern.substr(slash + 1, open - slash - 2));
            if (kind == kindsOfSegments().end())
                return {};
            const std::string& id = ids_.at(owner).at(kind->second);
            pattern.replace(open, pattern.find('}', open) - open + 1, id);
        }
        return pattern;
    }

    [[nodiscard]] const std::string& id(RowOwner owner, const std::string& table) const
    {
        return ids_.at(owner).at(table);
    }

private:
    using Ids = std::map<std::string, std::string>;

    /// `$table` is the id of that table's row; `$$t`, `$$o` and `$$r` are the ground.
    static std::string filled(std::string text, const OwnerGround& ground, const Ids& ids)
    {
        std::string out;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '$') {
                out += text[at];
                continue;
            }
            std::size_t end = at + 1;
            while (end < text.size() && (text[end] == '_' || (text[end] >= 'a' && text[end] <= 'z'))
            )
                ++end;
            const std::string name = text.substr(at + 1, end - at - 1);
            const std::string value = name == "t"   ? ground.tenant
                                      : name == "o" ? ground.organization
                                      : name == "r" ? ground.report
                                                    : ids.at(name);
            out += name == "t" ? value : '\'' + value + '\'';
            at = end - 1;
        }
        return out;
    }

    static constexpr const char* people = R"(
INSERT INTO app.user (tenant_id, id, login, display_name, title, organization_id, is_active,
    must_change_password) VALUES ($t, $user, $user, 'Victim', '', $o, true, false);
INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)
    VALUES ($t, $role, $role, '', '["activity:read"]', false);
INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES ($t, $user_role, $user, $role);
INSERT INTO app.device (tenant_id, id, user_id, name, agent, address)
    VALUES ($t, $device, $user, 'Desk', '', '');
INSERT INTO app.session (tenant_id, id, user_id, device_id, device_name, expires_at)
    VALUES ($t, $session, $user, $device, 'Desk', now() + interval '1 day');
)";
    static constexpr const char* access = R"(
INSERT INTO app.access_grant (tenant_id, id, user_id, permission, reason, granted_by, valid_from,
    valid_to) VALUES ($t, $access_grant, $user, 'activity:read', 'x', $role, now(),
    now() + interval '1 day');
INSERT INTO app.api_key (tenant_id, id, owner_id, name, scopes, allowed_addresses, rate_per_minute)
    VALUES ($t, $api_key, $user, 'Key', '[]', '[]', 60);
INSERT INTO app.audit_entry (tenant_id, id, at, actor_id, actor, action, entity, entity_id, before,
    after, request_id, address) VALUES ($t, $audit_entry, now(), $user, 'V', 'x.y', 'x', NULL,
    'null', 'null', '', '');
INSERT INTO app.oidc_provider (tenant_id, id, name, issuer, client_id, scopes, mapping, is_enabled,
    creates_users, trusts_email, allows_device_code, needs_second_factor)
    VALUES ($t, $oidc_provider, $oidc_provider, $oidc_provider, 'c', 'openid', '{}', true, false,
    false, false, false);
INSERT INTO app.portal_sign_up (tenant_id, id, login, display_name, company, address)
    VALUES ($t, $portal_sign_up, $portal_sign_up, 'S', '', '');
INSERT INTO app.portal_invitation (tenant_id, id, hash, login, organization_id, role_id, invited_by,
    expires_at) VALUES ($t, $portal_invitation, sha256($portal_invitation::bytea),
    $portal_invitation, $o, $role, $user, now() + interval '1 day');
INSERT INTO sync.escrow (tenant_id, id, client_id, mid, user_id, scope_id, reason, mutation)
    SELECT $t, $escrow, $device, 1, $user, own_scope, 'x', '{}' FROM app.organization
    WHERE tenant_id = $t AND id = $o;
)";
    static constexpr const char* runs = R"(
INSERT INTO app.connector (tenant_id, id, name, kind, host, port, database, username, tls_mode,
    test_result) VALUES ($t, $connector, $connector, 'postgresql', 'source.invalid', 5432, 'd', 'u',
    'prefer', '');
INSERT INTO app.report_definition (tenant_id, id, name, description, connector_id, query, pre_rules,
    post_rules, columns, format, max_rows_per_second, is_active) VALUES ($t, $report_definition,
    $report_definition, '', $connector, 'SELECT 1', '[]', '[]', '[]', 'csv', 0, true);
INSERT INTO app.report_run (tenant_id, id, number, definition_id, definition_name, state, progress,
    trigger, started_by, started_at, failed_step, error_code, error_cause, rows_in, rows_out,
    exceptions, artefact_name, artefact_sha256, artefact_bytes) SELECT $t, $report_run,
    coalesce(max(number), 0) + 1, $report_definition, 'D', 'completed', 100, 'manual', '', now(),
    '', '', '', 0, 0, 0, 'a.csv', repeat('a', 64), 1 FROM app.report_run WHERE tenant_id = $t;
INSERT INTO app.run_step (tenant_id, id, run_id, kind, position, status, attempt, attempts_most,
    rows_in, rows_out, message) VALUES ($t, $run_step, $report_run, 'preValidation', 1, 'completed',
    1, 1, 0, 0, '');
INSERT INTO app.run_log (tenant_id, id, run_id, sequence, at, level, step, message)
    VALUES ($t, $run_log, $report_run, 1, now(), 'info', '', 'said');
)";
    static constexpr const char* reference = R"(
INSERT INTO app.end_use (tenant_id, id, name, intended_use) VALUES ($t, $end_use, $end_use, true);
INSERT INTO app.provision (tenant_id, id, name, is_legacy)
    VALUES ($t, $provision, $provision, false);
INSERT INTO app.fuel_code (tenant_id, id, code, fuel_type, company, carbon_intensity, status,
    effective_on, facility_country) VALUES ($t, $fuel_code, $fuel_code, 'Biodiesel', '', 1,
    'approved', '2024-02-29', '');
)";
    static constexpr const char* rest = R"(
INSERT INTO app.fuel_supply (tenant_id, id, report_id, position, quantity, energy_density,
    compliance_units, is_canada_produced, is_q1_supplied)
    VALUES ($t, $fuel_supply, $r, 'a', 1, 1, 0, true, false);
INSERT INTO app.blob (tenant_id, id, scope_id, sha256, size, mime, state, received, sealed_key,
    created_by) SELECT $t, $blob, own_scope, md5($blob) || md5($blob), 1, 'text/plain', 'stored', 1,
    '\x00', $user FROM app.organization WHERE tenant_id = $t AND id = $o;
INSERT INTO app.attachment (tenant_id, id, report_id, name, sha256, size, mime, blob_id, added_by)
    VALUES ($t, $attachment, $r, 'a.txt', md5($blob) || md5($blob), 1, 'text/plain', $blob, 'V');
INSERT INTO app.activity (tenant_id, id, entity, entity_id, kind, title, performed_by, at)
    VALUES ($t, $activity, 'x', $user, 'created', 'T', 'V', now());
)";

    std::map<RowOwner, Ids> ids_;
};

} // namespace tidemark::platform
