// The rows of one entity: prepared statements over its table and its stage.
#pragma once

#include "sync/mirror/rows_reader.hpp"
#include "sync/sqlite/database.hpp"

#include <optional>

namespace tidemark::sync {

/// What the guards need to know of a row that is there already.
struct StoredRow {
    std::int64_t rv = 0;
    std::int64_t scope = 0;
    std::optional<std::int64_t> word = {};
};

/// Where a row goes: its scope and its number among the searchable texts.
struct RowPlace {
    std::int64_t scope = 0;
    std::optional<std::int64_t> word = {};
};

/// Statements are prepared once and kept. The database must outlive this.
class EntityTable {
public:
    [[nodiscard]] static Result<EntityTable> open(Database& db, const EntityInfo& entity);

    [[nodiscard]] const EntityInfo& entity() const { return *entity_; }

    /// False when the id is there already; then nothing changed.
    [[nodiscard]] Result<bool> insert(const RowBuffer& row, const RowPlace& place);
    /// Overwrites the row of the same id.
    [[nodiscard]] Result<void> update(const RowBuffer& row, const RowPlace& place);
    [[nodiscard]] Result<std::optional<StoredRow>> find(const Uuid& id);
    [[nodiscard]] Result<void> remove(const Uuid& id);

    // The stage: rows of joining scopes whose id is taken by another scope.

    [[nodiscard]] Result<void> stage(const RowBuffer& row, const RowPlace& place);
    /// A row of the table goes to the stage of its scope.
    [[nodiscard]] Result<void> moveToStage(const Uuid& id);
    [[nodiscard]] Result<void> moveFromStage(std::int64_t scope, const Uuid& id);
    /// Removes it from the stage; of any scope when `scope` is 0.
    [[nodiscard]] Result<void> unstage(std::int64_t scope, const Uuid& id, std::int64_t rvMost);
    [[nodiscard]] Result<std::vector<std::pair<Uuid, StoredRow>>> staged(std::int64_t scope);

private:
    EntityTable(Database& db, const EntityInfo& entity);
    [[nodiscard]] Result<void> prepare();
    void bindRow(Statement& statement, const RowBuffer& row, const RowPlace& place) const;

    Database* db_;
    const EntityInfo* entity_;
    std::string stage_;
    std::string columns_; // All, `_scope`, `_word` and `_more` included.
    std::optional<Statement> insert_;
    std::optional<Statement> find_;
    std::optional<Statement> update_;
    std::optional<Statement> remove_;
};

} // namespace tidemark::sync
