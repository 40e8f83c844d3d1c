// What the pull driver notes about the mirror, and what it does when nothing else waits.
#include "sync/engine/process_memory.hpp"
#include "sync/engine/pull_driver.hpp"

namespace tidemark::sync {
namespace {

constexpr std::string_view asOfSetting = "mirror.asOf";
constexpr int asOfSaveMs = 30'000; // Saved now and then: it is for words, not for decisions.

} // namespace

QCoro::Task<void> PullDriver::readFigures()
{
    const auto place = co_await readPlace();
    if (place)
        note(*place);
    const auto read = [](DeskStore& desk) -> Result<MirrorFigures> {
        MirrorFigures figures{.bytes = desk.windows.reader().bytes()};
        const auto saved = desk.vault.setting(asOfSetting);
        const auto asOf = saved && *saved ? Timestamp::parse(**saved) : Result<Timestamp>(Fault{});
        if (asOf)
            figures.asOf = *asOf;
        return figures;
    };
    const auto known = co_await stores_.desk(read);
    if (known) {
        figures_.bytes = known->bytes;
        figures_.asOf = cut_ > 0 ? known->asOf : std::nullopt;
    }
    Q_EMIT moved();
}

void PullDriver::note(const MirrorPlace& place)
{
    cut_ = place.cursor ? place.cursor->cut : 0;
    figures_.rows = 0;
    figures_.isVerified = !place.scopes.empty();
    for (const auto& scope : place.scopes) {
        figures_.rows += scope.rows;
        const bool addsUp = scope.standing == ScopeStanding::live && scope.verifiedCut &&
                            scope.recheck == Recheck::none;
        figures_.isVerified = figures_.isVerified && addsUp;
    }
}

void PullDriver::tellOf(const PullEvent& event)
{
    if (const auto* failed = std::get_if<PullFailed>(&event))
        Q_EMIT happened(faultEvent(EventKind::pull, "pull_failed", failed->fault));
    else if (const auto* broken = std::get_if<StoreFailed>(&event))
        Q_EMIT happened(faultEvent(EventKind::store, "store_failed", broken->fault));
}

void PullDriver::tellAll(const std::vector<SyncEvent>& events)
{
    for (const SyncEvent& event : events)
        Q_EMIT happened(event);
}

void PullDriver::noteAsOf()
{
    figures_.asOf = Timestamp::now();
    if (savedAsOf_.isValid() && savedAsOf_.elapsed() < asOfSaveMs)
        return;
    savedAsOf_.start();
    saveAsOf(*figures_.asOf);
}

QCoro::Task<void> PullDriver::saveAsOf(Timestamp asOf)
{
    const auto save = [asOf](DeskStore& desk) {
        return desk.vault.setSetting(asOfSetting, asOf.toString());
    };
    (void)co_await stores_.desk(save);
}

QCoro::Task<void> PullDriver::tidy()
{
    if (isTidying_ || machine_.state() != PullState::live)
        co_return;
    isTidying_ = true;
    const auto work = [](MirrorWriter& writer) { return writer.tidy(); };
    (void)co_await stores_.mirror(work);
    co_await fillColumns();
    isTidying_ = false;
    if (std::exchange(wasFilling_, false))
        giveBackMemory();
}

} // namespace tidemark::sync
