#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

namespace tidemark::sync {
namespace {

constexpr std::string_view diskFailed = "disk_failed";
constexpr const char* unsyncedMark = "tidemark.unsynced";

struct Words {
    FaultCode code;
    std::string_view reason;
    std::string_view cause;
    std::string_view nextStep;
};

Words wordsFor(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return {
            FaultCode::full,
            "disk_full",
            "There is no space left on the disk for the ",
            "Free some disk space; Tidemark goes on by itself."};
    case SQLITE_IOERR_FSYNC:
        return {
            FaultCode::unavailable,
            diskFailed,
            "The disk did not keep what was written to the ",
            "Save again what was not confirmed; if it comes back, see whether the disk is full or "
            "failing."};
    case SQLITE_CORRUPT:
        return {
            FaultCode::corrupt,
            "store_damaged",
            "The file is damaged: the ",
            "Restart Tidemark; it repairs or replaces the file and says what it did."};
    case SQLITE_NOTADB:
        return {
            FaultCode::corrupt,
            "not_a_store",
            "The key does not fit or the file is damaged: the ",
            "Restart Tidemark; it repairs or replaces the file and says what it did."};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {
            FaultCode::unavailable,
            "store_in_use",
            "Another program is using the ",
            "Close other copies of Tidemark and backup programs, then try again."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {
            FaultCode::forbidden,
            "store_read_only",
            "This device may not write the ",
            "Check the rights of the data folder and whether the disk is read-only."};
    case SQLITE_CANTOPEN:
        return {
            FaultCode::notFound,
            "store_unopenable",
            "The data folder has no usable ",
            "Check that the data folder exists and belongs to you."};
    case SQLITE_CONSTRAINT:
        return {
            FaultCode::conflict,
            "constraint",
            "A rule of the file was broken in the ",
            "Try again; if it happens again, report it with the diagnostics."};
    default:
        return {
            FaultCode::internal,
            "store_failed",
            "An unexpected failure in the ",
            "Restart Tidemark; if it happens again, report it with the diagnostics."};
    }
}

int primaryCode(int returnCode)
{
    switch (returnCode) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return SQLITE_FULL; // The disk took no more; which call met it makes no difference.
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
        return SQLITE_IOERR_FSYNC;
    case SQLITE_IOERR_READ: // What cannot be read is as good as gone: salvage reads around it.
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ:
        return SQLITE_CORRUPT;
    default:
        return returnCode & 0xff;
    }
}

int pragmaOf(sqlite3* db, const char* pragma)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(db, pragma, -1, &statement, nullptr);
    const bool isThere = code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    const int value = isThere ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    return value;
}

/// The log stays for whoever reads it next and believes its sums alone: closing must not move it
/// into the file, since commits that waited for no sync may be gone. What was refused last may be
/// whole in it and must not come back: a commit that changes nothing is written over it.
void distrust(sqlite3* db)
{
    static int mark = 0;
    sqlite3_set_clientdata(db, unsyncedMark, &mark, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, static_cast<int*>(nullptr));
    if (sqlite3_get_autocommit(db) == 0)
        return; // Nothing of it was committed.
    const std::string nothing =
        "PRAGMA user_version=" + std::to_string(pragmaOf(db, "PRAGMA user_version"));
    sqlite3_exec(db, nothing.c_str(), nullptr, nullptr, nullptr);
}

} // namespace

Fault storeFault(sqlite3* db, int returnCode, std::string_view store)
{
    const int primary = primaryCode(returnCode);
    const Words words = wordsFor(primary);
    std::string cause = std::string(words.cause) + std::string(store) + " (";
    cause += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(returnCode);
    cause += ", " + std::to_string(returnCode) + ").";
    if (primary == SQLITE_IOERR_FSYNC && db != nullptr)
        distrust(db);
    return {words.code, std::string(words.reason), std::move(cause), std::string(words.nextStep)};
}

Result<void> mayUse(sqlite3* db, std::string_view store)
{
    if (sqlite3_get_clientdata(db, unsyncedMark) == nullptr)
        return {};
    const Words words = wordsFor(SQLITE_IOERR_FSYNC);
    return Fault{
        words.code,
        std::string(words.reason),
        std::string(words.cause) + std::string(store) + ".",
        std::string(words.nextStep)};
}

bool isDiskFailure(const Fault& fault)
{
    return fault.reason == diskFailed;
}

bool isDamage(const Fault& fault)
{
    return fault.code == FaultCode::corrupt;
}

bool isFileDamage(const Fault& fault)
{
    return isDamage(fault) && (fault.reason == "store_damaged" || fault.reason == "not_a_store");
}

} // namespace tidemark::sync
