// Steps on the two stores that pull and push have in common.
#pragma once

#include "sync/engine/stores.hpp"
#include "sync/protocol/pull_events.hpp"

namespace tidemark::sync {

/// A pull answer in the mirror, and where the mirror stands after it.
struct AppliedAt {
    PullApplied applied = {};
    MirrorPlace place = {};
    std::int64_t millis = 0; ///< So long it took.
};

/// What the windows were told.
struct Shown {
    OverlayChange change = {};
    std::int64_t mirrorBytes = 0;
};

[[nodiscard]] Result<MirrorPlace> placeOf(MirrorWriter& writer);

/// The id after which the next page begins, from the frames of a page; empty on the last page of
/// its entity. Fault `offline`/`page_incomplete` when the closing frame is missing.
[[nodiscard]] Result<std::string> nextPageOf(std::string_view frames);

/// Takes the identity `clientId`, or none to be given one. Unanswered work is numbered anew for
/// another one than before; the rows that look different are returned.
[[nodiscard]] Result<ChangedRows>
takeIdentity(DeskStore& desk, const std::string& clientId, std::int64_t incarnation);

/// A session is asked for, and will tell how much the platform has of this client. What pushes
/// bring from here on until it is open counts for nothing: it may be newer than that.
void expectSession(DeskStore& desk);

/// What a platform that lost its last changes gets again.
struct TakenBack {
    ChangedRows rows = {};
    std::int64_t again = 0;      ///< Accepted before, sent once more.
    bool isOtherHistory = false; ///< The platform was restored.
};

/// The platform has no more than `lastMid` of this client: what it lost goes back to the outbox.
[[nodiscard]] Result<TakenBack> takeBack(DeskStore& desk, const std::string& history, Mid lastMid);

/// How the vault stands when a push session begins.
struct PushReady {
    VaultIdentity identity = {};
    unsigned past = 0;            ///< What is sent and landed in this session belongs to.
    bool areNumbersTaken = false; ///< See PushOpened.
};
/// A session is open and the mirror has begun: nothing waits for a sign-in any more.
[[nodiscard]] Result<PushReady> readyToPush(DeskStore& desk, const SessionAnswer& answer);

/// What is looked for in the outbox.
struct DueWanted {
    PushLimits limits = {};
    Timestamp now = {};
    KnownFields lacking = {}; ///< What the platform of this session does not know.
    Mid fitted = 0;           ///< Up to here mutations were looked at for that; 0: none yet.
};

/// What is due, in order.
struct DueFound {
    std::vector<PushMutation> mutations = {};
    std::optional<Timestamp> next = {}; ///< When the first one is, if it waits for a time.
    Mid fitted = 0;
    bool hasMoved = false; ///< Some were parted or let others pass.
};

[[nodiscard]] Result<DueFound> findDue(DeskStore& desk, const DueWanted& wanted);
/// These leave now; as they are on disk. None: they are not what was read, or of another past.
[[nodiscard]] Result<std::vector<PushMutation>>
markSent(DeskStore& desk, const std::vector<Mid>& mids, unsigned past);

/// What a push brought, as the vault and the windows took it.
struct Landed {
    OverlayChange change = {};
    std::vector<Mid> answered = {};
};
/// Answers of another past are dropped.
[[nodiscard]] Result<Landed>
landAnswers(DeskStore& desk, std::span<const PushResult> results, unsigned past);

/// The revocations of a pull answer.
[[nodiscard]] std::vector<RevokeFrame> revokesIn(std::string_view frames);
/// Those of them that are held, by name; and held scopes that a session does not grant any more.
[[nodiscard]] Result<std::vector<LostScope>>
lostScopes(DeskStore& desk, const std::vector<RevokeFrame>& revokes);
[[nodiscard]] Result<std::vector<LostScope>>
ungrantedScopes(DeskStore& desk, const std::vector<ScopeGrant>& granted);
/// Unsent work of these scopes leaves the outbox for quarantine; before the mirror forgets which
/// rows were theirs. Rows that look different are returned.
[[nodiscard]] Result<ChangedRows>
quarantineWork(DeskStore& desk, const std::vector<LostScope>& lost);

/// Of these mutations, those that the platform denied to their author go to quarantine as if their
/// scope were lost. Rows that look different are returned.
[[nodiscard]] Result<ChangedRows> setDeniedAside(DeskStore& desk, std::span<const Mid> mids);

/// After an apply: windows first, then the sweep of the outbox.
[[nodiscard]] Result<Shown> showApplied(DeskStore& desk, const PullApplied& applied);

} // namespace tidemark::sync
