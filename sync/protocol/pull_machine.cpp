// The decisions of pulling.
#include "sync/protocol/pull_machine.hpp"

#include "models/core/seeded_fault.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

constexpr std::size_t pagesInMemoryMax = 2;
constexpr Millis holdRetry = 60'000;
constexpr int standstillsMax = 3;
constexpr int renewalsMax = 3; // In a row; then the platform is given time.

bool isDueForPages(const ScopeState& scope)
{
    return scope.standing == ScopeStanding::joining && !scope.snapshotComplete;
}

} // namespace

PullMachine::PullMachine(Random random)
    : backoff_(transferRetryMin, transferRetryMax, std::move(random))
{
}

std::vector<PullAction> PullMachine::next(const PullEvent& event, Millis now)
{
    return std::visit([this, now](const auto& happened) { return on(happened, now); }, event);
}

bool PullMachine::isBusy() const
{
    return awaited_ != 0 || fetching_ != 0 || !arrived_.empty();
}

bool PullMachine::isJoining() const
{
    return std::any_of(place_.scopes.begin(), place_.scopes.end(), [](const ScopeState& scope) {
        return scope.standing == ScopeStanding::joining;
    });
}

bool PullMachine::hasLiveScope() const
{
    return std::any_of(place_.scopes.begin(), place_.scopes.end(), [](const ScopeState& scope) {
        return scope.standing == ScopeStanding::live;
    });
}

bool PullMachine::isBehind() const
{
    return place_.cursor && place_.cursor->cut < headCut_;
}

void PullMachine::forgetSteps()
{
    awaited_ = fetching_ = 0;
    repairing_.clear();
    arrived_.clear();
    nextPage_ = {};
    fetchFailed_ = false;
}

PullMachine::Actions PullMachine::decide()
{
    if (!isWanted_ || isHeld_ || isWaiting_ || isBusy())
        return {};
    if (!session_ || !place_.cursor)
        return openSession();
    // What does not add up comes first: pulls would only find out again.
    if (auto wanted = scopesAt(Recheck::wanted); !wanted.empty())
        return repair(std::move(wanted));
    // A long snapshot must not keep the scopes that are already there from moving on.
    if (hasLiveScope() && isBehind() && !pulledSincePage_)
        return pull();
    const auto due = std::find_if(place_.scopes.begin(), place_.scopes.end(), isDueForPages);
    if (due != place_.scopes.end())
        return fetch(due->grant.scope, due->entity, due->after);
    // Whether a platform takes this client's changes again is told by a session alone.
    if (isForced_ && hasCaughtUp_ && session_->upgrade) {
        isForced_ = false;
        return openSession();
    }
    if (isJoining() || isBehind() || isForced_ || !scopesAt(Recheck::patched).empty())
        return pull();
    hasCaughtUp_ = true;
    isReconciling_ = false;
    return TIDEMARK_SEEDED(timerForgotten) ? Actions{} : Actions{WaitPull{pullTimer}};
}

PullMachine::Actions PullMachine::openSession()
{
    session_.reset();
    hasCaughtUp_ = false;
    awaited_ = newTicket();
    // A cursor that the platform does not know must not be shown to it again.
    const bool show = prepareMode_ == PrepareMode::keep;
    return {OpenSession{awaited_, show ? place_.cursor : std::nullopt}};
}

PullMachine::Actions PullMachine::pull()
{
    isForced_ = false;
    pulledSincePage_ = true;
    awaited_ = newTicket();
    PullChanges action{awaited_, *place_.cursor, {}, scopesAt(Recheck::patched), place_.projection};
    for (const auto& scope : place_.scopes)
        action.scopes.push_back(scope.grant.scope);
    for (const ScopeId scope : scopesAt(Recheck::givenUp))
        action.verify.push_back(scope);
    return {std::move(action)};
}

PullMachine::Actions
PullMachine::fetch(ScopeId scope, const std::string& entity, const std::string& after)
{
    pulledSincePage_ = false;
    fetching_ = newTicket();
    lastFetched_ = FetchPage{fetching_, scope, entity, after};
    return {lastFetched_};
}

PullMachine::Actions PullMachine::waitAfterFailure(std::optional<Millis> asked)
{
    isWaiting_ = true;
    return {WaitPull{backoff_.next(asked)}};
}

PullMachine::Actions PullMachine::on(const PullWanted& event, Millis)
{
    forgetSteps();
    isWanted_ = true;
    isWaiting_ = isHeld_ = isUnread_ = false;
    place_ = event.place;
    session_.reset();
    return decide();
}

PullMachine::Actions PullMachine::on(const PullUnready& event, Millis)
{
    forgetSteps();
    isHeld_ = isUnread_ = true;
    fault_ = event.fault;
    return {WaitPull{holdRetry}};
}

PullMachine::Actions PullMachine::on(const PullUnwanted&, Millis)
{
    forgetSteps();
    isWanted_ = isWaiting_ = isUnread_ = false;
    session_.reset();
    return {};
}

PullMachine::Actions PullMachine::on(const SessionOpened& event, Millis)
{
    if (event.ticket != awaited_ || !isWanted_)
        return {};
    session_ = event.answer;
    renewals_ = 0;
    headCut_ = event.answer.headCut; // Of this history; may be lower than one seen before.
    const auto& answer = *session_;
    const bool isOther = place_.cursor && (place_.cursor->history != answer.history ||
                                           place_.cursor->epoch != answer.epoch);
    // A restored platform may stand at or before our cut: nothing would be pulled that tells.
    const bool isLost = place_.cursor && !isOther &&
                        (answer.headCut < place_.cursor->cut ||
                         (answer.headCut == place_.cursor->cut && !answer.salt.empty() &&
                          answer.salt != place_.cursor->salt));
    if (isLost)
        prepareMode_ = PrepareMode::restart;
    // A mirror without a past cannot tell whether the platform lost any of the vault's work.
    const PrepareMode known = place_.cursor ? prepareMode_ : PrepareMode::restart;
    Prepare action;
    action.mode = isOther && !TIDEMARK_SEEDED(reconcileSkipped) ? PrepareMode::reconcile : known;
    action.start = Cursor{answer.history, answer.epoch, answer.headCut, answer.salt};
    action.lastMid = answer.lastMid;
    for (const auto& scope : answer.scopes)
        action.scopes.push_back(
            {scope.id, scope.kind, scope.name, scope.leaseSeconds, scope.dataClass}
        );
    isReconciling_ =
        isReconciling_ || (place_.cursor.has_value() && action.mode != PrepareMode::keep);
    awaited_ = action.ticket = newTicket();
    return {std::move(action)};
}

PullMachine::Actions PullMachine::on(const ClientRenewed& event, Millis)
{
    if (event.ticket != awaited_ || !isWanted_)
        return {};
    return openSession();
}

PullMachine::Actions PullMachine::on(const Prepared& event, Millis)
{
    if (event.ticket != awaited_)
        return {};
    awaited_ = 0;
    repairing_.clear();
    prepareMode_ = PrepareMode::keep;
    place_ = event.place;
    return decide();
}

PullMachine::Actions PullMachine::on(const PageArrived& event, Millis)
{
    if (event.ticket == 0 || event.ticket != fetching_)
        return {};
    fetching_ = 0;
    arrived_.push_back(event.ticket);
    Actions actions;
    if (arrived_.size() == 1)
        actions.emplace_back(StorePage{event.ticket});
    nextPage_ = {};
    // Between pages the live scopes have their turn; the mirror remembers where pages go on.
    const bool yields = hasLiveScope() && isBehind();
    if (event.next.empty() || yields)
        return actions;
    nextPage_ = FetchPage{0, lastFetched_.scope, lastFetched_.entity, event.next};
    if (arrived_.size() < pagesInMemoryMax) {
        const auto page = std::exchange(nextPage_, {});
        for (auto& action : fetch(page.scope, page.entity, page.after))
            actions.push_back(std::move(action));
    }
    return actions;
}

PullMachine::Actions PullMachine::on(const PageStored& event, Millis)
{
    if (arrived_.empty() || event.ticket != arrived_.front())
        return {};
    arrived_.pop_front();
    place_ = event.place;
    backoff_.reset();
    fault_.reset();
    Actions actions;
    if (!arrived_.empty())
        actions.emplace_back(StorePage{arrived_.front()});
    const auto page = std::exchange(nextPage_, {});
    const bool yields = hasLiveScope() && isBehind();
    if (page.scope != 0 && fetching_ == 0 && !yields) {
        for (auto& action : fetch(page.scope, page.entity, page.after))
            actions.push_back(std::move(action));
    }
    if (fetchFailed_ && arrived_.empty() && fetching_ == 0) {
        fetchFailed_ = false;
        return waitAfterFailure({});
    }
    if (actions.empty())
        return decide();
    return actions;
}

PullMachine::Actions PullMachine::on(const PullStored& event, Millis now)
{
    if (event.ticket != awaited_)
        return {};
    awaited_ = 0;
    const auto before = place_.cursor ? place_.cursor->cut : -1;
    place_ = event.place;
    switch (event.verdict) {
    case PullVerdict::otherHistory:
        return historyMoved(PrepareMode::keep);
    case PullVerdict::digestMismatch:
        return mismatched(event.mismatched, now);
    case PullVerdict::incomplete:
        return waitAfterFailure({});
    case PullVerdict::notNext:
    case PullVerdict::applied:
        break;
    }
    mismatches_ = 0;
    const bool moved = place_.cursor && place_.cursor->cut > before;
    const bool isUnproven = !scopesAt(Recheck::patched).empty();
    const bool wantsMore = event.more || isBehind() || isJoining() || isUnproven;
    // An answer that neither moves us nor says that we are there must not be asked for in a loop.
    standstills_ = moved || !wantsMore ? 0 : standstills_ + 1;
    if (place_.cursor)
        headCut_ = std::max(headCut_, place_.cursor->cut);
    if (standstills_ >= standstillsMax)
        return waitAfterFailure({});
    backoff_.reset();
    fault_.reset();
    isForced_ = event.more;
    return decide();
}

PullMachine::Actions PullMachine::historyMoved(PrepareMode mode)
{
    prepareMode_ = mode;
    isReconciling_ = true;
    return openSession();
}

PullMachine::Actions PullMachine::on(const PullFailed& event, Millis now)
{
    if (event.ticket == 0)
        return {};
    const auto& fault = event.fault;
    if (fault.reason == "scope_not_granted")
        session_.reset(); // A new one says what is still ours; asking again would go on for ever.
    if (event.ticket == fetching_) {
        fetching_ = 0;
        nextPage_ = {};
        fault_ = fault;
        if (arrived_.empty())
            return waitAfterFailure(event.retryAfter);
        fetchFailed_ = true; // The page before it is still being written.
        return {};
    }
    if (event.ticket != awaited_)
        return {};
    awaited_ = 0;
    if (!repairing_.empty())
        return repairFailed(event, now);
    // Each must have been right; what failed before for other reasons does not count.
    if (fault.reason == "fork" && renewals_ < renewalsMax) {
        ++renewals_;
        awaited_ = newTicket();
        return {RenewClient{awaited_}};
    }
    const bool isLost = fault.reason == "salt_mismatch" || fault.reason == "cursor_ahead" ||
                        fault.reason == "cursor_too_old" || fault.reason == "history_changed";
    if (isLost && prepareMode_ == PrepareMode::keep) {
        session_.reset();
        return historyMoved(PrepareMode::restart);
    }
    renewals_ = 0;
    fault_ = fault;
    return waitAfterFailure(event.retryAfter);
}

PullMachine::Actions PullMachine::on(const StoreFailed& event, Millis)
{
    const bool isOurs =
        event.ticket != 0 &&
        (event.ticket == awaited_ || (!arrived_.empty() && event.ticket == arrived_.front()));
    if (!isOurs)
        return {};
    forgetSteps();
    session_.reset(); // What it had to prepare may be undone.
    isHeld_ = true;
    fault_ = event.fault;
    return {WaitPull{holdRetry}};
}

PullMachine::Actions PullMachine::on(const Poked& event, Millis)
{
    headCut_ = std::max(headCut_, event.headCut);
    return decide();
}

PullMachine::Actions PullMachine::on(const Nudged&, Millis)
{
    if (isUnread_)
        return {ReadPlace{}};
    if (!isWanted_)
        return {};
    isForced_ = true;
    isHeld_ = isWaiting_ = false;
    return decide();
}

PullMachine::Actions PullMachine::on(const ScopesChosen&, Millis now)
{
    session_.reset(); // The next one says what there is to join.
    return on(Nudged{}, now);
}

PullMachine::Actions PullMachine::on(const PullTimer&, Millis now)
{
    if (isUnread_)
        return {ReadPlace{}};
    if (!isWanted_)
        return {};
    isHeld_ = isWaiting_ = false;
    isForced_ = true;
    for (const ScopeId scope : scopesAt(Recheck::givenUp)) {
        const bool isNewDay = mendsToday(scope, false, now) + mendsToday(scope, true, now) == 0;
        if (isNewDay && session_ && !isBusy())
            return mend({scope}, true, now);
    }
    return decide();
}

} // namespace tidemark::sync
