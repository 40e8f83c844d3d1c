#include "sync/mirror/mirror_file.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/quick_check.hpp"
#include "sync/sqlite/store_fault.hpp"

#include <algorithm>
#include <fstream>

namespace tidemark::sync {
namespace {

constexpr int writerCacheMebibytes = 64;
constexpr int logCacheMebibytes = 2;

std::filesystem::path markOf(const std::filesystem::path& file)
{
    return std::filesystem::path(file) += ".damage-found";
}

Fault damageWasMet()
{
    return {
        FaultCode::corrupt,
        "store_damaged",
        "The local copy is damaged.",
        "Wait while it is fetched again."};
}

Result<OpenedMirror> open(const std::filesystem::path& file, const Secret& key)
{
    std::error_code unknown;
    if (std::filesystem::exists(markOf(file), unknown))
        return damageWasMet();
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

/// What happened up to now, as far as the old file can still be read.
void carryLog(const std::filesystem::path& from, const Secret& key, MirrorWriter& to)
{
    auto old = openMirrorReader(from, key, logCacheMebibytes);
    if (!old)
        return;
    std::vector<SyncEvent> events;
    EventQuery query{.limit = syncEventsListed};
    for (;;) {
        auto part = old->events(query);
        if (!part || part->empty())
            break;
        query.before = part->back().id;
        events.insert(events.end(), part->begin(), part->end());
    }
    std::reverse(events.begin(), events.end());
    static_cast<void>(to.log(events)); // Without it there is only less to read.
}

} // namespace

Result<void> markDamaged(const std::filesystem::path& file)
{
    std::ofstream mark(markOf(file), std::ios::binary);
    mark << "met\n";
    if (mark.flush())
        return {};
    return Fault{
        FaultCode::full,
        "cannot_mark",
        "It cannot be noted that the local copy is damaged.",
        "Make room on the disk."};
}

Result<OpenedMirror>
openMirror(const std::filesystem::path& file, const Secret& key, bool isKeyKnownGood)
{
    auto opened = open(file, key);
    if (opened || !mayReplace(opened.error(), isKeyKnownGood))
        return opened;
    const Fault why = opened.error();
    std::string kept;
    std::filesystem::path old;
    if (why.reason == "other_description") { // Nothing to look into later: it was sound.
        for (const char* tail : {"", "-wal", "-shm", ".cipher"}) {
            std::error_code ignored;
            std::filesystem::remove(std::filesystem::path(file) += tail, ignored);
        }
    } else {
        const auto aside = moveAside(file, "damaged");
        if (!aside)
            return aside.error();
        old = *aside;
        kept = " The old file was kept as " + aside->filename().string() + ".";
    }
    std::error_code ignored;
    std::filesystem::remove(markOf(file), ignored);
    auto fresh = open(file, key);
    if (fresh && !old.empty())
        carryLog(old, key, fresh->writer);
    if (fresh)
        fresh->replaced = Fault{
            why.code,
            why.reason,
            why.cause + kept,
            "Nothing needs to be done: the local copy is fetched again. Unsent work is safe."};
    return fresh;
}

Result<MirrorReader>
openMirrorReader(const std::filesystem::path& file, const Secret& key, int cacheMebibytes)
{
    const OpenOptions options{
        .kind = StoreKind::mirror,
        .durability = Durability::normal,
        .cacheMebibytes = cacheMebibytes,
        .readOnly = true};
    auto db = openEncrypted(file, key, options);
    if (!db)
        return db.error();
    return MirrorReader(*std::move(db));
}

} // namespace tidemark::sync
