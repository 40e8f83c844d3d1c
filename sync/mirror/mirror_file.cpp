#include "sync/mirror/mirror_file.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/quick_check.hpp"
#include "sync/sqlite/store_fault.hpp"

namespace tidemark::sync {
namespace {

constexpr int writerCacheMebibytes = 64;
constexpr int readerCacheMebibytes = 16;

Result<OpenedMirror> open(const std::filesystem::path& file, const Secret& key)
{
    const OpenOptions options{
        .kind = StoreKind::mirror,
        .durability = Durability::normal,
        .cacheMebibytes = writerCacheMebibytes};
    auto db = openEncrypted(file, key, options);
    if (!db)
        return db.error();
    // The writer moves the log itself, when nobody waits for a commit.
    if (auto done = db->execute("PRAGMA wal_autocheckpoint=0"); !done)
        return done.error();
    if (auto done = ensureSchema(*db); !done)
        return done.error();
    const auto clean = readMeta(*db, "clean");
    if (!clean)
        return clean.error();
    const bool afterCrash = *clean == "0";
    if (afterCrash) { // What ended badly is looked at before it is trusted.
        if (auto sound = quickCheck(*db, "Wait while it is fetched again."); !sound)
            return sound.error();
    }
    if (auto done = writeMeta(*db, "clean", "0"); !done)
        return done.error();
    return OpenedMirror{.writer = MirrorWriter(*std::move(db)), .afterCrash = afterCrash};
}

bool mayReplace(const Fault& fault, bool isKeyKnownGood)
{
    return isDamage(fault) || fault.reason == "other_description" ||
           (fault.reason == "wrong_key" && isKeyKnownGood);
}

} // namespace

Result<OpenedMirror>
openMirror(const std::filesystem::path& file, const Secret& key, bool isKeyKnownGood)
{
    auto opened = open(file, key);
    if (opened || !mayReplace(opened.error(), isKeyKnownGood))
        return opened;
    const Fault why = opened.error();
    std::string kept;
    if (why.reason == "other_description") { // Nothing to look into later: it was sound.
        for (const char* tail : {"", "-wal", "-shm", ".cipher"}) {
            std::error_code ignored;
            std::filesystem::remove(std::filesystem::path(file) += tail, ignored);
        }
    } else {
        const auto aside = moveAside(file, "damaged");
        if (!aside)
            return aside.error();
        kept = " The old file was kept as " + aside->filename().string() + ".";
    }
    auto fresh = open(file, key);
    if (fresh)
        fresh->replaced = Fault{
            why.code,
            why.reason,
            why.cause + kept,
            "Nothing needs to be done: the local copy is fetched again. Unsent work is safe."};
    return fresh;
}

Result<MirrorReader> openMirrorReader(const std::filesystem::path& file, const Secret& key)
{
    const OpenOptions options{
        .kind = StoreKind::mirror,
        .durability = Durability::normal,
        .cacheMebibytes = readerCacheMebibytes,
        .readOnly = true};
    auto db = openEncrypted(file, key, options);
    if (!db)
        return db.error();
    return MirrorReader(*std::move(db));
}

} // namespace tidemark::sync
