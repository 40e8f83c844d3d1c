#include "sync/sqlite/transaction.hpp"

#include "sync/sqlite/database.hpp"
#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

#include <utility>

namespace tidemark::sync {

Transaction::Transaction(Database& db)
    : db_(&db)
{
}

Transaction::Transaction(Transaction&& other) noexcept
    : db_(std::exchange(other.db_, nullptr))
{
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself, for one on a full disk.
    if (db_ != nullptr && db_->isInTransaction())
        sqlite3_exec(db_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Transaction> Transaction::begin(Database& db)
{
    if (auto begun = db.execute("BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(db);
}

Result<void> Transaction::commit()
{
    if (auto done = db_->execute("COMMIT"); !done)
        return done;
    db_ = nullptr;
    return {};
}

} // namespace tidemark::sync
