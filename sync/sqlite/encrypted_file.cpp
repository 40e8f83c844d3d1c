#include "sync/sqlite/encrypted_file.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/core/timestamp.hpp"
#include "sync/sqlite/cpu.hpp"
#include "sync/sqlite/store_fault.hpp"
#include "sync/sqlite/store_label.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace tidemark::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view plainHeader = "SQLite format 3";
constexpr int sqliteOldest = 3051003; // The first without the WAL-reset bug.
constexpr std::size_t keyBytes = 32;

std::string_view wordsFor(StoreKind kind)
{
    return kind == StoreKind::mirror ? "local copy" : "vault of unsent work";
}

Fault foreignStore(const fs::path& file)
{
    return {
        FaultCode::corrupt,
        "foreign_store",
        "The file " + file.string() + " is not one of Tidemark's.",
        "Move the file away; Tidemark never overwrites it."};
}

Fault wrongKey(const fs::path& file)
{
    return {
        FaultCode::locked,
        "wrong_key",
        "The key at hand does not open " + file.string() + ".",
        "Unlock the keyring that was used before, or sign in with the same system user."};
}

Fault notEncrypted(const fs::path& file)
{
    return {
        FaultCode::insecure,
        "store_not_encrypted",
        "The file " + file.string() + " would be written without encryption.",
        "Do not go on; reinstall Tidemark and report this."};
}

/// The first bytes of a file; fewer when it is shorter, none when it does not exist.
std::string headOf(const fs::path& file, std::size_t most)
{
    std::ifstream in(file, std::ios::binary);
    std::string head(most, '\0');
    in.read(head.data(), static_cast<std::streamsize>(most));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head;
}

bool isPlain(const fs::path& file)
{
    // A page in the log starts behind the headers of log and frame, so it is searched for.
    const std::string log = headOf(fs::path(file) += "-wal", 64 * 1024);
    return headOf(file, plainHeader.size()) == plainHeader ||
           log.find(plainHeader) != std::string::npos;
}

Result<Database> openHandle(const fs::path& file, const OpenOptions& options)
{
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE |
                      (options.readOnly ? 0 : SQLITE_OPEN_CREATE);
    const auto name = file.u8string();
    const int code =
        sqlite3_open_v2(reinterpret_cast<const char*>(name.c_str()), &handle, flags, nullptr);
    Database db(handle, std::string(wordsFor(options.kind)));
    if (code != SQLITE_OK)
        return storeFault(handle, code, db.store());
    sqlite3_busy_timeout(handle, busyMillisMost);
    return db;
}

/// Every return code counts: a step that fails here can otherwise lead to a plain file.
Result<void> setKey(Database& db, const std::string& cipher, const Secret& key)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const Fault failed{
        FaultCode::insecure,
        "key_setup_failed",
        "The encryption of the " + db.store() + " could not be set up.",
        "Reinstall Tidemark and report this."};
    if (key.reveal().size() != keyBytes)
        return failed;
    const int wanted = sqlite3mc_cipher_index(cipher.c_str());
    if (wanted <= 0 || sqlite3mc_config(db.handle(), "cipher", wanted) != wanted)
        return failed;
    std::array<char, 2 + 2 * keyBytes + 1> raw{};
    auto out = raw.begin();
    *out++ = 'x';
    *out++ = '\'';
    for (const char byte : key.reveal()) {
        *out++ = digits[static_cast<unsigned char>(byte) >> 4];
        *out++ = digits[static_cast<unsigned char>(byte) & 0x0f];
    }
    *out = '\'';
    const int code = sqlite3_key_v2(db.handle(), "main", raw.data(), static_cast<int>(raw.size()));
    std::fill_n(static_cast<volatile char*>(raw.data()), raw.size(), '\0');
    if (code != SQLITE_OK)
        return failed;
    return {};
}

Result<void> configure(Database& db, const OpenOptions& options)
{
    std::string sql = options.exclusive ? "PRAGMA locking_mode=EXCLUSIVE;" : "";
    sql += "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA secure_delete=ON;"
           "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON;"
           "PRAGMA cache_size=-" +
           std::to_string(options.cacheMebibytes * 1024) + ";";
    const bool isFull = options.durability == Durability::full && !TIDEMARK_SEEDED(vaultUnsynced);
    sql += isFull ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=NORMAL;";
    if (auto done = db.execute(sql); !done)
        return done;
    if (options.readOnly)
        return db.execute("PRAGMA query_only=ON");
    auto journal = db.prepareOnce("PRAGMA journal_mode=WAL");
    if (!journal)
        return journal.error();
    const auto row = journal->step();
    if (!row)
        return row.error();
    if (!*row || journal->text(0) != "wal")
        return Fault{
            FaultCode::unsupported,
            "no_wal",
            "The disk of the data folder cannot hold the " + db.store() + ".",
            "Use a folder on a local disk, not on a network drive."};
    return {};
}

/// Claims a new file, or sees that an old one is of the right kind.
Result<void> checkKind(Database& db, const fs::path& file, const OpenOptions& options)
{
    const auto id = db.integer("PRAGMA application_id");
    if (!id)
        return id.error();
    if (*id == static_cast<std::int64_t>(options.kind))
        return {};
    const auto tables = db.integer("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables.error();
    if (*id != 0 || *tables != 0 || options.readOnly)
        return foreignStore(file);
    return db.execute(
        "PRAGMA application_id=" + std::to_string(static_cast<std::int64_t>(options.kind))
    );
}

Result<Database> openWith(
    const std::string& cipher, const fs::path& file, const Secret& key, const OpenOptions& options
)
{
    auto db = openHandle(file, options);
    if (!db)
        return db;
    if (auto keyed = setKey(*db, cipher, key); !keyed)
        return keyed.error();
    // The first read proves the key; SQLite has not touched the file before.
    if (const auto read = db->integer("SELECT count(*) FROM sqlite_schema"); !read)
        return read.error();
    if (auto done = configure(*db, options); !done)
        return done.error();
    if (auto done = checkKind(*db, file, options); !done)
        return done.error();
    if (isPlain(file))
        return notEncrypted(file);
    return db;
}

std::string cipherForNew()
{
    return hasAesInstructions() ? "aegis" : "chacha20";
}

/// A file without a label: ours if the key opens it, else not to be touched.
Result<Database> openUnlabelled(const fs::path& file, const Secret& key, const OpenOptions& options)
{
    for (const std::string cipher : {"aegis", "chacha20"}) {
        auto db = openWith(cipher, file, key, options);
        if (db) {
            if (auto done = writeLabel(file, {cipher, keyCheckOf(key)}); !done)
                return done.error();
        }
        if (db || !isDamage(db.error()))
            return db;
    }
    return foreignStore(file);
}

void keepPrivate(const fs::path& file)
{
    std::error_code ignored; // Where rights cannot be set, the folder's own have to do.
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
}

} // namespace

Result<Database> openEncrypted(const fs::path& file, const Secret& key, const OpenOptions& options)
{
    if (sqlite3_libversion_number() < sqliteOldest)
        return Fault{
            FaultCode::unsupported,
            "sqlite_too_old",
            std::string("This build carries SQLite ") + sqlite3_libversion() + ".",
            "Build Tidemark with SQLite 3.51.3 or newer."};
    std::error_code missing;
    const bool isNew = fs::file_size(file, missing) == 0 || missing;
    if (!isNew && isPlain(file))
        return foreignStore(file);
    const auto label = readLabel(file);
    if (!isNew && !label)
        return openUnlabelled(file, key, options);
    if (!isNew && label->keyCheck != keyCheckOf(key))
        return wrongKey(file);

    const std::string cipher = isNew ? cipherForNew() : label->cipher;
    if (isNew) {
        if (options.readOnly)
            return storeFault(nullptr, SQLITE_CANTOPEN, wordsFor(options.kind));
        std::error_code ignored; // The log of a file that is gone must not be taken for its own.
        if (fs::exists(fs::path(file) += "-wal", ignored)) {
            if (auto moved = moveAside(file, "orphan"); !moved)
                return moved.error();
        }
        if (auto done = writeLabel(file, {cipher, keyCheckOf(key)}); !done)
            return done.error();
    }
    auto db = openWith(cipher, file, key, options);
    if (db && isNew)
        keepPrivate(file);
    return db;
}

Result<fs::path> moveAside(const fs::path& file, std::string_view why)
{
    std::string suffix = "." + std::string(why) + "-" + Timestamp::now().toString();
    std::replace(suffix.begin(), suffix.end(), ':', '-'); // Not allowed in names on Windows.
    for (const std::string tail : {"", "-wal", ".cipher"}) {
        const auto from = fs::path(file) += tail;
        const auto to = (fs::path(file) += suffix) += tail;
        std::error_code failed;
        if (fs::exists(from, failed))
            fs::rename(from, to, failed);
        if (failed)
            return Fault{
                FaultCode::forbidden,
                "cannot_move",
                "The file " + from.string() + " cannot be moved: " + failed.message() + ".",
                "Close programs that use it and check the rights of the data folder."};
    }
    std::error_code ignored; // The index of the log is made anew.
    fs::remove(fs::path(file) += "-shm", ignored);
    return fs::path(file) += suffix;
}

} // namespace tidemark::sync
