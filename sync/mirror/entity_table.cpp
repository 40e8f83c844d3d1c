#include "sync/mirror/entity_table.hpp"

#include "sync/mirror/mirror_schema.hpp"

#include <array>

namespace tidemark::sync {
namespace {

std::string placeholders(std::size_t count)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < count; ++i)
        marks += ",?";
    return marks;
}

} // namespace

EntityTable::EntityTable(Database& db, const EntityInfo& entity)
    : db_(&db)
    , entity_(&entity)
    , stage_("s_" + entity.table)
    , columns_(rowColumnNames(entity) + ", _scope, _word, _more")
{
}

Result<EntityTable> EntityTable::open(Database& db, const EntityInfo& entity)
{
    EntityTable table(db, entity);
    if (auto done = table.prepare(); !done)
        return done.error();
    return table;
}

Result<void> EntityTable::prepare()
{
    const std::string table = tableOf(*entity_);
    const std::string values = placeholders(entity_->fields.size() + 7);
    const std::array<std::pair<std::optional<Statement>*, std::string>, 4> wanted{{
        {&insert_,
         "INSERT INTO " + table + "(" + columns_ + ") VALUES(" + values +
             ") ON CONFLICT(id) DO NOTHING"},
        {&find_, "SELECT rv, _scope, _word FROM " + table + " WHERE id=?"},
        {&update_, "INSERT OR REPLACE INTO " + table + "(" + columns_ + ") VALUES(" + values + ")"},
        {&remove_, "DELETE FROM " + table + " WHERE id=?"},
    }};
    for (const auto& [slot, sql] : wanted) {
        auto statement = db_->prepare(sql);
        if (!statement)
            return statement.error();
        slot->emplace(std::move(*statement));
    }
    return {};
}

void EntityTable::bindRow(Statement& statement, const RowBuffer& row, const RowPlace& place) const
{
    int index = 1;
    for (const SqlValue& value : row.common)
        bindValue(statement, index++, value);
    for (const SqlValue& value : row.fields)
        bindValue(statement, index++, value);
    statement.bind(index++, place.scope);
    statement.bind(index++, place.word);
    row.more.empty() ? statement.bind(index, nullptr)
                     : statement.bind(index, std::string_view(row.more));
}

Result<bool> EntityTable::insert(const RowBuffer& row, const RowPlace& place)
{
    bindRow(*insert_, row, place);
    if (auto done = insert_->run(); !done)
        return done.error();
    return db_->changes() > 0;
}

Result<void> EntityTable::update(const RowBuffer& row, const RowPlace& place)
{
    bindRow(*update_, row, place);
    return update_->run();
}

Result<std::optional<StoredRow>> EntityTable::find(const Uuid& id)
{
    find_->bindBlob(1, id.bytes);
    const auto row = find_->step();
    std::optional<StoredRow> found;
    if (row && *row) {
        found = StoredRow{.rv = find_->integer(0), .scope = find_->integer(1)};
        if (!find_->isNull(2))
            found->word = find_->integer(2);
    }
    find_->reset();
    if (!row)
        return row.error();
    return found;
}

Result<void> EntityTable::remove(const Uuid& id)
{
    remove_->bindBlob(1, id.bytes);
    return remove_->run();
}

Result<void> EntityTable::stage(const RowBuffer& row, const RowPlace& place)
{
    // The guard stands in the statement: only a newer version replaces what is staged.
    auto newer = db_->prepare("SELECT 1 FROM " + stage_ + " WHERE _scope=? AND id=? AND rv>=?");
    if (!newer)
        return newer.error();
    const auto isThere = newer->bind(1, place.scope).bind(2, row.id()).bind(3, row.rv()).step();
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return {};
    auto statement = db_->prepare(
        "INSERT OR REPLACE INTO " + stage_ + "(" + columns_ + ") VALUES(" +
        placeholders(entity_->fields.size() + 7) + ")"
    );
    if (!statement)
        return statement.error();
    bindRow(*statement, row, place);
    return statement->run();
}

Result<void> EntityTable::moveToStage(const Uuid& id)
{
    auto statement = db_->prepare(
        "INSERT OR REPLACE INTO " + stage_ + "(" + columns_ + ") SELECT " + columns_ + " FROM " +
        tableOf(*entity_) + " WHERE id=?"
    );
    if (!statement)
        return statement.error();
    if (auto done = statement->bind(1, id).run(); !done)
        return done;
    return remove(id);
}

Result<void> EntityTable::moveFromStage(std::int64_t scope, const Uuid& id)
{
    auto statement = db_->prepare(
        "INSERT OR REPLACE INTO " + tableOf(*entity_) + "(" + columns_ + ") SELECT " + columns_ +
        " FROM " + stage_ + " WHERE _scope=? AND id=?"
    );
    if (!statement)
        return statement.error();
    if (auto done = statement->bind(1, scope).bind(2, id).run(); !done)
        return done;
    return unstage(scope, id, INT64_MAX);
}

Result<void> EntityTable::unstage(std::int64_t scope, const Uuid& id, std::int64_t rvMost)
{
    auto statement =
        db_->prepare("DELETE FROM " + stage_ + " WHERE id=?1 AND rv<=?2 AND (?3=0 OR _scope=?3)");
    if (!statement)
        return statement.error();
    return statement->bind(1, id).bind(2, rvMost).bind(3, scope).run();
}

Result<std::vector<std::pair<Uuid, StoredRow>>> EntityTable::staged(std::int64_t scope)
{
    auto statement = db_->prepare("SELECT id, rv, _word FROM " + stage_ + " WHERE _scope=?");
    if (!statement)
        return statement.error();
    std::vector<std::pair<Uuid, StoredRow>> rows;
    statement->bind(1, scope);
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        StoredRow row{.rv = statement->integer(1), .scope = scope};
        if (!statement->isNull(2))
            row.word = statement->integer(2);
        rows.emplace_back(statement->uuid(0), row);
    }
    if (!more)
        return more.error();
    return rows;
}

} // namespace tidemark::sync
