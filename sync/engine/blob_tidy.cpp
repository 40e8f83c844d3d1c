// Files that come and go by themselves: what is kept for reports, what is let go, what is sent
// again.
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/blob_steps.hpp"

namespace tidemark::sync {
namespace {

constexpr Millis looksAtLeastEvery = 15 * 60'000;
constexpr std::int64_t dayMicros = 24LL * 3600 * 1'000'000;
constexpr std::int64_t keepDetached = 7 * dayMicros; // A removal may be undone.
constexpr std::int64_t keepUnnamed = dayMicros;

/// Whose rows are gone, whose attachment is, and what nothing ever named.
bool isUseless(const LocalBlob& blob, const BlobCensus& census, Timestamp now)
{
    if (census.needed.contains(blob.sha256))
        return false;
    const std::int64_t age = now.micros - blob.usedAt.micros;
    if (blob.state == BlobPlaceState::local)
        return age > keepUnnamed;
    if (!census.isWhole)
        return false;
    if (!census.reports.contains(blob.report))
        return true;
    return !census.attached.contains({blob.sha256, blob.report}) && age > keepDetached;
}

} // namespace

QCoro::Task<void> BlobDriver::open()
{
    const auto read = [](DeskStore& desk) -> Result<std::set<std::string>> {
        const auto blobs = desk.vault.blobs().all();
        if (!blobs)
            return blobs.error();
        std::set<std::string> files;
        for (const LocalBlob& blob : *blobs)
            files.insert(blob.file);
        return files;
    };
    const auto known = co_await stores_.desk(read);
    if (!known)
        co_return;
    const auto clear = [this, known = *known]() -> bool {
        folder_.removeAllBut(known);
        return true;
    };
    if (taking_ == 0)
        (void)co_await files_.run(clear);
    tidyTimer_.start(tidyAfterMs);
}

QCoro::Task<void> BlobDriver::fetchPinned()
{
    const auto add = [](DeskStore& desk) -> Result<int> {
        const auto missing = missingPinned(desk);
        if (!missing)
            return missing.error();
        for (const RemoteAttachment& one : *missing) {
            const LocalBlob blob = toFetch(one);
            if (auto saved = desk.vault.blobs().put(blob); !saved)
                return saved.error();
        }
        return static_cast<int>(missing->size());
    };
    const auto added = co_await stores_.desk(add);
    if (added && *added > 0)
        co_await fetchAll();
}

QCoro::Task<void> BlobDriver::tidy()
{
    if (isTidying_)
        co_return;
    isTidying_ = true;
    const auto decide = [](DeskStore& desk
                        ) -> Result<std::vector<std::pair<BlobKey, std::string>>> {
        auto census = blobCensus(desk);
        if (!census)
            return census.error();
        std::set<BlobKey> gone;
        const auto now = Timestamp::now();
        for (const LocalBlob& blob : census->blobs) {
            if (isUseless(blob, *census, now))
                gone.insert({blob.sha256, blob.report});
        }
        for (BlobKey& key : toEvict(census->blobs, census->budget, census->needed, census->pinned))
            gone.insert(std::move(key));
        std::vector<std::pair<BlobKey, std::string>> files;
        for (const LocalBlob& blob : census->blobs) {
            const BlobKey key{blob.sha256, blob.report};
            if (!gone.contains(key))
                continue;
            if (auto done = desk.vault.blobs().forget(key); !done)
                return done.error();
            files.emplace_back(key, blob.file);
        }
        return files;
    };
    const auto gone = co_await stores_.desk(decide);
    if (gone && !gone->empty()) {
        const auto clear = [this, files = *gone]() -> bool {
            for (const auto& [key, file] : files)
                folder_.remove(file);
            return true;
        };
        (void)co_await files_.run(clear);
        for (const auto& [key, file] : *gone) {
            const BlobProgress progress{key, "gone"};
            Q_EMIT progressed(progress);
        }
    }
    isTidying_ = false;
}

QCoro::Task<void> BlobDriver::sendAgain(Mid mid)
{
    const auto again = [this, mid](DeskStore& desk) -> Result<int> {
        const auto pending = desk.vault.find(mid);
        if (!pending)
            return pending.error();
        const auto contents = contentsOf(pending->mutation.ops);
        auto blobs = desk.vault.blobs().all();
        if (!blobs)
            return blobs.error();
        int count = 0;
        for (LocalBlob& blob : *blobs) {
            const bool isOurs = contents.contains(blob.sha256) &&
                                blob.state == BlobPlaceState::here && folder_.has(blob.file);
            if (!isOurs)
                continue;
            blob.state = BlobPlaceState::local;
            blob.done = 0;
            blob.nextTry = {};
            ++count;
            if (auto saved = desk.vault.blobs().put(blob); !saved)
                return saved.error();
        }
        return count;
    };
    const auto count = co_await stores_.desk(again);
    if (count && *count > 0)
        look();
}

QCoro::Task<void> BlobDriver::wakeLater()
{
    const auto read = [](DeskStore& desk) -> Result<std::optional<Timestamp>> {
        std::optional<Timestamp> first;
        for (const auto state : {BlobPlaceState::local, BlobPlaceState::fetching}) {
            const auto due = desk.vault.blobs().nextDue(state);
            if (!due)
                return due.error();
            if (*due && (!first || (*due)->micros < first->micros))
                first = **due;
        }
        return first;
    };
    const auto next = co_await stores_.desk(read);
    if (!isOn_ || !next || !*next)
        co_return;
    const Millis wait = ((*next)->micros - Timestamp::now().micros) / 1000;
    timer_.start(static_cast<int>(std::clamp<Millis>(wait, 50, looksAtLeastEvery)));
}

void BlobDriver::beginAnew()
{
    const bool wasOn = isOn_;
    stop();
    ++run_;
    uploads_ = fetches_ = 0;
    sending_.clear();
    fetching_.clear();
    if (wasOn)
        start();
}

/// Unless a later run has it.
void BlobDriver::release(unsigned run, const BlobKey& key)
{
    if (run == run_)
        sending_.erase(key);
}

} // namespace tidemark::sync
