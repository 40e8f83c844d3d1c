// Leases over the stores: which scopes may be read, and what goes when they were locked too long.
#include "sync/engine/engine.hpp"
#include "sync/engine/locked_work.hpp"
#include "sync/engine/sync_events.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view leaseSetting = "lease";
constexpr qint64 savedEveryMs = 60'000;
/// A look comes by itself within this time.
constexpr std::int64_t nextLookMicros = 25'000'000;

/// What one look at the leases found.
struct Judged {
    std::vector<LockedScope> locked = {};
    std::vector<ScopeId> shred = {};
    bool hasChanged = false; ///< Readers see other rows than before.
    std::optional<std::int64_t> nextIn = {}; ///< Microseconds until the next one ends.
};

/// The moment after which this scope is judged otherwise than now.
std::optional<std::int64_t>
nextEnd(const LeaseBook& book, const ScopeGrant& grant, std::int64_t now)
{
    const auto end = book.endOf(grant);
    if (!end)
        return std::nullopt;
    const std::int64_t graceEnd = end->micros + (end->micros - book.renewedAt());
    return now <= end->micros ? end->micros : graceEnd;
}

json::object parsed(const std::optional<std::string>& text)
{
    boost::system::error_code failed;
    const auto value = text && !text->empty() ? json::parse(*text, failed) : json::value();
    const auto* object = failed ? nullptr : value.if_object();
    return object ? *object : json::object();
}

/// Locks and unlocks on the side of the readers. Whose rows are locked is worked out while they are
/// there, and kept: after they went nobody could tell which waiting changes were about them.
Result<Judged> judge(DeskStore& desk, const LeaseBook& book, const TrustedNow& now)
{
    const auto scopes = desk.windows.reader().scopes();
    if (!scopes)
        return scopes.error();
    Judged judged;
    std::vector<ScopeId> ids;
    for (const ScopeState& scope : *scopes) {
        const auto end = nextEnd(book, scope.grant, now.micros);
        if (end && *end >= now.micros && (!judged.nextIn || *end - now.micros < *judged.nextIn))
            judged.nextIn = *end - now.micros;
        const auto verdict = book.judge(scope.grant, now);
        if (verdict == LeaseVerdict::held)
            continue;
        const bool isGone = scope.standing == ScopeStanding::joining && scope.rows == 0;
        if (verdict == LeaseVerdict::shred && !isGone)
            judged.shred.push_back(scope.grant.scope);
        const Timestamp since = book.endOf(scope.grant).value_or(Timestamp{now.micros});
        judged.locked.push_back({scope.grant.scope, scope.grant.name, since, isGone});
        ids.push_back(scope.grant.scope);
    }
    const auto& before = desk.windows.lockedScopes();
    judged.hasChanged = before != std::set<ScopeId>(ids.begin(), ids.end());
    if (!judged.hasChanged)
        return judged;
    const auto work = lockedWork(desk, ids);
    if (!work)
        return work.error();
    if (auto done = desk.windows.lock(ids, *work); !done)
        return done.error();
    if (const auto rows = reloadOverlay(desk); !rows)
        return rows.error();
    return judged;
}

/// What the platform promised before; rubbish counts as nothing.
void readExtensions(const json::object& kept, LeaseBook& leases)
{
    const auto* extended = kept.if_contains("extended");
    const json::object none;
    for (const auto& [name, until] :
         extended && extended->is_object() ? extended->get_object() : none) {
        ScopeId scope = 0;
        std::from_chars(name.data(), name.data() + name.size(), scope);
        if (scope > 0 && until.is_int64())
            leases.extend(scope, Timestamp{until.get_int64()});
    }
}

} // namespace

QCoro::Task<void> Engine::readLeases()
{
    const auto read = [](DeskStore& desk) { return desk.vault.setting(leaseSetting); };
    const auto text = co_await stores_.desk(read);
    const json::object kept = parsed(text ? *text : std::nullopt);
    leases_ = {};
    if (const auto* time = kept.if_contains("time"); time && time->is_object())
        time_ = TrustedTime::from(time->get_object());
    if (const auto* renewed = kept.if_contains("renewed"); renewed && renewed->is_int64())
        leases_.renew(renewed->get_int64());
    readExtensions(kept, leases_);
    renewedFor_ = pull_.figures().asOf;
    if (!leases_.isRenewed())
        leases_.renew(time_.now(options_.clock()).micros);
    co_await judgeLeases();
}

QCoro::Task<void> Engine::judgeLeases()
{
    if (!stores_.isOpen())
        co_return;
    const TrustedNow now = time_.now(options_.clock());
    const auto look = [book = leases_, now](DeskStore& desk) { return judge(desk, book, now); };
    const auto judged = co_await stores_.desk(look);
    if (!judged) {
        options_.log(LogLevel::error, "agent.lease", judged.error().reason);
        co_return;
    }
    isLeaseKnown_ = true;
    locked_ = judged->locked;
    if (judged->hasChanged) {
        SyncEvent event = eventOf(EventKind::access, "leases_judged");
        event.level = locked_.empty() ? EventLevel::info : EventLevel::warning;
        event.count = static_cast<std::int64_t>(locked_.size());
        note(event);
        Q_EMIT changed(everythingChanged());
        touchStatus();
    }
    // To the moment: until the next look in any case nothing may stay readable.
    if (judged->nextIn && *judged->nextIn < nextLookMicros)
        QTimer::singleShot(
            std::chrono::milliseconds(*judged->nextIn / 1000 + 2), this, &Engine::judgeLeases
        );
    co_await shred(judged->shred);
    if (judged->hasChanged || !leaseSaved_.isValid() || leaseSaved_.hasExpired(savedEveryMs))
        co_await saveLeases();
}

/// Rows only: what was not sent stays in the vault, and the scope is fetched anew after a renewal.
QCoro::Task<void> Engine::shred(std::vector<ScopeId> scopes)
{
    if (scopes.empty())
        co_return;
    const auto drop = [scopes](MirrorWriter& writer) -> Result<void> {
        const MendPlan plan{.rejoin = scopes, .at = Timestamp::now().micros / 1000};
        if (auto done = writer.mend(plan); !done)
            return done;
        return writer.tidy();
    };
    const auto dropped = co_await stores_.mirror(drop);
    for (const ScopeId scope : scopes) {
        SyncEvent event = dropped ? scopeEvent(EventKind::access, "lease_shredded", scope)
                                  : faultEvent(EventKind::access, "not_shredded", dropped.error());
        event.level = EventLevel::problem;
        note(event);
    }
    dropSetAside(std::chrono::hours(0));
    const auto tell = [](DeskStore& desk) {
        return desk.windows.mirrorChanged(everythingChanged());
    };
    (void)co_await stores_.desk(tell);
    for (LockedScope& scope : locked_)
        scope.isShredded =
            scope.isShredded || std::count(scopes.begin(), scopes.end(), scope.scope);
    touchStatus();
}

QCoro::Task<void> Engine::saveLeases()
{
    leaseSaved_.start();
    json::object extended;
    for (const auto& [scope, until] : leases_.extended())
        extended[std::to_string(scope)] = until.micros;
    const json::object kept{
        {"time", time_.toJson()}, {"renewed", leases_.renewedAt()}, {"extended", extended}};
    const auto save = [text = json::serialize(kept)](DeskStore& desk) {
        return desk.vault.setSetting(leaseSetting, text);
    };
    (void)co_await stores_.desk(save);
}

/// Every pull that brought all there was renews what is held: it would have brought a revocation.
void Engine::renewLeases()
{
    // Before the kept ones are read, what was known of the mirror is of an earlier run: a start
    // without a network renews nothing.
    const auto& asOf = pull_.figures().asOf;
    if (!isLeaseKnown_ || !asOf || asOf == renewedFor_)
        return;
    renewedFor_ = asOf;
    leases_.renew(time_.now(options_.clock()).micros);
    if (!locked_.empty() || !leaseSaved_.isValid() || leaseSaved_.hasExpired(savedEveryMs))
        judgeLeases();
}

Timestamp Engine::trustedNow()
{
    return Timestamp{time_.now(options_.clock()).micros};
}

QCoro::Task<Result<void>> Engine::extendLeases(Timestamp wanted)
{
    const json::object body{{"clientId", pull_.clientId()}, {"until", wanted.toString()}};
    HttpRequest request{.method = "POST", .body = QByteArray::fromStdString(json::serialize(body))};
    const auto answer =
        co_await profile_.session().send(QStringLiteral("/api/v1/sync/leases"), std::move(request));
    if (!answer)
        co_return answer.error();
    if (answer->status == 404)
        co_return Fault{
            FaultCode::unsupported,
            "no_travel_leases",
            "The platform does not lengthen the time without a network.",
            "Nothing is wrong; the usual time counts."};
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    const auto value = jsonOf(*answer);
    const auto* object = value ? value->if_object() : nullptr;
    const auto* scopes = object ? object->if_contains("scopes") : nullptr;
    for (const json::value& one :
         scopes && scopes->is_array() ? scopes->get_array() : json::array()) {
        const auto* promise = one.if_object();
        const auto* name = promise ? promise->if_contains("scope") : nullptr;
        const auto* end = promise ? promise->if_contains("until") : nullptr;
        if (!name || !name->is_string() || !end || !end->is_string())
            continue;
        ScopeId scope = 0;
        const auto& digits = name->get_string();
        std::from_chars(digits.data(), digits.data() + digits.size(), scope);
        const auto until = Timestamp::parse(std::string_view(end->get_string()));
        if (scope > 0 && until)
            leases_.extend(scope, *until);
    }
    co_await saveLeases();
    co_await judgeLeases();
    co_return Result<void>{};
}

std::optional<Fault> Engine::leaseFault() const
{
    if (locked_.empty())
        return std::nullopt;
    const LockedScope& first = locked_.front();
    std::string what = locked_.size() == 1
                           ? "The data of " + first.name + " is locked"
                           : std::to_string(locked_.size()) + " parts of the data are locked";
    const std::string since = first.since.toString().substr(0, 16);
    what += " since " + since.substr(0, 10) + " " + since.substr(11) + " UTC";
    return Fault{
        FaultCode::locked,
        "lease_ended",
        what + ", because this device has not reached the platform for as long as it may.",
        "Connect to the network: it opens by itself. What you have not sent yet is kept."};
}

} // namespace tidemark::sync
