// The distinct searchable texts of an entity.
#pragma once

#include "sync/mirror/rows_reader.hpp"
#include "sync/sqlite/database.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace tidemark::sync {

/// Rows with the same searchable values share one folded text, so that a search reads a few
/// hundred texts instead of a million rows. `rows` counts the rows of each, in all scopes.
///
/// Not durable before `flush`; after a rollback call `forget`.
class WordBook {
public:
    WordBook(Database& db, const EntityInfo& entity);

    /// The number of the row's text; nullopt for entities without searchable fields.
    [[nodiscard]] Result<std::optional<std::int64_t>> wordOf(const RowBuffer& row);
    /// A row with this text came (+1) or went (-1).
    void count(std::optional<std::int64_t> word, std::int64_t delta);
    [[nodiscard]] Result<void> flush();
    void forget();

    /// The folded text of searchable values, in the order of the fields.
    [[nodiscard]] static std::string
    folded(const EntityInfo& entity, const std::vector<SqlValue>& fields);

private:
    [[nodiscard]] Result<std::int64_t> find(const std::string& folded);

    Database* db_;
    const EntityInfo* entity_;
    std::vector<std::size_t> searchable_;
    std::string raw_; // Reused from row to row.
    std::unordered_map<std::string, std::int64_t> known_;
    std::unordered_map<std::int64_t, std::int64_t> deltas_;
};

} // namespace tidemark::sync
