#include "sync/sqlite/store_fault.hpp"

#include <sqlite3.h>

namespace tidemark::sync {
namespace {

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
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return SQLITE_FULL; // The disk took no more; which call met it makes no difference.
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ:
        return SQLITE_CORRUPT;
    default:
        return returnCode & 0xff;
    }
}

} // namespace

Fault storeFault(sqlite3* db, int returnCode, std::string_view store)
{
    const Words words = wordsFor(primaryCode(returnCode));
    std::string cause = std::string(words.cause) + std::string(store) + " (";
    cause += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(returnCode);
    cause += ", " + std::to_string(returnCode) + ").";
    return {words.code, std::string(words.reason), std::move(cause), std::string(words.nextStep)};
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
