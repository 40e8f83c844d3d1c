// The simplest mirror that can be right, and rows of every entity to fill it.
#pragma once

#include "models/protocol/row_digest.hpp"
#include "models/protocol/session.hpp"
#include "tests/platform/served_platform.hpp"

#include <set>

namespace tidemark::platform {

inline std::string textOf(const boost::json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

/// Rows by scope and id, as frames say.
class Mirror {
public:
    struct Row {
        std::string entity = {};
        std::map<std::string, std::string> values = {}; ///< JSON by column.
        std::int64_t rv = 0;
    };
    using Rows = std::map<std::string, Row>;

    /// Applies an answer; false when its digests do not agree.
    bool apply(const std::vector<boost::json::object>& frames)
    {
        bool agrees = true;
        for (const boost::json::object& frame : frames) {
            const std::string kind = textOf(frame.at("f"));
            if (kind == "rows")
                applyRows(frame);
            else if (kind == "gone")
                applyGone(frame);
            else if (kind == "revoke")
                scopes.erase(std::stoll(textOf(frame.at("scope"))));
            else if (kind == "grant")
                granted.insert(std::stoll(textOf(frame.at("scope"))));
            else if (kind == "result")
                results.push_back(textOf(frame.at("mid")));
            else if (kind == "end") {
                cut = std::stoll(textOf(frame.at("to")));
                salt = textOf(frame.at("salt"));
                for (const auto& digest : frame.at("digest").as_array())
                    agrees = agrees && check(digest.as_object());
            }
        }
        return agrees;
    }

    std::map<std::int64_t, Rows> scopes = {};
    std::set<std::int64_t> granted = {};
    std::vector<std::string> results = {};
    std::int64_t cut = 0;
    std::string salt = {};
    int rowsSeen = 0;

private:
    void applyRows(const boost::json::object& frame)
    {
        Rows& rows = scopes[std::stoll(textOf(frame.at("scope")))];
        const auto& columns = frame.at("columns").as_array();
        for (const auto& values : frame.at("rows").as_array()) {
            Row row{.entity = textOf(frame.at("entity"))};
            for (std::size_t i = 0; i < columns.size(); ++i)
                row.values[textOf(columns[i])] = boost::json::serialize(values.as_array().at(i));
            row.rv = std::stoll(textOf(values.as_array().at(1)));
            for (auto& [scope, others] : scopes) {
                if (&others != &rows)
                    others.erase(textOf(values.as_array().at(0))); // It moved.
            }
            Row& kept = rows[textOf(values.as_array().at(0))];
            if (row.rv > kept.rv)
                kept = row;
            ++rowsSeen;
        }
    }

    void applyGone(const boost::json::object& frame)
    {
        Rows& rows = scopes[std::stoll(textOf(frame.at("scope")))];
        for (const auto& key : frame.at("keys").as_array())
            rows.erase(textOf(key.as_array().at(0)));
    }

    bool check(const boost::json::object& digest)
    {
        DigestSum sum;
        for (const auto& [id, row] : scopes[std::stoll(textOf(digest.at("scope")))])
            sum.add(idOf(id), row.rv);
        return textOf(digest.at("s")) == std::to_string(sum.sum) &&
               digest.at("n").to_number<std::int64_t>() == sum.count;
    }
};

inline void insertSupply(
    const PostgresFixture& postgres, const std::string& id, const std::string& fuelType = "NULL"
)
{
    postgres.asAdmin(
        "INSERT INTO app.fuel_supply (tenant_id, id, report_id, position, fuel_type, quantity,"
        " energy_density, compliance_units, is_canada_produced, is_q1_supplied) VALUES (1, '" +
        id + "', '" + known::report + "', 'a', " + fuelType + ", 12, 35.4, -740.92, true, false)"
    );
}

/// Every mirrored entity gets a row with texts, numbers and times that are hard to copy.
inline void fillEveryEntity(const PostgresFixture& postgres)
{
    const std::string tricky = "E'Say \"hi\" \\\\ { [ , ü \\u2028 \\t end'";
    insertSupply(postgres, Uuid::make().toString(), tricky);
    postgres.asAdmin(
        "SET app.tenant = '1';"
        "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
        " VALUES (1, gen_random_uuid(), 'R', " +
        tricky +
        ", '[\"a:b\", {\"x\": null}]', true);"
        "INSERT INTO app.user_role (tenant_id, id, user_id, role_id) SELECT 1,"
        " gen_random_uuid(), '" +
        known::maya +
        "', id FROM app.role;"
        "INSERT INTO app.end_use (tenant_id, id, name, intended_use) VALUES"
        " (1, gen_random_uuid(), 'Any', true);"
        "INSERT INTO app.provision (tenant_id, id, name, is_legacy) VALUES"
        " (1, gen_random_uuid(), 'P', true);"
        "INSERT INTO app.fuel_code (tenant_id, id, code, fuel_type, company, carbon_intensity,"
        " status, effective_on, facility_country) VALUES (1, gen_random_uuid(), 'C 1',"
        " 'Biodiesel', '', -1.5, 'approved', '2024-02-29', '');"
        "INSERT INTO app.connector (tenant_id, id, name, kind, host, port, database, username,"
        " tls_mode, tested_at, test_result) VALUES (1, gen_random_uuid(), 'C', 'postgresql',"
        " 'h', 5432, 'd', 'u', 'prefer', '2026-01-02 03:04:05.6+00', '');"
        "INSERT INTO app.report_definition (tenant_id, id, name, description, connector_id,"
        " query, pre_rules, post_rules, columns, format, max_rows_per_second, is_active)"
        " SELECT 1, gen_random_uuid(), 'D', '', id, 'SELECT 1', '[]', '{}', '[{\"a\": 1.50}]',"
        " 'csv', 0, true FROM app.connector;"
        "INSERT INTO app.report_run (tenant_id, id, number, definition_id, definition_name,"
        " state, progress, trigger, started_by, started_at, failed_step, error_code,"
        " error_cause, rows_in, rows_out, exceptions, artefact_name, artefact_sha256,"
        " artefact_bytes) SELECT 1, gen_random_uuid(), 1, id, 'D', 'pending', 0, 'manual', '',"
        " '2026-01-02 03:04:05+00', '', '', '', 0, 0, 0, '', '', 0 FROM app.report_definition;"
        "INSERT INTO app.run_step (tenant_id, id, run_id, kind, position, status, attempt,"
        " attempts_most, rows_in, rows_out, message) SELECT 1, gen_random_uuid(), id,"
        " 'initialize', 1, 'pending', 0, 1, 0, 0, '' FROM app.report_run;"
        "INSERT INTO app.activity (tenant_id, id, entity, entity_id, kind, title,"
        " performed_by, at) VALUES (1, gen_random_uuid(), 'x', gen_random_uuid(), 'created', " +
        tricky + ", '', now())"
    );
}

} // namespace tidemark::platform
