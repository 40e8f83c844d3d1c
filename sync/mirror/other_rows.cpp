#include "sync/mirror/other_rows.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace tidemark::sync {
namespace {

Fault malformed()
{
    return {
        FaultCode::corrupt,
        "malformed_frame",
        "The platform's answer cannot be read: rows without id or version.",
        "Synchronise again; if it stays, report it with the diagnostics."};
}

std::optional<std::size_t> columnAt(const RowsFrame& frame, std::string_view name)
{
    const auto found = std::find(frame.columns.begin(), frame.columns.end(), name);
    if (found == frame.columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - frame.columns.begin());
}

std::optional<RowKey> keyOf(const boost::json::value& value, std::size_t idAt, std::size_t rvAt)
{
    const auto* row = value.if_array();
    if (row == nullptr || row->size() <= std::max(idAt, rvAt))
        return std::nullopt;
    const auto* id = row->at(idAt).if_string();
    const auto* rv = row->at(rvAt).if_string();
    if (id == nullptr || rv == nullptr)
        return std::nullopt;
    const auto uuid = Uuid::parse({id->data(), id->size()});
    std::int64_t version = 0;
    const auto read = std::from_chars(rv->data(), rv->data() + rv->size(), version);
    if (!uuid || read.ec != std::errc() || read.ptr != rv->data() + rv->size())
        return std::nullopt;
    return RowKey{*uuid, version};
}

} // namespace

Result<std::optional<OtherRows::Found>> OtherRows::find(std::string_view entity, const Uuid& id)
{
    auto statement = db_.prepare("SELECT scope, rv FROM other WHERE entity=? AND id=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, entity).bind(2, id).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Found>();
    return std::optional(Found{statement->integer(0), statement->integer(1)});
}

Result<void> OtherRows::erase(std::string_view entity, const Uuid& id, const Found& row)
{
    auto statement = db_.prepare("DELETE FROM other WHERE entity=? AND id=?");
    if (!statement)
        return statement.error();
    ledger_.removedOther(row.scope, id, row.rv);
    return statement->bind(1, entity).bind(2, id).run();
}

Result<void> OtherRows::put(std::string_view line, bool isRepair)
{
    const auto parsed = parseFrame(line);
    if (!parsed)
        return parsed.error();
    const auto* frame = std::get_if<RowsFrame>(&*parsed);
    const auto idAt = frame != nullptr ? columnAt(*frame, "id") : std::nullopt;
    const auto rvAt = frame != nullptr ? columnAt(*frame, "rv") : std::nullopt;
    if (!idAt || !rvAt)
        return malformed();
    if (!scopes_.standing(frame->scope))
        return {};
    boost::json::array names(frame->columns.begin(), frame->columns.end());
    const std::string columns = boost::json::serialize(names);
    for (const auto& value : frame->rows) {
        const auto key = keyOf(value, *idAt, *rvAt);
        if (!key)
            return malformed();
        const auto old = find(frame->entity, key->id);
        if (!old)
            return old.error();
        if (*old && !isRepair && (*old)->rv >= key->rv)
            continue;
        if (*old) {
            if (auto done = erase(frame->entity, key->id, **old); !done)
                return done;
        }
        auto insert = db_.prepare(
            "INSERT INTO other(entity, id, scope, rv, columns, body) VALUES(?,?,?,?,?,?)"
        );
        if (!insert)
            return insert.error();
        const std::string body = boost::json::serialize(value);
        insert->bind(1, std::string_view(frame->entity)).bind(2, key->id).bind(3, frame->scope);
        insert->bind(4, key->rv).bind(5, std::string_view(columns));
        if (auto done = insert->bind(6, std::string_view(body)).run(); !done)
            return done;
        ledger_.addedOther(frame->scope, key->id, key->rv);
    }
    return {};
}

Result<void> OtherRows::gone(const GoneFrame& frame)
{
    for (const RowKey& key : frame.keys) {
        const auto old = find(frame.entity, key.id);
        if (!old)
            return old.error();
        if (!*old || (*old)->rv > key.rv ||
            (frame.op == GoneOp::leave && (*old)->scope != frame.scope))
            continue;
        if (auto done = erase(frame.entity, key.id, **old); !done)
            return done;
    }
    return {};
}

Result<void> OtherRows::remove(ScopeId scope, std::string_view entity, const RowKey& key)
{
    const auto old = find(entity, key.id);
    if (!old)
        return old.error();
    if (!*old || (*old)->scope != scope || (*old)->rv != key.rv)
        return {};
    return erase(entity, key.id, **old);
}

Result<void> OtherRows::purge(ScopeId scope)
{
    return db_.execute("DELETE FROM other WHERE scope=" + std::to_string(scope));
}

Result<void> OtherRows::drop(std::string_view entity)
{
    auto statement = db_.prepare("SELECT id, scope, rv FROM other WHERE entity=?");
    if (!statement)
        return statement.error();
    statement->bind(1, entity);
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        ledger_.removedOther(statement->integer(1), statement->uuid(0), statement->integer(2));
    if (!more)
        return more.error();
    auto remove = db_.prepare("DELETE FROM other WHERE entity=?");
    if (!remove)
        return remove.error();
    return remove->bind(1, entity).run();
}

Result<std::vector<std::string>> OtherRows::entities()
{
    auto statement = db_.prepare("SELECT DISTINCT entity FROM other");
    if (!statement)
        return statement.error();
    std::vector<std::string> names;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        names.emplace_back(statement->text(0));
    if (!more)
        return more.error();
    return names;
}

Result<void> takeFromOther(Database& db, const EntityInfo& entity)
{
    auto statement =
        db.prepare("SELECT scope, columns, body FROM other WHERE entity=? ORDER BY id");
    if (!statement)
        return statement.error();
    auto table = EntityTable::open(db, entity);
    if (!table)
        return table.error();
    WordBook words(db, entity);
    std::map<ScopeId, std::int64_t> tallies;
    statement->bind(1, std::string_view(entity.name));
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        const ScopeId scope = statement->integer(0);
        std::string line = R"({"f":"rows","entity":")" + entity.name + R"(","scope":")" +
                           std::to_string(scope) + R"(","columns":)";
        ((line += statement->text(1)) += R"(,"rows":[)") += statement->text(2);
        line += "]}";
        RowsTarget target;
        target.begin = [](const RowsHead&) { return Result<void>(); };
        target.row = [&](const RowBuffer& row) -> Result<void> {
            const auto word = words.wordOf(row);
            if (!word)
                return word.error();
            words.count(*word, 1);
            ++tallies[scope];
            const auto added = table->insert(row, {scope, *word});
            return added ? Result<void>() : added.error();
        };
        if (auto done = readRowsFrame(line, target); !done)
            return done;
    }
    if (!more)
        return more.error();
    if (auto done = words.flush(); !done)
        return done;
    std::string sql = "DELETE FROM other WHERE entity='" + entity.name + "';";
    for (const auto& [scope, rows] : tallies)
        sql += "INSERT OR REPLACE INTO tally(scope, entity, rows) VALUES(" + std::to_string(scope) +
               "," + std::to_string(entity.code) + "," + std::to_string(rows) + ");";
    return db.execute(sql);
}

} // namespace tidemark::sync
