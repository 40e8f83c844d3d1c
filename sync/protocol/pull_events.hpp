// What can happen while pulling, and what the pull machine can ask for.
#pragma once

#include "models/protocol/session.hpp"
#include "sync/mirror/mirror_writer.hpp"
#include "sync/protocol/tuning.hpp"

#include <variant>

namespace tidemark::sync {

/// Names one request or store step. An event with a ticket that is not awaited any more is late
/// and changes nothing.
using Ticket = std::uint64_t;

/// What the mirror holds, read after each step that changed it.
struct MirrorPlace {
    std::optional<Cursor> cursor = {};
    std::vector<ScopeState> scopes = {};
    /// The platform's text for the entities that we may read; empty before the first pull.
    std::string projection = {};
};

/// The platform is reachable and the mirror is open.
struct PullWanted {
    MirrorPlace place = {};
};
/// The platform is reachable, and what the mirror holds could not be read.
struct PullUnready {
    Fault fault = {};
};
/// No longer. What was under way is forgotten; what reached the disk stays.
struct PullUnwanted {};
struct SessionOpened {
    Ticket ticket = 0;
    SessionAnswer answer = {};
};
/// The client has a new identity on the platform.
struct ClientRenewed {
    Ticket ticket = 0;
};
/// The mirror stands as `Prepare`, `MendScopes` or `RepairScopes` wanted.
struct Prepared {
    Ticket ticket = 0;
    MirrorPlace place = {};
};
/// A whole page is in memory. `next` is empty on the last page of its entity.
struct PageArrived {
    Ticket ticket = 0;
    std::string next = {};
};
struct PageStored {
    Ticket ticket = 0;
    MirrorPlace place = {};
};
/// A pull answer went through the mirror, with whatever verdict.
struct PullStored {
    Ticket ticket = 0;
    PullVerdict verdict = PullVerdict::applied;
    bool more = false;
    std::vector<ScopeId> mismatched = {};
    MirrorPlace place = {};
};
/// A request failed, or its answer cannot be used.
struct PullFailed {
    Ticket ticket = 0;
    Fault fault = {};
    std::optional<Millis> retryAfter = {};
};
/// The mirror could not be written.
struct StoreFailed {
    Ticket ticket = 0;
    Fault fault = {};
};
/// There is more, up to here.
struct Poked {
    std::int64_t headCut = 0;
};
/// A person wants it now.
struct Nudged {};
/// Other scopes are wanted on this device than before; `Prepare` is where that counts.
struct ScopesChosen {};
struct PullTimer {};

using PullEvent = std::variant<
    PullWanted,
    PullUnready,
    PullUnwanted,
    SessionOpened,
    ClientRenewed,
    Prepared,
    PageArrived,
    PageStored,
    PullStored,
    PullFailed,
    StoreFailed,
    Poked,
    Nudged,
    ScopesChosen,
    PullTimer>;

/// Read the mirror again, for `PullWanted` or `PullUnready`.
struct ReadPlace {};
struct OpenSession {
    Ticket ticket = 0;
    std::optional<Cursor> mirror = {};
};
/// The platform knows a newer copy of this client: take a new identity, keep the work.
struct RenewClient {
    Ticket ticket = 0;
};
/// How a mirror is made ready for a session.
enum class PrepareMode {
    keep,      ///< Same history: only scopes come and go.
    reconcile, ///< Another history: first the vault takes its work back, then the mirror's scopes
               ///< are to be compared (`MirrorWriter::reconcile`).
    restart,   ///< Same history, but our cursor is not part of it, or we have none: the same.
};
struct Prepare {
    Ticket ticket = 0;
    PrepareMode mode = PrepareMode::keep;
    Cursor start = {};
    std::vector<ScopeGrant> scopes = {};
    std::int64_t lastMid = 0;
};
struct FetchPage {
    Ticket ticket = 0;
    ScopeId scope = 0;
    std::string entity = {};
    std::string after = {};
};
/// Write the page that arrived under this ticket.
struct StorePage {
    Ticket ticket = 0;
};
/// Ask for changes and write them: one step, since an answer is useless half.
struct PullChanges {
    Ticket ticket = 0;
    Cursor cursor = {};
    std::vector<ScopeId> scopes = {};
    std::vector<ScopeId> verify = {}; ///< Their digest is wanted in any case.
    std::string projection = {};      ///< That of the mirror.
};
/// Scopes do not add up: `MirrorWriter::mend`.
struct MendScopes {
    Ticket ticket = 0;
    MendPlan plan = {};
};
/// Compare these scopes and write what differs: a `ScopeRepair` each, then
/// `MirrorWriter::applyRepairs` for all of them.
struct RepairScopes {
    Ticket ticket = 0;
    std::vector<ScopeId> scopes = {};
};
/// Report `PullTimer` after `delay`; replaces an earlier wait.
struct WaitPull {
    Millis delay = 0;
};

using PullAction = std::variant<
    ReadPlace,
    OpenSession,
    RenewClient,
    Prepare,
    FetchPage,
    StorePage,
    PullChanges,
    MendScopes,
    RepairScopes,
    WaitPull>;

} // namespace tidemark::sync
