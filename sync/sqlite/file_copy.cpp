#include "sync/sqlite/file_copy.hpp"

#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

namespace tidemark::sync {

Result<void> copyPages(Database& from, Database& to)
{
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr)
        return storeFault(to.handle(), sqlite3_errcode(to.handle()), to.store());
    sqlite3_backup_step(copy, -1);
    const int code = sqlite3_backup_finish(copy);
    if (code != SQLITE_OK)
        return storeFault(to.handle(), code, to.store());
    return {};
}

void renameStore(
    const std::filesystem::path& from, const std::filesystem::path& to, std::error_code& failed
)
{
    for (const char* tail : {".cipher", ""}) {
        const auto source = std::filesystem::path(from) += tail;
        if (!failed && std::filesystem::exists(source, failed))
            std::filesystem::rename(source, std::filesystem::path(to) += tail, failed);
    }
}

void removeStore(const std::filesystem::path& file)
{
    for (const char* tail : {"", "-wal", "-shm", ".cipher"}) {
        std::error_code ignored;
        std::filesystem::remove(std::filesystem::path(file) += tail, ignored);
    }
}

} // namespace tidemark::sync
