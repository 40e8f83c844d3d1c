#include "sync/mirror/ledger.hpp"

namespace tidemark::sync {

Ledger::Ledger(Database& db)
    : db_(&db)
{
}

Result<EntityTable*> Ledger::table(const EntityInfo& entity)
{
    auto found = tables_.find(entity.code);
    if (found == tables_.end()) {
        auto opened = EntityTable::open(*db_, entity);
        if (!opened)
            return opened.error();
        found = tables_.emplace(entity.code, std::move(*opened)).first;
    }
    return &found->second;
}

WordBook& Ledger::words(const EntityInfo& entity)
{
    const auto found = words_.find(entity.code);
    if (found != words_.end())
        return found->second;
    return words_.emplace(entity.code, WordBook(*db_, entity)).first->second;
}

void Ledger::added(const EntityInfo& entity, const Uuid& id, const StoredRow& row)
{
    digests_[row.scope].add(id, row.rv);
    ++tallies_[{row.scope, entity.code}];
    if (row.word)
        words(entity).count(row.word, 1);
}

void Ledger::removed(const EntityInfo& entity, const Uuid& id, const StoredRow& row)
{
    digests_[row.scope].remove(id, row.rv);
    --tallies_[{row.scope, entity.code}];
    if (row.word)
        words(entity).count(row.word, -1);
}

Result<void> Ledger::flush()
{
    for (auto& [scope, delta] : digests_) {
        auto stored = db_->prepare("SELECT n, s FROM scope WHERE id=?");
        if (!stored)
            return stored.error();
        const auto row = stored->bind(1, scope).step();
        if (!row)
            return row.error();
        if (!*row)
            continue; // The scope itself is gone.
        const std::int64_t count = stored->integer(0) + delta.count;
        // Unsigned, since the sum wraps.
        const std::uint64_t sum = static_cast<std::uint64_t>(stored->integer(1)) + delta.sum;
        auto update = db_->prepare("UPDATE scope SET n=?, s=? WHERE id=?");
        if (!update)
            return update.error();
        if (auto done =
                update->bind(1, count).bind(2, static_cast<std::int64_t>(sum)).bind(3, scope).run();
            !done)
            return done;
    }
    digests_.clear();
    for (const auto& [key, delta] : tallies_) {
        if (delta == 0)
            continue;
        auto update = db_->prepare("INSERT INTO tally(scope, entity, rows) VALUES(?,?,?) ON "
                                   "CONFLICT(scope, entity) DO UPDATE SET rows=rows+excluded.rows");
        if (!update)
            return update.error();
        if (auto done = update->bind(1, key.first)
                            .bind(2, static_cast<std::int64_t>(key.second))
                            .bind(3, delta)
                            .run();
            !done)
            return done;
    }
    tallies_.clear();
    for (auto& [code, book] : words_) {
        if (auto done = book.flush(); !done)
            return done;
    }
    return {};
}

void Ledger::forget()
{
    digests_.clear();
    tallies_.clear();
    for (auto& [code, book] : words_)
        book.forget();
}

} // namespace tidemark::sync
