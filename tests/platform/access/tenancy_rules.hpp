// The rules that keep tenants apart in the database, each as a query for what breaks it.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace tidemark::platform {

/// One rule. `sql` gives a line of text for everything that breaks it, and nothing otherwise.
struct TenancyRule {
    std::string name = {};
    std::string sql = {};
};

/// Tables without a tenant: nothing in them belongs to one.
inline const std::set<std::string> tablesWithoutTenant = {
    "sync.history", "sync.past_history", "app.rate"};

/// Functions that run as the owner. Each works for one tenant that it checks or that row-level
/// security holds it to, or tells nothing of a tenant's rows.
inline const std::set<std::string> ownersFunctions = {
    "app.tenant_number",
    "app.tenant_numbers",
    "app.number_organization",
    "sync.open_tenant_scope",
    "sync.regrant",
    "sync.regrant_user",
    "app.claim_jobs",
    "app.clear_blobs",
    "app.next_job_in",
    "app.take_turn",
    "app.forget_turns",
    "app.forgive_turns",
    "app.claim_mail",
    "app.next_mail_in",
    "app.forget_mail",
    "app.chain_audit",
    "sync.grant_organization",
    "app.tell_access",
    "sync.settle_history",
    "sync.lease_of",
    "sync.classify_scope",
    "sync.set_lease",
    "sync.set_class",
    "sync.trim",
    "sync.sequence"};

/// Unique indexes over all tenants: each is of something that is no secret, or drawn at random.
inline const std::set<std::string> globalIndexes = {
    "app.tenant_slug_key", "app.tenant_tenant_id_key", "sync.pending_pkey"};

/// Columns that the application may update in rows that otherwise stay as they were written.
inline const std::set<std::string> updatedColumns = {
    "sync.mutation.settled_by", "sync.mutation.settled_at"};

inline std::string quotedList(const std::set<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "'" : ",'") + name + "'";
    return list;
}

/// Row-level security, enabled, forced and by the one condition.
inline TenancyRule rowSecurityRule()
{
    const std::string condition = "$q$(tenant_id = (NULLIF(current_setting('app.tenant'::text, "
                                  "true), ''::text))::integer)$q$";
    return {
        "every table of a tenant is under row-level security",
        "SELECT n.nspname || '.' || c.relname FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname IN ('app', 'sync') AND c.relkind IN ('r', 'p')"
        " AND n.nspname || '.' || c.relname NOT IN (" +
            quotedList(tablesWithoutTenant) +
            ") AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT EXISTS ("
            "   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid"
            "   AND a.attname = 'tenant_id' AND a.attnotnull)"
            " OR NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = n.nspname"
            "   AND p.tablename = c.relname AND p.policyname = 'tenant_rows'"
            "   AND p.roles = '{public}' AND p.cmd = 'ALL' AND p.permissive = 'PERMISSIVE'"
            "   AND p.qual = " +
            condition + " AND p.with_check = " + condition + "))"};
}

/// Other ways to rows than tables.
inline std::vector<TenancyRule> sideDoorRules()
{
    return {
        {"other policies are the owner's only",
         "SELECT schemaname || '.' || tablename || ' ' || policyname FROM pg_policies"
         " WHERE policyname <> 'tenant_rows' AND roles <> '{tidemark_owner}'"},
        {"views run as who asks, and no copy of rows stands beside the tables",
         "SELECT n.nspname || '.' || c.relname FROM pg_class c"
         " JOIN pg_namespace n ON n.oid = c.relnamespace"
         " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
         " AND (c.relkind IN ('m', 'f') OR c.relkind = 'v' AND NOT"
         "   coalesce('security_invoker=true' = ANY (c.reloptions), false))"},
        {"functions that run as the owner are known and bounded",
         "SELECT n.nspname || '.' || p.proname FROM pg_proc p"
         " JOIN pg_namespace n ON n.oid = p.pronamespace"
         " WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
         " AND (n.nspname || '.' || p.proname NOT IN (" +
             quotedList(ownersFunctions) +
             ") OR NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false))"},
        {"no function of ours claims to be leakproof",
         "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
         " WHERE p.proleakproof AND n.nspname IN ('app', 'sync', 'public')"},
        {"no rewrite rule stands on a table",
         "SELECT c.relname || ' ' || r.rulename FROM pg_rewrite r JOIN pg_class c"
         " ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace"
         " WHERE c.relkind <> 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema')"},
        {"no extension reaches outside",
         "SELECT extname FROM pg_extension WHERE extname NOT IN ('plpgsql', "
         "'pg_stat_statements')"}};
}

/// What the server's login is and may do.
inline std::vector<TenancyRule> loginRules()
{
    return {
        {"the application owns nothing",
         "SELECT relname FROM pg_class WHERE relowner = 'tidemark_app'::regrole"
         " UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'tidemark_app'::regrole"
         " UNION ALL SELECT typname FROM pg_type WHERE typowner = 'tidemark_app'::regrole"
         " UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'tidemark_app'::regrole"
         " UNION ALL SELECT datname FROM pg_database WHERE datdba = 'tidemark_app'::regrole"},
        {"the roles bypass nothing",
         "SELECT rolname FROM pg_roles WHERE rolname IN ('tidemark_app', 'tidemark_owner')"
         " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"},
        {"the application makes nothing and is nobody else",
         "SELECT r FROM unnest(ARRAY['CREATE', 'TEMP']) r"
         " WHERE has_database_privilege('tidemark_app', current_database(), r)"
         " UNION ALL SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_temp%'"
         " AND has_schema_privilege('tidemark_app', oid, 'CREATE')"
         " UNION ALL SELECT rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
         " WHERE m.member = 'tidemark_app'::regrole"},
        {"no setting gives a login a tenant",
         "SELECT unnest(setconfig) FROM pg_db_role_setting"
         " WHERE array_to_string(setconfig, ' ') ~ '(app\\.|row_security)'"}};
}

inline std::vector<TenancyRule> grantRules()
{
    return {
        {"grants on tables are no more than needed",
         "SELECT table_schema || '.' || table_name || ' ' || privilege_type || ' ' || grantee"
         " FROM information_schema.role_table_grants"
         " WHERE table_schema IN ('app', 'sync', 'migration')"
         " AND grantee <> 'tidemark_owner' AND (grantee <> 'tidemark_app'"
         " OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"
         " OR table_schema = 'migration' OR table_name = 'rate'"
         " OR table_name IN ('feed', 'cut', 'head', 'row', 'scope_digest', 'user_scope',"
         "   'scope', 'history') AND table_schema = 'sync' AND privilege_type <> 'SELECT'"
         " OR table_name IN ('audit_entry', 'activity', 'sign_in_attempt')"
         "   AND privilege_type NOT IN ('SELECT', 'INSERT'))"},
        {"no column is granted by itself, but to update the known ones",
         "SELECT n.nspname || '.' || c.relname || '.' || a.attname FROM pg_attribute a"
         " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
         " WHERE a.attacl IS NOT NULL AND n.nspname IN ('app', 'sync', 'migration')"
         " AND NOT (n.nspname || '.' || c.relname || '.' || a.attname IN (" +
             quotedList(updatedColumns) +
             ") AND a.attacl::text = '{tidemark_app=w/tidemark_owner}')"},
        {"nobody but the application may call our functions",
         "SELECT n.nspname || '.' || p.proname FROM pg_proc p"
         " JOIN pg_namespace n ON n.oid = p.pronamespace"
         " WHERE n.nspname IN ('app', 'sync')"
         " AND has_function_privilege('public', p.oid, 'EXECUTE')"},
        {"sequences are drawn from, never set",
         "SELECT n.nspname || '.' || c.relname FROM pg_class c"
         " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'sync')"
         " AND CASE WHEN c.relkind = 'S'"
         "   THEN has_sequence_privilege('tidemark_app', c.oid, 'UPDATE') END"},
        {"nothing is granted in advance",
         "SELECT defaclobjtype::text || ' ' || a.grantee::regrole FROM pg_default_acl,"
         " LATERAL aclexplode(defaclacl) a WHERE a.grantee <> defaclrole"}};
}

/// Keys that another tenant's rows could be guessed by.
inline std::vector<TenancyRule> keyRules()
{
    return {
        {"every unique index is within a tenant",
         "SELECT n.nspname || '.' || i.relname FROM pg_index x JOIN pg_class i ON i.oid ="
         " x.indexrelid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n"
         " ON n.oid = c.relnamespace WHERE n.nspname IN ('app', 'sync') AND x.indisunique"
         " AND n.nspname || '.' || c.relname NOT IN (" +
             quotedList(tablesWithoutTenant) + ") AND n.nspname || '.' || i.relname NOT IN (" +
             quotedList(globalIndexes) +
             ") AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid"
             "   AND a.attname = 'tenant_id' AND a.attnum = ANY (x.indkey))"},
        {"every foreign key is within a tenant",
         "SELECT conrelid::regclass || ' ' || conname FROM pg_constraint k"
         " JOIN pg_namespace n ON n.oid = k.connamespace"
         " WHERE k.contype = 'f' AND n.nspname IN ('app', 'sync') AND NOT EXISTS ("
         "   SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid"
         "   AND a.attname = 'tenant_id' AND a.attnum = ANY (k.conkey))"}};
}

inline std::vector<TenancyRule> tenancyRules()
{
    std::vector<TenancyRule> all = {rowSecurityRule()};
    for (const auto& rules : {sideDoorRules(), loginRules(), grantRules(), keyRules()})
        all.insert(all.end(), rules.begin(), rules.end());
    return all;
}

} // namespace tidemark::platform
