// Counts and digests that change with every row, kept in memory until the commit.
#pragma once

#include "models/protocol/row_digest.hpp"
#include "sync/mirror/entity_table.hpp"
#include "sync/mirror/mirror_types.hpp"
#include "sync/mirror/word_book.hpp"

#include <map>

namespace tidemark::sync {

/// Tables and counts of all entities during one transaction.
///
/// `added` and `removed` are called for each row of the tables (not of the stages); `flush` writes
/// the sums before the commit, `forget` drops them after a rollback.
class Ledger {
public:
    explicit Ledger(Database& db);

    [[nodiscard]] Result<EntityTable*> table(const EntityInfo& entity);
    [[nodiscard]] WordBook& words(const EntityInfo& entity);

    void added(const EntityInfo& entity, const Uuid& id, const StoredRow& row);
    void removed(const EntityInfo& entity, const Uuid& id, const StoredRow& row);
    /// The same for rows of entities that this version does not know: they count in the digests.
    void addedOther(ScopeId scope, const Uuid& id, std::int64_t rv) { digests_[scope].add(id, rv); }
    void removedOther(ScopeId scope, const Uuid& id, std::int64_t rv)
    {
        digests_[scope].remove(id, rv);
    }

    [[nodiscard]] Result<void> flush();
    void forget();

private:
    Database* db_;
    std::map<int, EntityTable> tables_;
    std::map<int, WordBook> words_;
    std::map<ScopeId, DigestSum> digests_;
    std::map<std::pair<ScopeId, int>, std::int64_t> tallies_;
};

} // namespace tidemark::sync
