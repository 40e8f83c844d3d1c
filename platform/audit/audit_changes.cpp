#include "platform/audit/audit_changes.hpp"

#include "models/entities/entities.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <set>

namespace tidemark::platform {
namespace {

using Names = std::map<std::string, std::string>;

/// What every row has, and says nothing here.
bool isBookkeeping(std::string_view field)
{
    return field == "id" || field == "rv" || field == "createdAt" || field == "updatedAt";
}

/// The column that people know a row by; empty when there is none.
std::string nameColumn(const EntityInfo& info)
{
    for (const char* name : {"displayName", "name", "title", "code"}) {
        if (const FieldInfo* field = info.field(name))
            return field->column;
    }
    return {};
}

boost::json::value memberOf(const boost::json::value& side, std::string_view field)
{
    if (!side.is_object())
        return nullptr;
    const auto* value = side.as_object().if_contains(field);
    return value ? *value : boost::json::value(nullptr);
}

/// The fields that either side has: first the entity's in their order, then what else there is.
std::vector<std::string>
fieldsOf(const EntityInfo* info, const boost::json::value& before, const boost::json::value& after)
{
    std::set<std::string> there;
    for (const boost::json::value* side : {&before, &after}) {
        if (!side->is_object())
            continue;
        for (const auto& member : side->as_object()) {
            if (!isBookkeeping(member.key()))
                there.emplace(member.key());
        }
    }
    std::vector<std::string> ordered;
    if (info) {
        for (const FieldInfo& field : info->fields) {
            if (there.erase(field.name) > 0)
                ordered.push_back(field.name);
        }
    }
    ordered.insert(ordered.end(), there.begin(), there.end());
    return ordered;
}

boost::json::value nameOf(const Names& names, const boost::json::value& id)
{
    if (!id.is_string())
        return nullptr;
    const auto found = names.find(std::string(id.get_string()));
    if (found == names.end())
        return nullptr;
    return boost::json::value(found->second);
}

} // namespace

asio::awaitable<Result<boost::json::array>> changesByName(
    Database& database,
    const Tenancy& tenancy,
    std::string_view entity,
    const boost::json::value& before,
    const boost::json::value& after
)
{
    const EntityInfo* info = findEntity(entity);
    boost::json::array changes;
    for (const std::string& name : fieldsOf(info, before, after)) {
        const boost::json::value was = memberOf(before, name);
        const boost::json::value is = memberOf(after, name);
        Names names;
        const FieldInfo* field = info ? info->field(name) : nullptr;
        const EntityInfo* target =
            field && !field->references.empty() ? findEntity(field->references) : nullptr;
        const std::string column = target ? nameColumn(*target) : std::string();
        if (!column.empty()) {
            const auto idOf = [](const boost::json::value& id) {
                return id.is_string() ? std::optional<std::string>(id.get_string().c_str())
                                      : std::nullopt;
            };
            const std::string sql = "SELECT id, \"" + column + "\" FROM app.\"" + target->table +
                                    "\" WHERE id IN ($1::uuid, $2::uuid)";
            Params ids = {idOf(was), idOf(is)};
            auto rows = co_await database.read(tenancy, sql, std::move(ids));
            if (!rows)
                co_return rows.error();
            for (int row = 0; row < rows->rowCount(); ++row)
                names[std::string(rows->text(row, 0))] = rows->text(row, 1);
        }
        boost::json::object change;
        change["field"] = name;
        change["before"] = was;
        change["after"] = is;
        change["beforeName"] = nameOf(names, was);
        change["afterName"] = nameOf(names, is);
        changes.push_back(std::move(change));
    }
    co_return changes;
}

} // namespace tidemark::platform
