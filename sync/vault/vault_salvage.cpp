// A new vault out of a damaged one: row by row, each looked up by its key.
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/file_copy.hpp"
#include "sync/sqlite/store_fault.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault_backup.hpp"
#include "sync/vault/vault_schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace tidemark::sync {
namespace {

namespace fs = std::filesystem;

constexpr Mid midsMost = 10'000'000; // Bound of a walk over numbers that may be damage too.
constexpr int gapMost = 2'000;       // So many numbers without a row: no more are looked for.

/// A table whose rows are found one by one by their number.
struct Table {
    std::string_view name;
    std::string_view key;
};

constexpr Table outbox{"outbox", "mid"};
constexpr std::array<Table, 2> numbered{{{"conflict", "cid"}, {"quarantine", "qid"}}};
constexpr std::array<Table, 7> whole{
    {{"meta", "k"},
     {"edit_key", "key"},
     {"setting", "name"},
     {"token", "name"},
     {"archive", "client"},
     {"blob", "sha"},
     {"blob_pin", "report"}}};

enum class Found { row, none, damaged };

/// By the names of the columns that were read: the damaged file may be of an older version.
std::string insertOf(std::string_view table, const Statement& row)
{
    std::string columns;
    std::string marks;
    for (int i = 0; i < columnCount(row); ++i) {
        columns += (i == 0 ? "" : ",") + columnName(row, i);
        marks += i == 0 ? "?" : ",?";
    }
    return "INSERT OR REPLACE INTO " + std::string(table) + "(" + columns + ") VALUES(" + marks +
           ")";
}

/// Copies the row under `from` as it is. Values are taken raw, so that no reader's rule loses them.
bool copyCurrent(Statement& from, Database& to, std::string_view table)
{
    auto write = to.prepare(insertOf(table, from));
    if (!write)
        return false;
    for (int i = 0; i < columnCount(from); ++i)
        copyValue(from, i, *write, i + 1);
    return write->run().has_value();
}

Found copyRow(Database& from, Database& to, const Table& table, std::int64_t key)
{
    auto read = from.prepare(
        "SELECT * FROM " + std::string(table.name) + " WHERE " + std::string(table.key) + "=?"
    );
    if (!read)
        return Found::damaged;
    const auto row = read->bind(1, key).step();
    if (!row)
        return Found::damaged;
    if (!*row)
        return Found::none;
    return copyCurrent(*read, to, table.name) ? Found::row : Found::damaged;
}

/// Copies a table from its beginning up to the first page that cannot be read, then from its end.
void copyWhole(Database& from, Database& to, const Table& table)
{
    for (const char* order : {"", " DESC"}) {
        auto read = from.prepareOnce(
            "SELECT * FROM " + std::string(table.name) + " ORDER BY " + std::string(table.key) +
            order
        );
        if (!read)
            return;
        auto more = read->step();
        for (; more && *more; more = read->step()) {
            if (!copyCurrent(*read, to, table.name))
                return;
        }
        if (more)
            return; // All of it was read.
    }
}

Mid nextMidOf(Database& db)
{
    const auto text = vaultMeta(db, "next_mid");
    Mid next = 0;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), next);
    return next;
}

std::set<Mid> midsIn(Database& db)
{
    std::set<Mid> mids;
    auto statement = db.prepareOnce("SELECT mid FROM outbox");
    if (!statement)
        return mids;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        mids.insert(statement->integer(0));
    return mids;
}

/// What the damaged file can still tell goes over what the backup had.
void copyOutbox(Database& from, Database& to, Mid backupNext, Salvaged& salvaged)
{
    const std::set<Mid> before = midsIn(to);
    const Mid end = std::min(nextMidOf(from), midsMost);
    salvaged.isEndUnknown = end == 0;
    int gap = 0;
    for (Mid mid = 1; end > 0 ? mid < end : gap < gapMost; ++mid) {
        const Found found = copyRow(from, to, outbox, mid);
        gap = found == Found::row ? 0 : gap + 1;
        if (found == Found::row) {
            salvaged.recovered.push_back(mid);
            continue;
        }
        const bool isInBackup = before.contains(mid);
        if (isInBackup && found == Found::none) { // It was finished since the backup.
            static_cast<void>(to.execute("DELETE FROM outbox WHERE mid=" + std::to_string(mid)));
        } else if (isInBackup) {
            salvaged.recovered.push_back(mid);
        } else if (found == Found::damaged && mid >= backupNext && end > 0) {
            salvaged.lost.push_back(mid);
        }
    }
}

void copyNumbered(Database& from, Database& to)
{
    for (const Table& table : numbered) {
        int gap = 0;
        for (std::int64_t key = 1; gap < gapMost; ++key)
            gap = copyRow(from, to, table, key) == Found::row ? 0 : gap + 1;
    }
}

/// Every number up to the next one is in the outbox, or was finished; a gap would stop pushing.
Result<void> closeGaps(Database& db, const std::vector<Mid>& lost)
{
    for (const Mid mid : lost) {
        auto insert = db.prepare("INSERT OR IGNORE INTO outbox(mid, body, created_at, discarded) "
                                 "VALUES(?,?,?,1)");
        if (!insert)
            return insert.error();
        const Timestamp now = Timestamp::now();
        const std::string body = bodyOf(emptyMutation(mid, now));
        insert->bind(1, mid).bind(2, std::string_view(body));
        if (auto done = insert->bind(3, now.micros).run(); !done)
            return done;
    }
    return {};
}

/// A newest incarnation of the same client: the platform then answers for what it has already,
/// instead of taking this for a copy of the device.
Result<void> keepIdentity(Database& db)
{
    return setVaultMeta(db, "incarnation", std::to_string(Timestamp::now().micros / 1'000'000));
}

Result<void> fill(Database& fresh, Database* damaged, Mid backupNext, Salvaged& salvaged)
{
    auto transaction = Transaction::begin(fresh);
    if (!transaction)
        return transaction.error();
    if (damaged != nullptr) {
        for (const Table& table : whole)
            copyWhole(*damaged, fresh, table);
        copyOutbox(*damaged, fresh, backupNext, salvaged);
        copyNumbered(*damaged, fresh);
    } else {
        salvaged.isEndUnknown = true;
        const auto mids = midsIn(fresh);
        salvaged.recovered.assign(mids.begin(), mids.end());
    }
    if (auto done = closeGaps(fresh, salvaged.lost); !done)
        return done;
    if (auto done = keepIdentity(fresh); !done)
        return done;
    return transaction->commit();
}

/// Under this name until it is whole: a kill or a full disk in between must not leave less.
fs::path draftOf(const fs::path& vault)
{
    return fs::path(vault) += ".salvaging";
}

/// Makes `draft` a copy of the newest backup that opens and is whole, if there is one.
void beginWithBackup(
    const fs::path& vault, const fs::path& draft, const Secret& key, Salvaged& salvaged
)
{
    for (const VaultBackup& backup : vaultBackups(vault)) {
        std::error_code failed;
        const auto over = fs::copy_options::overwrite_existing;
        fs::copy_file(backup.file, draft, over, failed);
        if (!failed)
            fs::copy_file(
                fs::path(backup.file) += ".cipher", fs::path(draft) += ".cipher", over, failed
            );
        const bool isSound =
            !failed && openEncrypted(draft, key, {.kind = StoreKind::vault}).has_value();
        if (isSound) {
            salvaged.backupAt = backup.at;
            return;
        }
        removeStore(draft);
    }
}

/// What can be read of the vault, alone in one file.
Result<Salvaged> salvageInto(const fs::path& draft, const fs::path& vault, const Secret& key)
{
    Salvaged salvaged;
    beginWithBackup(vault, draft, key, salvaged);
    auto fresh =
        openEncrypted(draft, key, {.kind = StoreKind::vault, .durability = Durability::full});
    if (!fresh)
        return fresh.error();
    if (auto done = migrateVault(*fresh); !done)
        return done.error();
    const Mid backupNext = std::max<Mid>(nextMidOf(*fresh), 1);
    auto damaged = openEncrypted(vault, key, {.kind = StoreKind::vault});
    if (auto done = fill(*fresh, damaged ? &*damaged : nullptr, backupNext, salvaged); !done)
        return done.error();
    if (const auto emptied = fresh->checkpoint(); !emptied)
        return emptied.error();
    std::sort(salvaged.recovered.begin(), salvaged.recovered.end());
    return salvaged;
}

Result<void> takePlace(const fs::path& draft, const fs::path& vault)
{
    std::error_code failed;
    renameStore(draft, vault, failed);
    if (failed)
        return Fault{
            FaultCode::forbidden,
            "cannot_move",
            "What was left of the unsent work cannot be put in place: " + failed.message() + ".",
            "Check the rights of the data folder, then start Tidemark again: it goes on there."};
    return {};
}

} // namespace

Result<Salvaged> salvageVault(const fs::path& vault, const Secret& key)
{
    const fs::path draft = draftOf(vault);
    removeStore(draft);
    auto salvaged = salvageInto(draft, vault, key);
    if (!salvaged) {
        removeStore(draft);
        return salvaged;
    }
    syncFile(draft);
    const auto aside = moveAside(vault, "damaged");
    if (!aside)
        return aside.error();
    if (auto done = takePlace(draft, vault); !done)
        return done.error();
    salvaged->damaged = *aside;
    return salvaged;
}

Result<void> finishSalvage(const fs::path& vault)
{
    const fs::path draft = draftOf(vault);
    std::error_code unknown;
    if (fs::exists(vault, unknown) || !fs::exists(draft, unknown))
        return {};
    const auto log = fs::path(vault) += "-wal"; // Of the file that was moved before it.
    if (fs::exists(log, unknown)) {
        if (const auto aside = moveAside(vault, "damaged"); !aside)
            return aside.error();
    }
    return takePlace(draft, vault);
}

} // namespace tidemark::sync
