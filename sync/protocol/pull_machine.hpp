// How a mirror catches up with the platform and stays there.
#pragma once

#include "sync/protocol/backoff.hpp"
#include "sync/protocol/pull_events.hpp"
#include "sync/wire/status.hpp"

#include <deque>

namespace tidemark::sync {

/// The pull region of the agent: bootstrap by snapshot pages, then the tail of changes, repair of
/// scopes that do not add up, and reconciling with another history. Repairs are bounded: each day
/// a scope is compared three times and fetched whole twice; after that its rows stay as they are,
/// unverified, and the fault says so. `now` is the wall clock in milliseconds, since the bound
/// outlives the process.
///
/// One request and one store step are under way at most, except that the next page of a snapshot
/// is fetched while the last one is being written. All memory of progress is the mirror's: after
/// any loss, `PullWanted` with what the disk says is enough to go on.
class PullMachine {
public:
    explicit PullMachine(Random random);

    [[nodiscard]] std::vector<PullAction> next(const PullEvent& event, Millis now);

    [[nodiscard]] PullState state() const;
    /// What keeps us from pulling, until the next success.
    [[nodiscard]] std::optional<Fault> fault() const;
    [[nodiscard]] std::int64_t headCut() const { return headCut_; }
    /// Rows that the scopes now joining will bring, as the platform announced them.
    [[nodiscard]] std::optional<Progress> progress() const;
    /// Something of its own is to happen: an answer, a step of the store.
    [[nodiscard]] bool isBusy() const;
    /// What the last session said; nothing before it is open.
    [[nodiscard]] const std::optional<SessionAnswer>& session() const { return session_; }

private:
    using Actions = std::vector<PullAction>;

    Actions on(const PullWanted& event, Millis now);
    Actions on(const PullUnready& event, Millis now);
    Actions on(const PullUnwanted&, Millis now);
    Actions on(const SessionOpened& event, Millis now);
    Actions on(const ClientRenewed& event, Millis now);
    Actions on(const Prepared& event, Millis now);
    Actions on(const PageArrived& event, Millis now);
    Actions on(const PageStored& event, Millis now);
    Actions on(const PullStored& event, Millis now);
    Actions on(const PullFailed& event, Millis now);
    Actions on(const StoreFailed& event, Millis now);
    Actions on(const Poked& event, Millis now);
    Actions on(const Nudged&, Millis now);
    Actions on(const ScopesChosen&, Millis now);
    Actions on(const PullTimer&, Millis now);

    Actions decide();
    Actions openSession();
    Actions pull();
    Actions fetch(ScopeId scope, const std::string& entity, const std::string& after);
    Actions historyMoved(PrepareMode mode);
    Actions repair(std::vector<ScopeId> scopes);
    Actions mismatched(const std::vector<ScopeId>& scopes, Millis now);
    Actions mend(const std::vector<ScopeId>& scopes, bool canCompare, Millis now);
    Actions repairFailed(const PullFailed& event, Millis now);
    Actions waitAfterFailure(std::optional<Millis> asked);
    void forgetSteps();
    [[nodiscard]] bool isJoining() const;
    [[nodiscard]] bool hasLiveScope() const;
    [[nodiscard]] bool isBehind() const;
    [[nodiscard]] std::vector<ScopeId> scopesAt(Recheck recheck) const;
    [[nodiscard]] int mendsToday(ScopeId scope, bool isRejoin, Millis now) const;
    [[nodiscard]] Ticket newTicket() { return ++lastTicket_; }

    Backoff backoff_;
    MirrorPlace place_ = {};
    std::optional<SessionAnswer> session_ = {};
    std::optional<Fault> fault_ = {};
    std::int64_t headCut_ = 0;
    Ticket lastTicket_ = 0;
    Ticket awaited_ = 0;              // Session, prepare or pull under way; 0: none.
    Ticket fetching_ = 0;             // Page request under way; 0: none.
    std::deque<Ticket> arrived_ = {}; // Pages in memory; the front one is being written.
    FetchPage nextPage_ = {};         // To fetch once there is room; scope 0: none.
    FetchPage lastFetched_ = {};
    PrepareMode prepareMode_ = PrepareMode::keep;
    std::vector<ScopeId> repairing_ = {}; // Under way with `awaited_`.
    int mismatches_ = 0;                  // In a row.
    int standstills_ = 0;                 // Answers in a row that moved nothing.
    int renewals_ = 0;                    // Identities in a row that were refused as forks.
    bool isWanted_ = false;
    bool isUnread_ = false; // Wanted, but what the mirror holds is not known.
    bool isHeld_ = false;
    bool isWaiting_ = false; // For the timer after a failure.
    bool isForced_ = false;  // Pull even though we believe to be at the head.
    bool isReconciling_ = false;
    bool hasCaughtUp_ = false; // Since the session opened.
    bool pulledSincePage_ = false;
    bool fetchFailed_ = false;
};

} // namespace tidemark::sync
