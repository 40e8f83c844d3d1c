// Copy, verify, swap.
#include "sync/engine/key_rotation.hpp"

#include "sync/keys/durable_file.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/file_copy.hpp"
#include "sync/sqlite/quick_check.hpp"
#include "sync/sqlite/store_label.hpp"
#include "sync/vault/vault_backup.hpp"

#include <array>

namespace tidemark::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view nextTail = ".next";
constexpr std::string_view swapTail = ".swap.cipher"; // The label of a copy that was verified.
constexpr std::string_view labelTail = ".cipher";

fs::path with(const fs::path& file, std::string_view tail)
{
    return fs::path(file) += std::string(tail);
}

Secret secretOf(const KeyBytes& key)
{
    const auto bytes = key.view();
    return Secret({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Fault rotationFailed(const std::string& what)
{
    return Fault{
        FaultCode::internal,
        "rotation_failed",
        "The keys were not changed: " + what + ".",
        "Nothing was lost; the keys before stay in use. Make room on the disk and try again."};
}

bool isThere(const fs::path& file)
{
    std::error_code failed;
    return fs::exists(file, failed);
}

void removeCopy(const fs::path& file)
{
    // This one first, and on the disk: left alone it says that the file was swapped.
    std::error_code ignored;
    if (fs::remove(with(file, swapTail), ignored))
        syncFolder(QString::fromStdU16String(file.parent_path().u16string()));
    const fs::path next = with(file, nextTail);
    for (const char* tail : {"", "-wal", "-shm", ".cipher", ".cipher.new"})
        fs::remove(fs::path(next) += tail, ignored);
}

Result<void> moveTo(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed)
        return rotationFailed(from.filename().string() + " cannot be renamed: " + failed.message());
    syncFolder(QString::fromStdU16String(from.parent_path().u16string()));
    return {};
}

/// One store on its way to its next key.
struct Rotating {
    fs::path file = {};
    StoreKind kind = StoreKind::vault;
    const KeyBytes* current = nullptr;
    const KeyBytes* next = nullptr;
};

/// The same tables with as many rows each.
Result<void> compare(Database& a, Database& b)
{
    auto names = a.prepareOnce("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name");
    if (!names)
        return names.error();
    auto more = names->step();
    for (; more && *more; more = names->step()) {
        const std::string sql = "SELECT count(*) FROM \"" + std::string(names->text(0)) + "\"";
        const auto before = a.integer(sql);
        const auto after = b.integer(sql);
        if (!before || !after)
            return before ? after.error() : before.error();
        if (*before != *after)
            return rotationFailed("the copy has not the same rows");
    }
    return more ? Result<void>() : Result<void>(more.error());
}

Result<void> copyStore(const Rotating& store, Database& source)
{
    const OpenOptions options{.kind = store.kind, .exclusive = true};
    auto copy = openEncrypted(with(store.file, nextTail), secretOf(*store.next), options);
    if (!copy)
        return copy.error();
    if (auto done = copyPages(source, *copy); !done)
        return done;
    const auto emptied = copy->checkpoint();
    return emptied ? Result<void>() : emptied.error();
}

/// Opened anew with the next key alone.
Result<void> verifyCopy(const Rotating& store, Database& source)
{
    constexpr std::chrono::minutes checkMost{10};
    const fs::path file = with(store.file, nextTail);
    const OpenOptions options{.kind = store.kind, .exclusive = true};
    auto copy = openEncrypted(file, secretOf(*store.next), options);
    if (!copy)
        return copy.error();
    if (auto sound = quickCheck(*copy, "The keys before stay in use.", checkMost); !sound)
        return sound;
    if (auto same = compare(source, *copy); !same)
        return same;
    const auto emptied = copy->checkpoint();
    return emptied ? Result<void>() : emptied.error();
}

/// Leaves a verified copy beside the closed store, and no log beside the store.
Result<void> prepare(const Rotating& store, const RotationStep& step)
{
    const auto goesOn = [&](std::string_view operation) { return !step || step(operation); };
    const Fault stopped = rotationFailed("it was stopped");
    removeCopy(store.file);
    {
        const OpenOptions options{.kind = store.kind, .exclusive = true};
        auto source = openEncrypted(store.file, secretOf(*store.current), options);
        if (!source)
            return source.error();
        if (!goesOn("copy"))
            return stopped;
        if (auto done = copyStore(store, *source); !done)
            return done;
        if (!goesOn("verify"))
            return stopped;
        if (auto done = verifyCopy(store, *source); !done)
            return done;
        const auto emptied = source->checkpoint();
        if (!emptied)
            return emptied.error();
    }
    if (isThere(with(store.file, "-wal")) || isThere(with(store.file, ".next-wal")))
        return rotationFailed("a log could not be emptied");
    if (!goesOn("sync"))
        return stopped;
    syncFile(with(store.file, nextTail));
    return {};
}

/// The renaming of the file is the moment; what comes before is undone, what follows is finished.
Result<void> swap(const Rotating& store, const RotationStep& step)
{
    const auto goesOn = [&](std::string_view operation) { return !step || step(operation); };
    const Fault stopped = rotationFailed("it was stopped");
    const fs::path next = with(store.file, nextTail);
    if (!goesOn("label"))
        return stopped;
    if (auto done = moveTo(with(next, labelTail), with(store.file, swapTail)); !done)
        return done;
    if (!goesOn("file"))
        return stopped;
    if (auto done = moveTo(next, store.file); !done)
        return done;
    if (!goesOn("name"))
        return stopped;
    return moveTo(with(store.file, swapTail), with(store.file, labelTail));
}

Result<KeyInUse> settle(
    const fs::path& file, const KeyBytes& current, const KeyBytes& next, const KeyBytes& previous
)
{
    const fs::path copy = with(file, nextTail);
    if (isThere(with(file, swapTail)) && !isThere(copy)) {
        if (auto done = moveTo(with(file, swapTail), with(file, labelTail)); !done)
            return done.error();
    }
    removeCopy(file);
    const auto label = readLabel(file);
    if (!label || label->keyCheck == keyCheckOf(secretOf(current)))
        return KeyInUse::current;
    if (!next.isEmpty() && label->keyCheck == keyCheckOf(secretOf(next)))
        return KeyInUse::next;
    if (!previous.isEmpty() && label->keyCheck == keyCheckOf(secretOf(previous)))
        return KeyInUse::previous;
    return KeyInUse::current; // Opening it says what is wrong.
}

} // namespace

Result<void> rotateStores(
    const fs::path& folder, const StoreKeys& keys, const KeyPair& next, const RotationStep& step
)
{
    const std::array<Rotating, 2> stores{
        Rotating{folder / "vault.db", StoreKind::vault, &keys.vault, &next.vault},
        Rotating{folder / "mirror.db", StoreKind::mirror, &keys.mirror, &next.mirror}};
    for (const Rotating& store : stores) {
        if (auto done = prepare(store, step); !done) {
            if (!step) // A test that stops it wants to see what stays.
                removeCopy(store.file);
            return done;
        }
    }
    for (const Rotating& store : stores) {
        if (auto done = swap(store, step); !done)
            return done;
    }
    return {};
}

Result<Settled> settleRotation(const fs::path& folder, const StoreKeys& keys)
{
    const auto mirror =
        settle(folder / "mirror.db", keys.mirror, keys.next.mirror, keys.previous.mirror);
    if (!mirror)
        return mirror.error();
    const auto vault =
        settle(folder / "vault.db", keys.vault, keys.next.vault, keys.previous.vault);
    if (!vault)
        return vault.error();
    return Settled{*mirror, *vault};
}

void dropOldBackups(const fs::path& vault, const KeyBytes& key)
{
    const std::string check = keyCheckOf(secretOf(key));
    std::vector<fs::path> old;
    bool hasOwn = false;
    for (const VaultBackup& backup : vaultBackups(vault)) {
        const auto label = readLabel(backup.file);
        const bool isOwn = label && label->keyCheck == check;
        hasOwn = hasOwn || isOwn;
        if (!isOwn)
            old.push_back(backup.file);
    }
    for (const fs::path& file : hasOwn ? old : std::vector<fs::path>()) {
        for (const char* tail : {"", "-wal", "-shm", ".cipher"}) {
            std::error_code ignored;
            fs::remove(fs::path(file) += tail, ignored);
        }
    }
}

} // namespace tidemark::sync
