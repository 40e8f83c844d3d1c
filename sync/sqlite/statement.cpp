#include "sync/sqlite/statement.hpp"

#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace tidemark::sync {

Statement::Statement(sqlite3_stmt* handle, bool* lent, std::string_view store)
    : handle_(handle)
    , lent_(lent)
    , store_(store)
{
    if (lent_ != nullptr)
        *lent_ = true;
}

Statement::Statement(Statement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr))
    , lent_(std::exchange(other.lent_, nullptr))
    , store_(other.store_)
{
}

Statement::~Statement()
{
    if (handle_ == nullptr)
        return;
    if (lent_ == nullptr) {
        sqlite3_finalize(handle_);
        return;
    }
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_); // Bound bytes are not ours and may be gone by the next use.
    *lent_ = false;
}

Statement& Statement::bind(int index, std::nullptr_t)
{
    sqlite3_bind_null(handle_, index);
    return *this;
}

Statement& Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(handle_, index, value);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text)
{
    const char* bytes = text.data() != nullptr ? text.data() : "";
    sqlite3_bind_text(handle_, index, bytes, static_cast<int>(text.size()), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind(int index, const Uuid& id)
{
    sqlite3_bind_blob(handle_, index, id.bytes.data(), 16, SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(int index, const std::optional<std::int64_t>& value)
{
    return value ? bind(index, *value) : bind(index, nullptr);
}

Statement& Statement::bindBlob(int index, std::span<const std::uint8_t> bytes)
{
    sqlite3_bind_blob(handle_, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes)
{
    const char* data = bytes.data() != nullptr ? bytes.data() : "";
    sqlite3_bind_blob(handle_, index, data, static_cast<int>(bytes.size()), SQLITE_STATIC);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return storeFault(sqlite3_db_handle(handle_), code, store_);
}

Result<void> Statement::run()
{
    auto more = step();
    while (more && *more)
        more = step();
    sqlite3_reset(handle_);
    if (!more)
        return more.error();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(handle_);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return {
        bytes != nullptr ? bytes : "",
        static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    return {
        bytes != nullptr ? bytes : "",
        static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

Uuid Statement::uuid(int column) const
{
    Uuid id;
    const std::string_view bytes = blob(column);
    if (bytes.size() == id.bytes.size())
        std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

int columnCount(const Statement& statement)
{
    return sqlite3_column_count(statement.handle());
}

std::string columnName(const Statement& statement, int column)
{
    return sqlite3_column_name(statement.handle(), column);
}

void copyValue(const Statement& from, int column, Statement& to, int index)
{
    sqlite3_bind_value(to.handle(), index, sqlite3_column_value(from.handle(), column));
}

} // namespace tidemark::sync
