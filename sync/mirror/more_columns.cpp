#include "sync/mirror/more_columns.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/wire_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

using Fields = std::vector<const FieldInfo*>;

std::string updateOf(const std::string& table, const Fields& fields)
{
    std::string sql = "UPDATE " + table + " SET ";
    for (const FieldInfo* field : fields)
        sql += quotedName(field->column) + "=?, ";
    return sql + "_more=? WHERE id=? AND _scope=?";
}

json::object objectIn(std::string_view text)
{
    json::error_code failed;
    json::value value = json::parse(text, failed);
    return failed || !value.is_object() ? json::object() : std::move(value.get_object());
}

/// What one row gives: its texts are in `values` and `rooms`.
struct Taken {
    explicit Taken(std::size_t fields)
        : values(fields)
        , rooms(fields)
        , sql(fields)
    {
    }

    std::vector<json::value> values;
    std::vector<std::string> rooms;
    std::vector<SqlValue> sql; ///< Null where the row had none.
    bool isWhole = true;
};

Taken takeOut(json::object& more, const Fields& fields)
{
    Taken taken(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto found = more.find(fields[i]->name);
        const bool isThere = found != more.end();
        if (isThere) {
            taken.values[i] = std::move(found->value());
            more.erase(found);
        }
        const bool isRead =
            isThere && sqlFromWire(*fields[i], taken.values[i], taken.rooms[i], taken.sql[i]);
        taken.isWhole = taken.isWhole && isRead;
    }
    return taken;
}

} // namespace

void addMore(std::string& more, std::string_view name, std::string_view value)
{
    if (more.empty())
        more = "{";
    else
        more.back() = ',';
    appendJsonText(more, name);
    ((more += ':') += value) += '}';
}

Result<bool> takeFromMore(Database& db, const std::string& table, const Fields& fields)
{
    const auto bare = db.integer("SELECT EXISTS(SELECT 1 FROM " + table + " WHERE _more IS NULL)");
    if (!bare)
        return bare.error();
    bool isWhole = *bare == 0;
    auto rows = db.prepareOnce("SELECT id, _scope, _more FROM " + table + " WHERE _more NOT NULL");
    auto update = db.prepareOnce(updateOf(table, fields));
    if (!rows || !update)
        return rows ? update.error() : rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        json::object more = objectIn(rows->text(2));
        const Taken taken = takeOut(more, fields);
        isWhole = isWhole && taken.isWhole;
        const std::string rest = more.empty() ? std::string() : json::serialize(more);
        int next = 1;
        for (const SqlValue& value : taken.sql)
            bindValue(*update, next++, value);
        more.empty() ? update->bind(next++, nullptr) : update->bind(next++, std::string_view(rest));
        update->bind(next++, rows->uuid(0)).bind(next, rows->integer(1));
        if (auto done = update->run(); !done)
            return done.error();
    }
    if (!row)
        return row.error();
    return isWhole;
}

} // namespace tidemark::sync
