// A write transaction that rolls back unless committed.
#pragma once

#include "models/core/fault.hpp"

namespace tidemark::sync {

class Database;

/// `BEGIN IMMEDIATE`. Leaving scope without commit() rolls back, so an early return on a fault can
/// never leave half of the work behind.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& db);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database& db);

    Database* db_; // Not owned. Null once committed or moved from.
};

} // namespace tidemark::sync
