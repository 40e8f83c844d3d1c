// How the outbox drains.
#pragma once

#include "sync/protocol/backoff.hpp"
#include "sync/vault/vault_types.hpp"

#include <variant>
#include <vector>

namespace tidemark::sync {

/// On which mutation the platform broke, and how often. Kept on disk, so that a restart of the
/// agent does not start the count again. Times are of the wall clock.
struct PoisonCount {
    Mid mid = 0;
    int failures = 0;
    Millis firstAt = 0;

    friend bool operator==(const PoisonCount&, const PoisonCount&) = default;
};

/// A session is open; the platform has everything up to `lastMid`.
struct PushOpened {
    Mid lastMid = 0;
    PoisonCount poison = {};
    /// Work that never left this device has numbers that the platform knows: the vault is an older
    /// copy of itself.
    bool areNumbersTaken = false;
    bool isOutdated = false; ///< The platform takes changes of newer clients only.
};
/// The vault could not be read when the session opened.
struct PushUnready {};
/// The link is gone, or nobody is signed in.
struct PushClosed {};
/// The outbox changed: a new mutation, a retry by a person, a release.
struct Queued {};
/// What `ReadOutbox` found, in order; `dueIn` when the first one waits for a time.
struct OutboxRead {
    std::vector<Mid> mids = {};
    std::optional<Millis> dueIn = {};
};
/// The platform answered and the answers are on disk.
struct PushAnswered {
    Mid lastMid = 0;
    std::vector<Mid> answered = {};
};
/// Why a push brought no results.
enum class PushRefusal {
    transport, ///< No answer: the outcome is unknown.
    busy,      ///< 429 or 503, or all of the platform is away: it asks for patience.
    broken,    ///< 5xx: the platform failed on something in the batch.
    tooLarge,  ///< 413.
    gap,       ///< 409 `mid_gap`: it lacks earlier ones.
    identity,  ///< 409 `mid_reuse` or `fork`: this client's numbers are not its own any more.
    signIn,    ///< 401, also after a refresh.
    outdated,  ///< 426.
    malformed, ///< 400: our bug.
};
struct PushRefused {
    PushRefusal why = PushRefusal::transport;
    std::optional<Millis> retryAfter = {};
    std::optional<Mid> lastMid = {}; ///< With `gap`.
};
struct PushTimer {};

/// What was read has been given up, changed or numbered anew since: nothing was sent.
struct SendOutdated {};

using PushEvent = std::variant<
    PushOpened,
    PushUnready,
    PushClosed,
    Queued,
    OutboxRead,
    SendOutdated,
    PushAnswered,
    PushRefused,
    PushTimer>;

/// Read what is due, at most this much.
struct ReadOutbox {
    std::size_t mutations = pushMutationsMax;
    std::size_t bytes = pushBytesMax;
};
/// Send these; with `park`, ask the platform to set the only one aside instead.
struct SendMutations {
    std::vector<Mid> mids = {};
    bool park = false;
};
/// Ask what became of mutations that the platform has but we have no answer for.
struct FetchResults {
    Mid fromMid = 0;
};
/// Note on disk when to try these again.
struct DeferMutations {
    std::vector<Mid> mids = {};
    Millis delay = 0;
};
struct NotePoison {
    PoisonCount count = {};
};
/// Nothing is sent until the program is updated or a person signs in.
struct HoldOutbox {};
/// Put archived mutations above this one back into the outbox.
struct RequeueAfter {
    Mid lastMid = 0;
};
struct TakeNewIdentity {};
/// Begin once more with the session that is open.
struct BeginAgain {};
/// Report `PushTimer` after `delay`; replaces an earlier wait.
struct WaitPush {
    Millis delay = 0;
};

using PushAction = std::variant<
    ReadOutbox,
    SendMutations,
    FetchResults,
    DeferMutations,
    NotePoison,
    HoldOutbox,
    RequeueAfter,
    TakeNewIdentity,
    BeginAgain,
    WaitPush>;

/// The push region of the agent.
///
/// Mutations leave in the order of their ids and only a terminal answer takes one out. A lost
/// answer is asked for again under the same ids, which the platform applies at most once. `now` is
/// the wall clock here, since the counts outlive the process; it decides nothing but waiting.
class PushMachine {
public:
    explicit PushMachine(Random random);

    [[nodiscard]] std::vector<PushAction> next(const PushEvent& event, Millis now);

    /// A request is under way.
    [[nodiscard]] bool isSending() const { return step_ == Step::sending; }
    /// Something of its own is to happen: an answer, a step of the store.
    [[nodiscard]] bool isBusy() const
    {
        return step_ == Step::reading || step_ == Step::sending || step_ == Step::fetching;
    }

private:
    using Actions = std::vector<PushAction>;
    enum class Step { closed, unready, idle, reading, sending, fetching, waiting, held };

    Actions on(const PushOpened& event, Millis now);
    Actions on(const PushUnready&, Millis now);
    Actions on(const PushClosed&, Millis now);
    Actions on(const Queued&, Millis now);
    Actions on(const OutboxRead& event, Millis now);
    Actions on(const SendOutdated&, Millis now);
    Actions on(const PushAnswered& event, Millis now);
    Actions on(const PushRefused& event, Millis now);
    Actions on(const PushTimer&, Millis now);
    Actions read();
    Actions lostOnTheWay(Millis now);
    Actions refusedBroken(Millis now);
    Actions refusedBusy(std::optional<Millis> asked);
    Actions refusedTooLarge();
    Actions refusedOutdated();
    Actions wait(std::optional<Millis> asked);
    Actions count(Millis now);
    [[nodiscard]] bool isPoison(Millis now) const;

    Backoff backoff_;
    Step step_ = Step::closed;
    Mid lastMid_ = 0;
    PoisonCount poison_ = {};
    std::vector<Mid> sent_ = {};
    std::size_t mutationsMax_ = pushMutationsMax;
    Mid fetchedFrom_ = 0;      // Asked once without learning anything: not asked in a loop.
    Mid parks_ = 0;            // To be set aside when it is sent alone; 0: none.
    bool isParking_ = false;   // What was sent last asked for that.
    bool isAnswering_ = false; // A session opened, and nothing was sent in it yet.
    bool isStale_ = false;     // The outbox changed while something was under way.
    bool isOutdated_ = false;  // Held until this program is a newer one.
};

} // namespace tidemark::sync
