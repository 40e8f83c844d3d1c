#include "sync/sqlite/database.hpp"

#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

namespace tidemark::sync {

Database::Database(sqlite3* handle, std::string store)
    : handle_(handle)
    , store_(std::move(store))
{
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr))
    , store_(std::move(other.store_))
    , cache_(std::move(other.cache_))
{
}

Database& Database::operator=(Database&& other) noexcept
{
    if (this != &other) {
        close();
        handle_ = std::exchange(other.handle_, nullptr);
        store_ = std::move(other.store_);
        cache_ = std::move(other.cache_);
    }
    return *this;
}

Database::~Database()
{
    close();
}

void Database::close() noexcept
{
    for (auto& [sql, cached] : cache_)
        sqlite3_finalize(cached.statement);
    cache_.clear();
    sqlite3_close(std::exchange(handle_, nullptr));
}

Result<void> Database::execute(const std::string& sql)
{
    if (auto usable = mayUse(handle_, store_); !usable)
        return usable.error();
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return storeFault(handle_, code, store_);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    if (auto usable = mayUse(handle_, store_); !usable)
        return usable.error();
    const auto found = cache_.find(sql);
    if (found != cache_.end() && !found->second.lent)
        return Statement(found->second.statement, &found->second.lent, store_);

    sqlite3_stmt* handle = nullptr;
    const unsigned flags = found == cache_.end() ? SQLITE_PREPARE_PERSISTENT : 0;
    const int code = sqlite3_prepare_v3(
        handle_, sql.data(), static_cast<int>(sql.size()), flags, &handle, nullptr
    );
    if (code != SQLITE_OK)
        return storeFault(handle_, code, store_);
    if (found != cache_.end()) // The cached one is in use further out: this one is for once.
        return Statement(handle, nullptr, store_);
    Cached& cached = cache_[std::string(sql)];
    cached.statement = handle;
    return Statement(handle, &cached.lent, store_);
}

Result<Statement> Database::prepareOnce(std::string_view sql)
{
    if (auto usable = mayUse(handle_, store_); !usable)
        return usable.error();
    sqlite3_stmt* handle = nullptr;
    const int code =
        sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
    if (code != SQLITE_OK)
        return storeFault(handle_, code, store_);
    return Statement(handle, nullptr, store_);
}

Result<std::int64_t> Database::integer(std::string_view sql)
{
    auto statement = prepareOnce(sql);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    if (!*row)
        return Fault{FaultCode::notFound, "no_row", "The question has no answer.", "Try again."};
    return statement->integer(0);
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(handle_);
}

bool Database::isInTransaction() const
{
    return sqlite3_get_autocommit(handle_) == 0;
}

Result<bool> Database::checkpoint()
{
    if (auto usable = mayUse(handle_, store_); !usable)
        return usable.error();
    sqlite3_busy_timeout(handle_, 0); // A reader may hold its view for long: the next one will do.
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(handle_, busyMillisMost);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        return storeFault(handle_, code, store_);
    return code == SQLITE_OK;
}

Result<void> Database::trimLog()
{
    if (auto usable = mayUse(handle_, store_); !usable)
        return usable.error();
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        return storeFault(handle_, code, store_);
    return {};
}

std::int64_t Database::logBytes() const
{
    return sizeOf("-wal");
}

std::int64_t Database::fileBytes() const
{
    return sizeOf("");
}

std::int64_t Database::sizeOf(std::string_view tail) const
{
    // SQLite names its files in UTF-8.
    const std::string name = sqlite3_db_filename(handle_, "main") + std::string(tail);
    const std::u8string utf8(name.begin(), name.end());
    std::error_code missing;
    const auto size = std::filesystem::file_size(std::filesystem::path(utf8), missing);
    return missing ? 0 : static_cast<std::int64_t>(size);
}

} // namespace tidemark::sync
