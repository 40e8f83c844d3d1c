// One connection to one SQLite file.
#pragma once

#include "sync/sqlite/statement.hpp"

#include <map>
#include <string>
#include <string_view>

struct sqlite3;

namespace tidemark::sync {

/// How long a statement waits for another connection's lock.
inline constexpr int busyMillisMost = 5000;

/// One connection. Not thread-safe: one object, one thread at a time. Made by `openEncrypted`.
class Database {
public:
    /// Takes the connection over. `store` names the file in faults.
    Database(sqlite3* handle, std::string store);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    /// Runs one or more statements without parameters or rows.
    [[nodiscard]] Result<void> execute(const std::string& sql);
    /// A statement from the cache, or a new one that joins it.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// A statement that is used once, such as one made from a person's filter.
    [[nodiscard]] Result<Statement> prepareOnce(std::string_view sql);
    /// The first column of the first row; fault `notFound`/`no_row` without one.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);

    /// Rows changed by the last statement.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool isInTransaction() const;
    /// Moves the write-ahead log into the file and empties it. False: a reader is in the way.
    [[nodiscard]] Result<bool> checkpoint();
    /// Moves of the log what no reader needs, without waiting; its space is used again.
    [[nodiscard]] Result<void> trimLog();
    /// Bytes of the log's file.
    [[nodiscard]] std::int64_t logBytes() const;
    /// Bytes of the file itself.
    [[nodiscard]] std::int64_t fileBytes() const;
    [[nodiscard]] sqlite3* handle() const { return handle_; }
    [[nodiscard]] const std::string& store() const { return store_; }

private:
    struct Cached {
        sqlite3_stmt* statement = nullptr;
        bool lent = false;
    };

    void close() noexcept;
    [[nodiscard]] std::int64_t sizeOf(std::string_view tail) const;

    sqlite3* handle_;
    std::string store_;
    std::map<std::string, Cached, std::less<>> cache_;
};

} // namespace tidemark::sync
