// The pull driver when something does not add up, was lost, or was taken away.
#include "models/protocol/receipts.hpp"
#include "sync/engine/device_key.hpp"
#include "sync/engine/pull_driver.hpp"
#include "sync/engine/scope_choice.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/session/sync_requests.hpp"

namespace tidemark::sync {
namespace {

constexpr qint64 repairBytesMax = 16 * 1024 * 1024;
constexpr int backfillRows = 5'000;

/// Where a repair sends its question, and what it says.
struct Question {
    QString path = {};
    boost::json::object body = {};
};

Question questionOf(const RepairAsk& ask)
{
    if (const auto* digest = std::get_if<DigestRequest>(&ask))
        return {QStringLiteral("/api/v1/sync/digest"), toJson(*digest)};
    if (const auto* keys = std::get_if<KeysRequest>(&ask))
        return {QStringLiteral("/api/v1/sync/rows"), toJson(*keys)};
    if (const auto* rows = std::get_if<FetchRequest>(&ask))
        return {QStringLiteral("/api/v1/sync/fetch"), toJson(*rows)};
    return {};
}

/// What goes into the receipts besides what the mirror knows.
struct ReceiptFacts {
    std::shared_ptr<const SigningKey> key = {};
    std::map<ScopeId, std::int64_t> handed = {}; ///< Work that the platform confirmed, by scope.
};

Result<ReceiptFacts> receiptFacts(DeskStore& desk)
{
    ReceiptFacts facts;
    auto key = deviceKey(desk);
    if (!key)
        return key.error();
    facts.key = *std::move(key);
    const auto kept = desk.vault.quarantined();
    if (!kept)
        return kept.error();
    for (const QuarantinedWork& work : *kept) {
        if (work.handedAt)
            ++facts.handed[work.lost.scope];
    }
    return facts;
}

Result<ReceiptsRequest> receiptsOf(
    const std::string& clientId, const std::vector<OwedReceipt>& owed, const ReceiptFacts& facts
)
{
    ReceiptsRequest report{clientId, {}};
    for (const OwedReceipt& receipt : owed) {
        if (report.receipts.size() == limits::receiptsPerRequest)
            break;
        PurgeReceipt told{.scope = receipt.scope, .rv = receipt.rv, .rows = receipt.rows};
        told.bytes = receipt.bytes;
        told.at = Timestamp{receipt.at};
        const auto handed = facts.handed.find(receipt.scope);
        told.escrowed = handed == facts.handed.end() ? 0 : handed->second;
        auto signature = signatureOf(*facts.key, signedText(clientId, told));
        if (!signature)
            return signature.error();
        told.signature = *std::move(signature);
        report.receipts.push_back(std::move(told));
    }
    return report;
}

} // namespace

QCoro::Task<void> PullDriver::mend(MendScopes action)
{
    const unsigned generation = generation_;
    tellAll(mendEvents(action.plan));
    const auto carryOut = [plan = action.plan](MirrorWriter& writer) -> Result<MirrorPlace> {
        if (auto done = writer.mend(plan); !done)
            return done.error();
        return placeOf(writer);
    };
    const auto place = co_await stores_.mirror(carryOut);
    if (generation != generation_)
        co_return;
    if (!place)
        co_return step(StoreFailed{action.ticket, place.error()});
    note(*place);
    step(Prepared{action.ticket, *place});
}

QCoro::Task<Result<void>> PullDriver::converse(ScopeRepair& repair)
{
    const unsigned generation = generation_;
    for (auto ask = repair.ask(); !std::holds_alternative<std::monostate>(ask);
         ask = repair.ask()) {
        const auto question = questionOf(ask);
        auto request = postForFrames(question.body, repairBytesMax);
        const auto answer = co_await session_.send(question.path, std::move(request));
        if (!answer)
            co_return answer.error();
        if (!answer->isSuccess())
            co_return faultOf(*answer);
        if (generation != generation_)
            co_return Fault{FaultCode::offline, "link_gone", "The link is gone.", {}};
        const auto take = [&repair, body = answer->body](MirrorWriter& writer) {
            return repair.take(writer, {body.constData(), static_cast<std::size_t>(body.size())});
        };
        auto taken = co_await stores_.mirror(take);
        if (!taken)
            co_return taken;
    }
    co_return Result<void>{};
}

QCoro::Task<void> PullDriver::repair(RepairScopes action)
{
    const unsigned generation = generation_;
    const auto repairs = std::make_shared<std::vector<ScopeRepair>>();
    for (const ScopeId scope : action.scopes) {
        repairs->emplace_back(scope);
        const auto told = co_await converse(repairs->back());
        if (generation != generation_)
            co_return;
        if (!told)
            co_return fail(action.ticket, told.error());
    }
    ChangedRows changed;
    const auto write = [repairs, &changed](MirrorWriter& writer) -> Result<MirrorPlace> {
        auto done = writer.applyRepairs(*repairs);
        if (!done)
            return done.error();
        changed = std::move(*done);
        return placeOf(writer);
    };
    const auto place = co_await stores_.mirror(write);
    if (!place) {
        if (generation == generation_)
            step(StoreFailed{action.ticket, place.error()});
        co_return;
    }
    for (const ScopeRepair& done : *repairs) {
        SyncEvent event = scopeEvent(EventKind::repair, "compared", done.scope());
        event.count = static_cast<std::int64_t>(done.fetchedRows() + done.extra().size());
        Q_EMIT happened(event);
    }
    const auto tell = [changed](DeskStore& desk) { return desk.windows.mirrorChanged(changed); };
    (void)co_await stores_.desk(tell);
    note(*place);
    if (!changed.empty())
        Q_EMIT applied(changed);
    if (generation == generation_)
        step(Prepared{action.ticket, *place});
}

QCoro::Task<Result<TakenBack>> PullDriver::takeWorkBack(Prepare action)
{
    const auto forget = [lastMid = action.lastMid](MirrorWriter& writer) {
        return writer.forgetResultsAfter(lastMid);
    };
    const auto forgotten = co_await stores_.mirror(forget);
    if (!forgotten)
        co_return forgotten.error();
    const auto back = [history = action.start.history, lastMid = action.lastMid](DeskStore& desk) {
        return takeBack(desk, history, lastMid);
    };
    auto taken = co_await stores_.desk(back);
    if (!taken)
        co_return taken;
    outboxChanged(taken->rows);
    SyncEvent event = eventOf(EventKind::reconcile, "history_changed");
    event.level = EventLevel::warning;
    event.count = taken->again;
    Q_EMIT happened(event);
    if (taken->isOtherHistory || taken->again > 0)
        Q_EMIT serverRestored(
            taken->again, machine_.session() ? machine_.session()->restoredTo : std::nullopt
        );
    co_return taken;
}

QCoro::Task<Result<void>> PullDriver::isolateWork(std::vector<RevokeFrame> revokes)
{
    if (revokes.empty())
        co_return Result<void>{};
    const auto isolate = [revokes](DeskStore& desk) -> Result<ChangedRows> {
        if (auto forgotten = forgetChoices(desk, revokes); !forgotten)
            return forgotten.error();
        const auto lost = lostScopes(desk, revokes);
        if (!lost)
            return lost.error();
        return quarantineWork(desk, *lost);
    };
    const auto rows = co_await stores_.desk(isolate);
    if (!rows)
        co_return rows.error();
    outboxChanged(*rows);
    co_return Result<void>{};
}

QCoro::Task<Result<std::set<ScopeId>>>
PullDriver::isolateUngranted(std::vector<ScopeGrant> granted)
{
    const auto away = std::make_shared<std::set<ScopeId>>();
    const auto isolate = [granted, away](DeskStore& desk) -> Result<std::optional<ChangedRows>> {
        auto settled = settleChoices(desk, granted);
        if (!settled)
            return settled.error();
        *away = *std::move(settled);
        const auto lost = ungrantedScopes(desk, granted);
        if (!lost)
            return lost.error();
        if (lost->empty())
            return std::optional<ChangedRows>();
        auto rows = quarantineWork(desk, *lost);
        if (!rows)
            return rows.error();
        return std::optional(std::move(*rows));
    };
    const auto rows = co_await stores_.desk(isolate);
    if (!rows)
        co_return rows.error();
    if (*rows)
        outboxChanged(**rows);
    co_return *away;
}

QCoro::Task<void> PullDriver::sendReceipts()
{
    if (isReporting_)
        co_return;
    isReporting_ = true;
    const unsigned generation = generation_;
    const auto read = [](MirrorWriter& writer) { return writer.receipts(); };
    const auto owed = co_await stores_.mirror(read);
    const bool isOwed = owed && !owed->empty();
    if (isOwed && handOver_)
        co_await handOver_();
    const auto facts = co_await stores_.desk(&receiptFacts);
    isReporting_ = false;
    if (generation != generation_ || !isOwed || !facts)
        co_return;
    const auto signedOnes = receiptsOf(clientId_, *owed, *facts);
    if (!signedOnes)
        co_return;
    const ReceiptsRequest& report = *signedOnes;
    auto request = postJson(toJson(report));
    const auto answer =
        co_await session_.send(QStringLiteral("/api/v1/sync/receipts"), std::move(request));
    // An older platform does not ask for receipts.
    const bool isDone = answer && (answer->isSuccess() || answer->status == 404);
    if (!isDone || generation != generation_)
        co_return; // Sent with the next session.
    const auto forget = [sent = report.receipts](MirrorWriter& writer) -> Result<void> {
        for (const PurgeReceipt& receipt : sent) {
            if (auto done = writer.forgetReceipt(receipt.scope, receipt.rv); !done)
                return done;
        }
        return {};
    };
    (void)co_await stores_.mirror(forget);
    SyncEvent event = eventOf(EventKind::access, "receipts_sent");
    event.count = static_cast<std::int64_t>(report.receipts.size());
    Q_EMIT happened(event);
}

QCoro::Task<void> PullDriver::fillColumns()
{
    const unsigned generation = generation_;
    const auto read = [](MirrorWriter& writer) { return writer.backfills(); };
    for (;;) {
        const auto wanted = co_await stores_.mirror(read);
        if (generation != generation_ || !wanted || wanted->empty())
            co_return;
        const Backfill next = wanted->front();
        const auto path = snapshotPath(next.scope, next.entity, next.after, backfillRows);
        const auto answer = co_await session_.send(path, getFrames(repairBytesMax));
        if (generation != generation_ || !answer || !answer->isSuccess())
            co_return; // Goes on when things are calm again.
        const auto fill = [next, body = answer->body](MirrorWriter& writer) {
            return writer.applyBackfill(
                next, {body.constData(), static_cast<std::size_t>(body.size())}
            );
        };
        const auto changed = co_await stores_.mirror(fill);
        if (!changed)
            co_return;
        SyncEvent event = scopeEvent(EventKind::pull, "columns_filled", next.scope);
        event.subject = next.entity;
        event.bytes = answer->body.size();
        Q_EMIT happened(event);
        const auto tell = [rows = *changed](DeskStore& desk) {
            return desk.windows.mirrorChanged(rows);
        };
        (void)co_await stores_.desk(tell);
        if (!changed->empty())
            Q_EMIT applied(*changed);
    }
}

} // namespace tidemark::sync
