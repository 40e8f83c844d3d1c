// An entity's table: its SQL, and its rows between PostgreSQL's text and JSON.
#pragma once

#include "models/entity/entity_info.hpp"
#include "platform/database/database.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// Columns that every select list of this file begins with; the entity's fields follow.
enum CommonColumn : int { idColumn, rvColumn, scopeColumn, createdColumn, updatedColumn };
inline constexpr int commonColumns = 5;

/// SQL of one entity, made once. All identifiers are quoted.
struct EntityTable {
    const EntityInfo* info = nullptr;
    std::string name = {};      ///< `app."fuel_supply"`
    std::string columns = {};   ///< Common columns, then the fields', as select list.
    std::string insertSql = {}; ///< $1 tenant, $2 id, then every field; returns the columns.
    std::string updateSql = {}; ///< $1 id, then every field; returns the columns.
    std::string deleteSql = {}; ///< $1 id
    std::string lockSql = {};   ///< $1 id; FOR UPDATE.
    std::string getSql = {};    ///< $1 id
    std::string getOwnSql = {}; ///< $1 id, $2 the actor's scope: tenant rows and those only.
    std::vector<std::string> keys = {}; ///< `,"fuelType":` by field.
};

/// The condition for rows that members of one organization see, its scope being `parameter`.
[[nodiscard]] std::string ownRows(const EntityInfo& info, const std::string& parameter);

/// The table of an entity of `allEntities()`.
[[nodiscard]] const EntityTable& tableOf(const EntityInfo& info);

/// Appends a value of PostgreSQL's text form as JSON.
void appendValue(std::string& out, FieldKind kind, std::string_view text);

/// Appends `2026-03-31T23:59:59.123456Z` from PostgreSQL's text, or ISO form, in UTC.
void appendTimestamp(std::string& out, std::string_view text);

/// Appends a row selected with `EntityTable::columns`, as REST gives it.
void appendRow(std::string& out, const EntityTable& table, const ResultSet& rows, int row);

/// A field's JSON value as parameter. Fault `invalid`/`wrong_kind` names the field.
[[nodiscard]] Result<std::optional<std::string>>
parameterOf(const FieldInfo& field, const boost::json::value& value);

/// What a new row holds where nothing was given: null, the empty text, 0, false, the first
/// choice, or an empty array. Fault `invalid`/`missing_value` for ids, days and moments.
[[nodiscard]] Result<std::optional<std::string>> parameterWithout(const FieldInfo& field);

} // namespace tidemark::platform
