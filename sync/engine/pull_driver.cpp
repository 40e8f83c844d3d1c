// Requests and store steps of pulling.
#include "sync/engine/pull_driver.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/limits.hpp"
#include "sync/engine/damaged_files.hpp"
#include "sync/engine/device_key.hpp"
#include "sync/engine/identity_change.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/session/sync_requests.hpp"

#include <QFileInfo>
#include <QStorageInfo>
#include <QSysInfo>

namespace tidemark::sync {
namespace {

/// Rows per page: one transaction, and with the one behind it all that is held in memory. A longer
/// first page would keep the store waiting for it.
constexpr int pageRows = 5'000;
constexpr int tidyAfterMs = 300;
constexpr qint64 framesBytesMax = 64 * 1024 * 1024;
/// What stands in the way of fetching in bulk: what is left of the disk belongs to the person's own
/// work.
std::optional<Fault> roomFault(const QString& folder, std::int64_t limit)
{
    StorageFacts facts{.limitBytes = limit};
    for (const auto& name : {QStringLiteral("/mirror.db"), QStringLiteral("/mirror.db-wal")})
        facts.mirrorBytes += QFileInfo(folder + name).size();
    facts.mirrorBytes += setAsideBytes(folder);
    if (const QStorageInfo disk(folder); disk.isValid())
        facts.diskFreeBytes = disk.bytesAvailable();
    return facts.level() >= StorageLevel::hold ? facts.fault() : std::nullopt;
}

} // namespace

PullDriver::PullDriver(Session& session, Stores& stores, Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , stores_(stores)
    , machine_(std::move(random))
{
    timer_.setSingleShot(true);
    tidyTimer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] { step(PullTimer{}); });
    connect(&tidyTimer_, &QTimer::timeout, this, &PullDriver::tidy);
}

PullDriver::~PullDriver() = default;

void PullDriver::step(const PullEvent& event)
{
    ++steps_;
    tellOf(event);
    for (const auto& action : machine_.next(event, Timestamp::now().micros / 1000))
        run(action);
    Q_EMIT moved();
}

void PullDriver::run(const PullAction& action)
{
    if (std::holds_alternative<ReadPlace>(action))
        begin();
    else if (const auto* open = std::get_if<OpenSession>(&action))
        openSession(*open);
    else if (const auto* renew = std::get_if<RenewClient>(&action))
        renewClient(*renew);
    else if (const auto* ready = std::get_if<Prepare>(&action))
        prepare(*ready);
    else if (const auto* fetch = std::get_if<FetchPage>(&action))
        fetchPage(*fetch);
    else if (const auto* store = std::get_if<StorePage>(&action))
        storePage(*store);
    else if (const auto* pull = std::get_if<PullChanges>(&action))
        pullChanges(*pull);
    else if (const auto* plan = std::get_if<MendScopes>(&action))
        mend(*plan);
    else if (const auto* differing = std::get_if<RepairScopes>(&action))
        repair(*differing);
    else if (const auto* wait = std::get_if<WaitPull>(&action))
        timer_.start(static_cast<int>(wait->delay));
}

void PullDriver::fail(Ticket ticket, const Fault& fault, std::optional<Millis> retryAfter)
{
    if (fault.code == FaultCode::offline || fault.code == FaultCode::timedOut ||
        fault.code == FaultCode::insecure)
        Q_EMIT unreachable();
    step(PullFailed{ticket, fault, retryAfter});
}

void PullDriver::outboxChanged(const ChangedRows& rows)
{
    Q_EMIT applied(rows);
    Q_EMIT outboxMoved();
}

void PullDriver::start()
{
    ++generation_;
    begin();
}

QCoro::Task<void> PullDriver::begin()
{
    const unsigned generation = generation_;
    const auto place = co_await readPlace();
    if (generation != generation_)
        co_return;
    if (place)
        step(PullWanted{*place});
    else
        step(PullUnready{place.error()});
}

void PullDriver::stop()
{
    ++generation_;
    timer_.stop();
    pages_.clear();
    step(PullUnwanted{});
}

void PullDriver::poke(std::int64_t headCut)
{
    step(Poked{headCut});
}

void PullDriver::nudge()
{
    step(Nudged{});
}

void PullDriver::scopesChosen()
{
    step(ScopesChosen{});
}

QCoro::Task<Result<MirrorPlace>> PullDriver::readPlace()
{
    const auto read = [](MirrorWriter& writer) { return placeOf(writer); };
    co_return co_await stores_.mirror(read);
}

QCoro::Task<void> PullDriver::openSession(OpenSession action)
{
    const unsigned generation = generation_;
    const auto opening = co_await stores_.desk(&readOpening);
    if (generation != generation_)
        co_return;
    if (!opening)
        co_return step(StoreFailed{action.ticket, opening.error()});
    const VaultIdentity& identity = opening->identity;
    SessionRequest request;
    request.protocolLeast = limits::syncProtocolLeast;
    request.protocolMost = limits::syncProtocol;
    request.oldestMid = opening->oldest;
    if (!identity.clientId.empty())
        request.clientId = identity.clientId;
    request.incarnation = identity.incarnation;
    request.deviceName = QSysInfo::machineHostName().left(60).toStdString();
    request.nextMid = identity.nextMid;
    request.mirror = action.mirror;
    request.deviceKey = opening->key->open;
    request.fieldsStamp = stampOf(writableFields(allEntities()));
    auto sent = postJson(toJson(request));
    const auto answer = co_await session_.send(QStringLiteral("/api/v1/sync/session"), sent);
    if (generation != generation_)
        co_return;
    if (!answer)
        co_return fail(action.ticket, answer.error());
    if (!answer->isSuccess())
        co_return fail(action.ticket, faultOf(*answer), answer->retryAfterMs);
    const auto body = jsonOf(*answer);
    const auto opened = body ? readSessionAnswer(*body) : Result<SessionAnswer>(body.error());
    if (!opened)
        co_return fail(action.ticket, opened.error());
    if (opened->clientId == identity.clientId && opened->lastMid >= identity.nextMid)
        co_return fail(
            action.ticket,
            Fault{
                FaultCode::conflict,
                "fork",
                "This device was restored from a backup.",
                "Tidemark gives it a new identity by itself."}
        );
    if (opened->clientId != identity.clientId) {
        const auto taken =
            co_await changeIdentity(stores_, opened->clientId, identity.incarnation);
        if (generation != generation_)
            co_return;
        if (!taken)
            co_return step(StoreFailed{action.ticket, taken.error()});
        outboxChanged(*taken);
    }
    clientId_ = opened->clientId;
    SyncEvent event = eventOf(EventKind::pull, "session_opened");
    event.cut = opened->headCut;
    event.count = static_cast<std::int64_t>(opened->scopes.size());
    Q_EMIT happened(event);
    step(SessionOpened{action.ticket, *opened});
}

QCoro::Task<void> PullDriver::renewClient(RenewClient action)
{
    const unsigned generation = generation_;
    const auto renewed = co_await changeIdentity(stores_, std::string(), 1);
    if (generation != generation_)
        co_return;
    if (!renewed)
        co_return step(StoreFailed{action.ticket, renewed.error()});
    outboxChanged(*renewed);
    step(ClientRenewed{action.ticket});
}

QCoro::Task<void> PullDriver::prepare(Prepare action)
{
    const unsigned generation = generation_;
    // The vault first: what it takes back or sets aside must not depend on rows that are gone.
    if (action.mode != PrepareMode::keep) {
        const auto taken = co_await takeWorkBack(action);
        if (generation != generation_)
            co_return;
        if (!taken)
            co_return step(StoreFailed{action.ticket, taken.error()});
    }
    const auto away = co_await isolateUngranted(action.scopes);
    if (generation != generation_)
        co_return;
    if (!away)
        co_return step(StoreFailed{action.ticket, away.error()});
    const auto begin = [action, away = *away](MirrorWriter& writer) -> Result<MirrorPlace> {
        if (auto kept = writer.keepAway(away); !kept)
            return kept.error();
        const auto before = writer.cursor();
        const bool isKept = action.mode == PrepareMode::keep || (before && !*before);
        auto begun = isKept ? writer.begin(action.start, action.scopes)
                            : writer.reconcile(action.start, action.scopes);
        if (!begun)
            return begun.error();
        return placeOf(writer);
    };
    const auto place = co_await stores_.mirror(begin);
    if (generation != generation_)
        co_return;
    if (!place)
        co_return step(StoreFailed{action.ticket, place.error()});
    if (action.mode != PrepareMode::keep) {
        const auto rows = everythingChanged();
        const auto tell = [rows](DeskStore& desk) { return desk.windows.mirrorChanged(rows); };
        (void)co_await stores_.desk(tell);
        if (generation != generation_)
            co_return;
        Q_EMIT applied(rows);
    }
    note(*place);
    // Now, not earlier: push may only begin when the vault has taken its work back.
    if (const auto& answer = machine_.session())
        Q_EMIT sessionOpened(*answer);
    step(Prepared{action.ticket, *place});
    sendReceipts();
}

QCoro::Task<void> PullDriver::fetchPage(FetchPage action)
{
    const unsigned generation = generation_;
    if (const auto fault = roomFault(stores_.folder(), storageLimit_))
        co_return fail(action.ticket, *fault);
    auto request = getFrames(framesBytesMax);
    const auto path = snapshotPath(action.scope, action.entity, action.after, pageRows);
    auto answer = co_await session_.send(path, std::move(request));
    if (generation != generation_)
        co_return;
    if (!answer)
        co_return fail(action.ticket, answer.error());
    if (!answer->isSuccess())
        co_return fail(action.ticket, faultOf(*answer), answer->retryAfterMs);
    const auto next = nextPageOf(answer->text());
    if (!next)
        co_return fail(action.ticket, next.error());
    pages_.emplace(action.ticket, std::move(*answer));
    step(PageArrived{action.ticket, *next});
}

QCoro::Task<void> PullDriver::storePage(StorePage action)
{
    const unsigned generation = generation_;
    const auto page = pages_.extract(action.ticket);
    if (page.empty())
        co_return;
    const auto told = std::make_shared<SyncEvent>();
    const auto apply = [body = page.mapped().body,
                        told](MirrorWriter& writer) -> Result<MirrorPlace> {
        QElapsedTimer took;
        took.start();
        const auto stored =
            writer.applyPage({body.constData(), static_cast<std::size_t>(body.size())});
        if (!stored)
            return stored.error();
        *told = pageEvent(*stored, body.size(), took.elapsed());
        return placeOf(writer);
    };
    const auto place = co_await stores_.mirror(apply);
    if (place && told->count.value_or(0) > 0)
        Q_EMIT happened(*told);
    if (generation != generation_)
        co_return;
    if (!place)
        co_return step(StoreFailed{action.ticket, place.error()});
    note(*place);
    wasFilling_ = true;
    step(PageStored{action.ticket, *place});
}

QCoro::Task<void> PullDriver::pullChanges(PullChanges action)
{
    const unsigned generation = generation_;
    PullRequest request;
    request.cursor = action.cursor;
    request.scopes = action.scopes;
    request.clientId = clientId_;
    request.verify = action.verify;
    request.projection = action.projection;
    auto sent = postForFrames(toJson(request), framesBytesMax);
    const auto answer = co_await session_.send(QStringLiteral("/api/v1/sync/pull"), sent);
    if (generation != generation_)
        co_return;
    if (!answer)
        co_return fail(action.ticket, answer.error());
    if (!answer->isSuccess())
        co_return fail(action.ticket, faultOf(*answer), answer->retryAfterMs);
    co_await applyPull(std::move(action), *answer);
}

QCoro::Task<void> PullDriver::applyPull(PullChanges action, HttpAnswer answer)
{
    const unsigned generation = generation_;
    // Before the purge, which forgets whose rows they were.
    const auto isolated = co_await isolateWork(revokesIn(answer.text()));
    if (!isolated) {
        if (generation == generation_)
            step(StoreFailed{action.ticket, isolated.error()});
        co_return;
    }
    const auto apply = [body = answer.body](MirrorWriter& writer) -> Result<AppliedAt> {
        QElapsedTimer took;
        took.start();
        auto done = writer.applyPull({body.constData(), static_cast<std::size_t>(body.size())});
        if (!done)
            return done.error();
        auto place = placeOf(writer);
        if (!place)
            return place.error();
        return AppliedAt{std::move(*done), std::move(*place), took.elapsed()};
    };
    const auto stored = co_await stores_.mirror(apply);
    if (!stored) {
        if (generation == generation_)
            step(StoreFailed{action.ticket, stored.error()});
        co_return;
    }
    tellAll(pullEvents(stored->applied, answer.body.size(), stored->millis));
    // The windows are told even if the link is gone by now: the rows are there.
    const auto tell = [stored](DeskStore& desk) { return showApplied(desk, stored->applied); };
    const auto shown = co_await stores_.desk(tell);
    if (shown) {
        figures_.bytes = shown->mirrorBytes;
        note(stored->place);
        if (!shown->change.rows.empty())
            Q_EMIT applied(shown->change.rows);
        for (const auto& result : shown->change.finished)
            Q_EMIT finished(result);
        const auto forget = [done = shown->change.finished](MirrorWriter& writer) {
            std::vector<Mid> mids; // The vault has them now.
            for (const auto& result : done)
                mids.push_back(result.mid);
            return writer.forgetResults(mids);
        };
        (void)co_await stores_.mirror(forget);
    }
    if (generation != generation_)
        co_return;
    if (stored->applied.verdict == PullVerdict::applied && !stored->applied.more)
        noteAsOf();
    step(PullStored{
        action.ticket,
        stored->applied.verdict,
        stored->applied.more,
        stored->applied.mismatched,
        stored->place});
    tidyTimer_.start(tidyAfterMs);
    if (!stored->applied.revoked.empty())
        sendReceipts();
}

} // namespace tidemark::sync
