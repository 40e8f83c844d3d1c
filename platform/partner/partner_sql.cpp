#include "platform/partner/partner_sql.hpp"

#include "platform/http/sql_answer.hpp"

namespace tidemark::platform::partner_sql {
namespace {

/// Rows of the tenant and of one's own organization.
std::string seen(const std::string& table)
{
    return table + ".tenant_id = $1::int AND ($2::bigint IS NULL OR " + table +
           ".scope_id IN (1, $2::bigint))";
}

const std::string& reportJson()
{
    static const std::string json =
        "jsonb_build_object('id', r.id, 'number', r.number, 'schemaId', r.definition_id, 'schema',"
        " r.definition_name, 'state', r.state, 'progress', r.progress, 'startedAt', " +
        utcText("r.started_at") + ", 'finishedAt', " + utcText("r.finished_at") +
        ", 'rowsIn', r.rows_in, 'rowsOut', r.rows_out, 'exceptions', r.exceptions, 'error',"
        " CASE WHEN r.error_code <> '' THEN jsonb_build_object('step', r.failed_step, 'code',"
        " r.error_code, 'cause', r.error_cause) END, 'artefact', CASE WHEN r.artefact_sha256 <> ''"
        " THEN jsonb_build_object('name', r.artefact_name, 'bytes', r.artefact_bytes, 'sha256',"
        " r.artefact_sha256, 'href', '/api/partner/v1/reports/' || r.id || '/artefact') END)";
    return json;
}

std::string checksOf(const char* phase, const char* rules)
{
    const std::string list = rules;
    return "SELECT '" + std::string(phase) +
           "' AS phase, c.rule, c.at FROM jsonb_array_elements("
           "CASE WHEN jsonb_typeof(" +
           list + ") = 'array' THEN " + list + " ELSE '[]' END) WITH ORDINALITY c(rule, at)";
}

const std::string& schemaJson()
{
    static const std::string json =
        "jsonb_build_object('id', d.id, 'name', d.name, 'description', d.description, 'format',"
        " d.format, 'isActive', d.is_active, 'connectorId', d.connector_id, 'columns',"
        " coalesce((SELECT jsonb_agg(jsonb_build_object('source', c.one->'source', 'target',"
        " c.one->'target') ORDER BY c.at) FROM jsonb_array_elements(CASE WHEN"
        " jsonb_typeof(d.columns) = 'array' THEN d.columns ELSE '[]' END)"
        " WITH ORDINALITY c(one, at)), '[]'), 'checks', coalesce((SELECT jsonb_agg("
        "jsonb_build_object('phase', k.phase, 'name', k.rule->'name', 'column', k.rule->'column',"
        " 'check', k.rule->'check', 'severity', k.rule->'severity') ORDER BY k.phase DESC, k.at)"
        " FROM (" +
        checksOf("preValidation", "d.pre_rules") + " UNION ALL " +
        checksOf("postValidation", "d.post_rules") + ") k), '[]'))";
    return json;
}

/// Where it is and whether it works. No user, no password: neither is a partner's business.
const std::string& connectorJson()
{
    static const std::string json =
        "jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'host', c.host, 'port',"
        " c.port, 'database', c.database, 'tlsMode', c.tls_mode, 'testedAt', " +
        utcText("c.tested_at") +
        ", 'isWorking', CASE WHEN c.tested_at IS NOT NULL THEN c.test_result = 'ok' END)";
    return json;
}

const std::string& validationRows()
{
    static const std::string rows =
        "jsonb_build_object('id', s.id, 'reportId', r.id, 'reportNumber', r.number, 'schema',"
        " r.definition_name, 'phase', s.kind, 'status', s.status, 'rowsIn', s.rows_in, 'rowsOut',"
        " s.rows_out, 'failed', greatest(s.rows_in - s.rows_out, 0), 'message', s.message,"
        " 'startedAt', " +
        utcText("s.started_at") + ", 'finishedAt', " + utcText("s.finished_at") + ")";
    return rows;
}

const std::string& validationTables()
{
    static const std::string tables =
        " FROM app.run_step s JOIN app.report_run r ON r.tenant_id = s.tenant_id"
        " AND r.id = s.run_id WHERE s.kind IN ('preValidation', 'postValidation') AND " +
        seen("s");
    return tables;
}

} // namespace

std::string reports()
{
    return "SELECT " + reportJson() + " AS item FROM app.report_run r WHERE " + seen("r") +
           " AND ($3 = '' OR r.state = $3) AND ($4::uuid IS NULL OR r.definition_id = $4::uuid)"
           " AND ($5::timestamptz IS NULL OR r.created_at >= $5::timestamptz)"
           " ORDER BY r.number DESC";
}

std::string report()
{
    return "SELECT " + reportJson() + "::text FROM app.report_run r WHERE " + seen("r") +
           " AND r.id = $3::uuid";
}

std::string schemas()
{
    return "SELECT " + schemaJson() + " AS item FROM app.report_definition d WHERE " + seen("d") +
           " ORDER BY d.name, d.id";
}

std::string schema()
{
    return "SELECT " + schemaJson() + "::text FROM app.report_definition d WHERE " + seen("d") +
           " AND d.id = $3::uuid";
}

std::string connectors()
{
    return "SELECT " + connectorJson() + " AS item FROM app.connector c WHERE " + seen("c") +
           " ORDER BY c.name, c.id";
}

std::string connector()
{
    return "SELECT " + connectorJson() + "::text FROM app.connector c WHERE " + seen("c") +
           " AND c.id = $3::uuid";
}

std::string validations()
{
    return "SELECT " + validationRows() + " AS item" + validationTables() +
           " AND ($3::uuid IS NULL OR s.run_id = $3::uuid) ORDER BY r.number DESC, s.position";
}

std::string validation()
{
    return "SELECT " + validationRows() + "::text" + validationTables() + " AND s.id = $3::uuid";
}

std::string account()
{
    return "SELECT jsonb_build_object('tenant', t.name, 'organization', o.name, 'user',"
           " u.display_name, 'key', (SELECT jsonb_build_object('name', k.name, 'prefix', 'tmk_' ||"
           " k.tenant_id || '_' || (SELECT s.prefix FROM app.api_key_secret s"
           " WHERE s.tenant_id = k.tenant_id AND s.key_id = k.id ORDER BY s.created_at DESC"
           " LIMIT 1), 'scopes', k.scopes, 'allowedAddresses', k.allowed_addresses, 'expiresAt', " +
           utcText("k.expires_at") +
           ", 'ratePerMinute', k.rate_per_minute) FROM app.api_key k WHERE k.tenant_id = $1::int"
           " AND k.id = $2::uuid))::text FROM app.user u JOIN app.tenant t"
           " ON t.tenant_id = u.tenant_id LEFT JOIN app.organization o"
           " ON o.tenant_id = u.tenant_id AND o.id = u.organization_id"
           " WHERE u.tenant_id = $1::int AND u.id = $3::uuid";
}

} // namespace tidemark::platform::partner_sql
