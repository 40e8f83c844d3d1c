// Edits on their way into the vault, and what a person decides about those that wait.
#include "sync/engine/edit_batch.hpp"
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"

namespace tidemark::sync {
namespace {

/// The change under its number, with the rows that look different now.
Result<SavedEdit> savedAs(DeskStore& desk, const Result<Mid>& mid)
{
    if (!mid)
        return mid.error();
    auto rows = reloadOverlay(desk);
    if (!rows)
        return rows.error();
    return SavedEdit{*mid, std::move(*rows)};
}

} // namespace

QCoro::Task<Result<Mid>> Engine::mutate(NewMutation mutation)
{
    if (isLeaving_ || isCountingUnsent_)
        co_return Fault{
            FaultCode::locked, "signing_out", "Somebody is signing out.", "Wait a moment."};
    // Edits that come while the disk is busy with earlier ones share the next wait for it.
    if (!batch_ || !batch_->isOpen())
        batch_ = std::make_shared<EditBatch>();
    const auto batch = batch_;
    const std::size_t place = batch->add(std::move(mutation));
    const auto write = [batch, place](DeskStore& desk) -> Result<SavedEdit> {
        batch->save(desk);
        return batch->outcome(place);
    };
    const auto written = co_await stores_.desk(write);
    if (!written)
        co_return written.error();
    if (written->isRepeat)
        co_return written->mid;
    Q_EMIT changed(written->rows);
    // Counted at once, exactly a little later: whoever asks next must not hear that all is sent.
    ++counts_.pending;
    counts_.oldestAt = counts_.oldestAt.value_or(Timestamp::now());
    touchStatus();
    outboxMoved();
    push_.queued();
    SyncEvent event = eventOf(EventKind::push, "saved");
    event.mid = written->mid;
    note(event);
    co_return written->mid;
}

QCoro::Task<Result<Mid>> Engine::keepRefused(NewMutation mutation, Fault why)
{
    const auto held = std::make_shared<NewMutation>(std::move(mutation));
    const auto keep = [held, why](DeskStore& desk) -> Result<SavedEdit> {
        return savedAs(desk, desk.vault.keepRefused(std::move(*held), why));
    };
    const auto kept = co_await stores_.desk(keep);
    if (!kept)
        co_return kept.error();
    Q_EMIT changed(kept->rows);
    outboxMoved();
    co_return kept->mid;
}

QCoro::Task<Result<Mid>> Engine::retry(Mid mid)
{
    const auto again = [mid](DeskStore& desk) -> Result<SavedEdit> {
        const auto rebase = [&desk](PushOp& op) { desk.windows.rebase(op); };
        return savedAs(desk, desk.vault.retry(mid, rebase));
    };
    const auto done = co_await stores_.desk(again);
    if (!done)
        co_return done.error();
    Q_EMIT changed(done->rows);
    outboxMoved();
    push_.tryNow();
    co_return done->mid;
}

QCoro::Task<Result<Mid>> Engine::edit(Mid mid, std::vector<PushOp> ops)
{
    const auto held = std::make_shared<std::vector<PushOp>>(std::move(ops));
    const auto change = [mid, held](DeskStore& desk) -> Result<SavedEdit> {
        return savedAs(desk, desk.vault.edit(mid, std::move(*held)));
    };
    const auto done = co_await stores_.desk(change);
    if (!done)
        co_return done.error();
    Q_EMIT changed(done->rows);
    outboxMoved();
    push_.queued();
    co_return done->mid;
}

QCoro::Task<Result<void>> Engine::discard(Mid mid)
{
    const auto drop = [mid](DeskStore& desk) -> Result<ChangedRows> {
        if (auto gone = desk.vault.discard(mid); !gone)
            return gone.error();
        const std::vector<Mid> mids{mid};
        return desk.windows.pendingGone(mids);
    };
    const auto rows = co_await stores_.desk(drop);
    if (!rows)
        co_return rows.error();
    Q_EMIT changed(*rows);
    outboxMoved();
    push_.queued();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> Engine::discardQuarantined(std::int64_t qid)
{
    const auto drop = [qid](DeskStore& desk) { return desk.vault.forgetQuarantined(qid); };
    auto gone = co_await stores_.desk(drop);
    outboxMoved();
    co_return gone;
}

QCoro::Task<Result<void>> Engine::markExported(std::vector<std::int64_t> qids)
{
    const auto mark = [qids](DeskStore& desk) {
        return desk.vault.markExported(qids, Timestamp::now());
    };
    auto marked = co_await stores_.desk(mark);
    outboxMoved();
    co_return marked;
}

void Engine::outboxChanged(const ChangedRows& rows)
{
    Q_EMIT changed(rows);
    outboxMoved();
    push_.queued();
}

} // namespace tidemark::sync
