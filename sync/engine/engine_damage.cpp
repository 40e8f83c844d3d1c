// What the engine does about stores that turn out to be damaged, and about what is left of them.
#include "sync/engine/damaged_files.hpp"
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/mirror/mirror_file.hpp"
#include "sync/sqlite/store_fault.hpp"

namespace tidemark::sync {
namespace {

constexpr std::string_view checkedSetting = "check.at";
constexpr std::int64_t checkEveryMicros = 7LL * 24 * 3600 * 1'000'000;
/// Whatever damages a store each time is not helped by beginning anew faster than this.
constexpr qint64 reopenNotBeforeMs = 60'000;
/// A start is not made slower by reading everything.
constexpr qint64 checkNotBeforeMs = 60'000;

} // namespace

void Engine::wireChecks()
{
    stores_.watchDamage([this](StoreSide side, const Fault& fault) {
        if (isDiskFailure(fault))
            wantReopen(); // The connection is of no use any more; a new one reads what is there.
        else if (side == StoreSide::mirror)
            mirrorDamaged();
        else
            checks_.start(); // Of the two files on that side, it finds the one that is meant.
    });
    connect(&checks_, &StoreCheck::ended, this, &Engine::onChecked);
    connect(&pull_, &PullDriver::happened, this, [this](const SyncEvent& event) {
        // What was taken away may not go on being readable in a file that was put aside.
        if (event.what == "scope_revoked")
            dropSetAside(std::chrono::hours(0));
    });
}

QCoro::Task<void> Engine::readChecked(bool afterCrash)
{
    const auto read = [](DeskStore& desk) { return desk.vault.setting(checkedSetting); };
    const auto kept = co_await stores_.desk(read);
    const auto at = kept && *kept ? Timestamp::parse(**kept) : Result<Timestamp>(Fault{});
    checkedAt_ = at && !afterCrash ? *at : Timestamp{};
}

/// Every week, and soon after a run that ended badly.
void Engine::checkIfDue()
{
    const std::int64_t age = Timestamp::now().micros - checkedAt_.micros;
    const bool isDue = age > checkEveryMicros || age < 0;
    if (isDue && age_.elapsed() > checkNotBeforeMs && isOpen())
        checks_.start();
}

void Engine::onChecked()
{
    const auto tell = [this](const char* store, const StoreReach& reach) {
        SyncEvent event = reach.damage ? faultEvent(EventKind::store, "damage_found", *reach.damage)
                                       : eventOf(EventKind::store, "checked");
        event.subject = store;
        event.count = static_cast<std::int64_t>(reach.place.read);
        note(event);
    };
    tell("vault", checks_.vault());
    tell("mirror", checks_.mirror());
    checkedAt_ = Timestamp::now();
    saveChecked();
    const auto& mirror = checks_.mirror().damage;
    const auto& vault = checks_.vault().damage;
    if (mirror && isFileDamage(*mirror))
        mirrorDamaged();
    else if (vault && isFileDamage(*vault))
        wantReopen();
}

QCoro::Task<void> Engine::saveChecked()
{
    const auto save = [at = checkedAt_.toString()](DeskStore& desk) {
        return desk.vault.setSetting(checkedSetting, at);
    };
    (void)co_await stores_.desk(save);
}

/// The mark makes sure that the file is not taken for sound by whoever opens it next.
void Engine::mirrorDamaged()
{
    if (isOpening_)
        return; // It is being opened, and looked at, just now.
    if (!isReopenWanted_) {
        const auto file = std::filesystem::path(options_.home.data.toStdU16String()) / "mirror.db";
        if (const auto marked = markDamaged(file); !marked)
            note(faultEvent(EventKind::store, "store_failed", marked.error()));
    }
    wantReopen();
}

void Engine::wantReopen()
{
    isReopenWanted_ = true;
    reopenIfWanted();
}

void Engine::reopenIfWanted()
{
    const bool isTooSoon = reopened_.isValid() && !reopened_.hasExpired(reopenNotBeforeMs);
    if (isReopenWanted_ && !isTooSoon && isOpen() && !isOpening_ && !isLeaving_)
        reopen();
}

/// Closes both stores and opens them again under the same keys: opening is what repairs.
QCoro::Task<void> Engine::reopen()
{
    isOpening_ = true;
    isReopenWanted_ = false;
    reopened_.start();
    stopDrivers();
    http_.abortAll();
    isLeaseKnown_ = false;
    co_await events_.flush();
    co_await stores_.close();
    auto keys = keys_.again();
    (void)co_await useKeys(std::move(keys));
    isOpening_ = false;
}

/// Damage of the mirror that only shows once it is read: it is begun anew, and that is tried once.
QCoro::Task<Result<StoresOpened>> Engine::openAgain(Fault before)
{
    const auto file = std::filesystem::path(options_.home.data.toStdU16String()) / "mirror.db";
    if (!isFileDamage(before) || !markDamaged(file))
        co_return before;
    auto keys = keys_.again();
    if (!keys)
        co_return keys.error();
    co_return co_await stores_.open(std::move(*keys));
}

/// Once everything was fetched anew and adds up, nobody needs the damaged copy any more.
void Engine::tidySetAside()
{
    const bool isRepaired =
        pull_.machine().state() == PullState::live && pull_.figures().isVerified;
    dropSetAside(isRepaired ? std::chrono::hours(0) : damagedMirrorKept);
}

void Engine::dropSetAside(std::chrono::hours kept)
{
    const int gone = removeSetAsideMirrors(options_.home.data, kept) +
                     removeSetAsideVaults(options_.home.data, damagedVaultKept);
    if (gone == 0)
        return;
    SyncEvent event = eventOf(EventKind::store, "damaged_removed");
    event.count = gone;
    note(event);
}

} // namespace tidemark::sync
