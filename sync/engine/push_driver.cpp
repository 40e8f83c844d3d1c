// Requests and store steps of pushing.
#include "sync/engine/push_driver.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/session.hpp"
#include "sync/engine/identity_change.hpp"
#include "sync/engine/mirror_steps.hpp"
#include "sync/engine/push_refusal.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/session/sync_requests.hpp"

#include <QUrlQuery>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view poisonSetting = "push.poison";

Millis wallNow()
{
    return Timestamp::now().micros / 1000;
}

PoisonCount poisonFrom(const std::optional<std::string>& text)
{
    PoisonCount count;
    boost::system::error_code failed;
    const auto value = text ? json::parse(*text, failed) : json::value();
    const auto* object = failed ? nullptr : value.if_object();
    if (!object)
        return count;
    const auto number = [object](std::string_view key) {
        const auto* found = object->if_contains(key);
        return found && found->is_int64() ? found->get_int64() : 0;
    };
    return {number("mid"), static_cast<int>(number("failures")), number("firstAt")};
}

std::string textOf(const PoisonCount& count)
{
    return json::serialize(json::object{
        {"mid", count.mid}, {"failures", count.failures}, {"firstAt", count.firstAt}});
}

} // namespace

PushDriver::PushDriver(Session& session, Stores& stores, Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , stores_(stores)
    , machine_(std::move(random))
{
    sentAt_.start();
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] { step(PushTimer{}); });
}

PushDriver::~PushDriver() = default;

void PushDriver::step(const PushEvent& event)
{
    ++steps_;
    for (const auto& action : machine_.next(event, wallNow()))
        run(action);
    Q_EMIT moved();
}

void PushDriver::run(const PushAction& action)
{
    if (const auto* read = std::get_if<ReadOutbox>(&action))
        readOutbox(*read);
    else if (const auto* sends = std::get_if<SendMutations>(&action))
        send(*sends);
    else if (const auto* fetch = std::get_if<FetchResults>(&action))
        fetchResults(*fetch);
    else if (const auto* later = std::get_if<DeferMutations>(&action))
        defer(*later);
    else if (const auto* poison = std::get_if<NotePoison>(&action))
        notePoison(*poison);
    else if (std::holds_alternative<HoldOutbox>(action))
        hold();
    else if (const auto* again = std::get_if<RequeueAfter>(&action))
        requeue(*again);
    else if (std::holds_alternative<TakeNewIdentity>(action))
        takeNewIdentity();
    else if (std::holds_alternative<BeginAgain>(action))
        begin();
    else if (const auto* wait = std::get_if<WaitPush>(&action))
        timer_.start(static_cast<int>(wait->delay));
}

void PushDriver::start(const SessionAnswer& answer)
{
    ++generation_;
    opened_ = answer;
    fitted_ = 0;
    lacking_ = answer.fields ? lackingIn(*answer.fields, writableFields(allEntities()))
                             : KnownFields();
    begin();
}

QCoro::Task<void> PushDriver::begin()
{
    const unsigned generation = generation_;
    const auto ready = [answer =
                            opened_](DeskStore& desk) -> Result<std::pair<PushReady, PoisonCount>> {
        const auto known = readyToPush(desk, answer);
        if (!known)
            return known.error();
        const auto poison = desk.vault.setting(poisonSetting);
        if (!poison)
            return poison.error();
        return std::pair(*known, poisonFrom(*poison));
    };
    const auto known = co_await stores_.desk(ready);
    if (generation != generation_)
        co_return;
    if (!known) {
        fault_ = known.error();
        co_return step(PushUnready{});
    }
    incarnation_ = known->first.identity.incarnation;
    past_ = known->first.past;
    fault_.reset();
    if (opened_.upgrade)
        fault_ = upgradeRequired(*opened_.upgrade);
    step(PushOpened{
        opened_.lastMid,
        known->second,
        known->first.areNumbersTaken,
        opened_.upgrade.has_value()});
}

void PushDriver::stop()
{
    ++generation_;
    timer_.stop();
    step(PushClosed{});
}

void PushDriver::queued()
{
    step(Queued{});
}

void PushDriver::tryNow()
{
    makeDue();
}

QCoro::Task<void> PushDriver::makeDue()
{
    const unsigned generation = generation_;
    const auto due = [](DeskStore& desk) { return desk.vault.dueNow(); };
    (void)co_await stores_.desk(due);
    if (generation != generation_)
        co_return;
    step(PushTimer{});
    step(Queued{});
}

void PushDriver::storeFailed(const Fault& fault)
{
    fault_ = fault;
    Q_EMIT happened(faultEvent(EventKind::store, "store_failed", fault));
    step(PushRefused{PushRefusal::busy, {}, {}});
}

QCoro::Task<void> PushDriver::readOutbox(ReadOutbox action)
{
    const unsigned generation = generation_;
    const auto now = Timestamp::now();
    const DueWanted wanted{{action.mutations, action.bytes}, now, lacking_, fitted_};
    const auto read = [wanted](DeskStore& desk) { return findDue(desk, wanted); };
    const auto found = co_await stores_.desk(read);
    if (found && (found->hasMoved || wanted.fitted == 0))
        Q_EMIT outboxMoved();
    if (generation != generation_)
        co_return;
    OutboxRead event;
    if (!found) {
        fault_ = found.error();
        event.dueIn = transferRetryMax;
        co_return step(event);
    }
    fitted_ = found->fitted;
    for (const auto& mutation : found->mutations)
        event.mids.push_back(mutation.mid);
    if (event.mids.empty() && found->next)
        event.dueIn = (found->next->micros - now.micros) / 1000;
    step(event);
}

QCoro::Task<void> PushDriver::send(SendMutations action)
{
    const unsigned generation = generation_;
    // Marked before the first byte leaves: what may have arrived may not change any more.
    const auto mark = [mids = action.mids, past = past_](DeskStore& desk) {
        return markSent(desk, mids, past);
    };
    const auto marked = co_await stores_.desk(mark);
    if (generation != generation_)
        co_return;
    if (!marked)
        co_return storeFailed(marked.error());
    if (marked->empty())
        co_return step(SendOutdated{});
    PushRequest push{opened_.clientId, incarnation_, *marked};
    for (auto& mutation : push.mutations)
        mutation.park = action.park;
    auto request = postJson(toJson(push));
    request.isPersons = true; // Only people change things.
    Q_EMIT happened(sentEvent(push.mutations, request.body.size()));
    sentAt_.start();
    auto answer = co_await session_.send(QStringLiteral("/api/v1/sync/push"), std::move(request));
    if (generation != generation_)
        co_return;
    if (!answer)
        co_return refuse(answer.error());
    co_await takeAnswer(std::move(*answer));
}

QCoro::Task<void> PushDriver::fetchResults(FetchResults action)
{
    const unsigned generation = generation_;
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("clientId"), QString::fromStdString(opened_.clientId));
    query.addQueryItem(QStringLiteral("fromMid"), QString::number(action.fromMid));
    auto request = getFrames(64 * 1024 * 1024);
    auto answer = co_await session_.send(
        QStringLiteral("/api/v1/sync/mutations?") + query.toString(QUrl::FullyEncoded),
        std::move(request)
    );
    if (generation != generation_)
        co_return;
    if (!answer)
        co_return refuse(answer.error());
    co_await takeAnswer(std::move(*answer));
}

QCoro::Task<void> PushDriver::takeAnswer(HttpAnswer answer)
{
    const unsigned generation = generation_;
    if (!answer.isSuccess()) {
        const bool isBlamed = answer.status != 502 && answer.status != 504;
        const bool isOthersFault = !isBlamed && !co_await answersOthers();
        if (generation == generation_)
            refuse(answer, isOthersFault);
        co_return;
    }
    const auto body = jsonOf(answer);
    const auto pushed = body ? readPushAnswer(*body) : Result<PushAnswer>(body.error());
    if (!pushed)
        co_return refuse(pushed.error());
    const auto land = [results = pushed->results, past = past_](DeskStore& desk) {
        return landAnswers(desk, results, past);
    };
    const auto landed = co_await stores_.desk(land);
    if (landed) {
        for (const SyncEvent& event : answerEvents(pushed->results, sentAt_.elapsed()))
            Q_EMIT happened(event);
        if (!landed->change.rows.empty())
            Q_EMIT applied(landed->change.rows);
        for (const auto& result : landed->change.finished)
            Q_EMIT finished(result);
        Q_EMIT outboxMoved();
    }
    if (generation != generation_)
        co_return;
    if (!landed)
        co_return storeFailed(landed.error());
    fault_.reset();
    if (!landed->answered.empty())
        Q_EMIT this->landed();
    step(PushAnswered{pushed->lastMid, landed->answered});
}

void PushDriver::refuse(const Fault& fault)
{
    fault_ = fault;
    Q_EMIT happened(faultEvent(EventKind::push, "push_failed", fault));
    const bool isSignIn = fault.code == FaultCode::unauthenticated;
    if (fault.code == FaultCode::offline || fault.code == FaultCode::timedOut ||
        fault.code == FaultCode::insecure)
        Q_EMIT unreachable();
    step(PushRefused{isSignIn ? PushRefusal::signIn : PushRefusal::transport, {}, {}});
}

/// Whether only our request brings a proxy's "bad gateway": then what it carries may be the cause.
QCoro::Task<bool> PushDriver::answersOthers()
{
    HttpRequest about;
    about.totalMax = std::chrono::milliseconds(10'000);
    const auto answer = co_await session_.send(QStringLiteral("/api/v1/me"), std::move(about));
    co_return answer && answer->isSuccess();
}

void PushDriver::refuse(const HttpAnswer& answer, bool isOthersFault)
{
    const Fault fault = faultOf(answer);
    fault_ = fault;
    Q_EMIT happened(faultEvent(EventKind::push, "push_failed", fault));
    const auto why = isOthersFault ? PushRefusal::busy : refusalOf(answer, fault);
    const auto lastMid = why == PushRefusal::gap ? lastMidOf(answer) : std::nullopt;
    step(PushRefused{why, answer.retryAfterMs, lastMid});
}

QCoro::Task<void> PushDriver::defer(DeferMutations action)
{
    const Fault why = fault_.value_or(Fault{});
    const Timestamp next{Timestamp::now().micros + action.delay * 1000};
    const auto later = [action, next, why](DeskStore& desk) {
        return desk.vault.defer(action.mids, next, why);
    };
    (void)co_await stores_.desk(later);
    Q_EMIT outboxMoved();
}

QCoro::Task<void> PushDriver::notePoison(NotePoison action)
{
    const auto note = [text = textOf(action.count)](DeskStore& desk) {
        return desk.vault.setSetting(poisonSetting, text);
    };
    (void)co_await stores_.desk(note);
}

QCoro::Task<void> PushDriver::hold()
{
    const Fault why = fault_.value_or(Fault{});
    const auto held = [why](DeskStore& desk) { return desk.vault.hold(why); };
    (void)co_await stores_.desk(held);
    Q_EMIT outboxMoved();
}

QCoro::Task<void> PushDriver::requeue(RequeueAfter action)
{
    const unsigned generation = generation_;
    const auto forget = [action](MirrorWriter& writer) {
        return writer.forgetResultsAfter(action.lastMid);
    };
    const auto forgotten = co_await stores_.mirror(forget);
    if (!forgotten)
        co_return; // The platform says gap again.
    const auto again = [action, history = opened_.history, past = past_](DeskStore& desk
                       ) -> Result<std::pair<ChangedRows, unsigned>> {
        if (desk.past != past)
            return std::pair(ChangedRows(), past);
        const auto taken = takeBack(desk, history, action.lastMid);
        if (!taken)
            return taken.error();
        return std::pair(taken->rows, desk.past);
    };
    const auto taken = co_await stores_.desk(again);
    if (taken && generation == generation_)
        past_ = taken->second;
    if (taken)
        Q_EMIT applied(taken->first);
    Q_EMIT outboxMoved();
}

QCoro::Task<void> PushDriver::takeNewIdentity()
{
    const unsigned generation = generation_;
    const auto renewed = co_await changeIdentity(stores_, std::string(), 1);
    if (renewed)
        Q_EMIT applied(*renewed);
    if (generation == generation_ && renewed)
        Q_EMIT identityLost();
}

} // namespace tidemark::sync
