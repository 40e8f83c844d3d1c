// A prepared statement with bound parameters.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/uuid.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace tidemark::sync {

/// A statement lent by a Database's cache; going out of scope resets it and gives it back.
///
/// Parameters and columns count from 1 and from 0, as in SQLite. `bind` of text and blobs does not
/// copy: the bytes must live until the statement is reset, stepped to its end, or bound again.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(int index, std::nullptr_t);
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, const Uuid& id);
    Statement& bind(int index, const std::optional<std::int64_t>& value);
    Statement& bindBlob(int index, std::span<const std::uint8_t> bytes);
    Statement& bindBlob(int index, std::string_view bytes);

    /// True: a row is there. False: no more rows.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end, for statements without rows, and resets.
    [[nodiscard]] Result<void> run();
    /// Ready to be bound and stepped again; bound values stay.
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view text(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view blob(int column) const;
    /// Nil when the blob has not 16 bytes.
    [[nodiscard]] Uuid uuid(int column) const;
    [[nodiscard]] sqlite3_stmt* handle() const { return handle_; }

private:
    friend class Database;
    Statement(sqlite3_stmt* handle, bool* lent, std::string_view store);

    sqlite3_stmt* handle_;
    bool* lent_; // Where the cache marks that this statement is out; null when it is our own.
    std::string_view store_;
};

[[nodiscard]] int columnCount(const Statement& statement);
[[nodiscard]] std::string columnName(const Statement& statement, int column);
/// A result column as a parameter of another statement, of whatever type it is; copied.
void copyValue(const Statement& from, int column, Statement& to, int index);

} // namespace tidemark::sync
