// What goes into the mirror and what comes out of applying it.
#pragma once

#include "models/core/uuid.hpp"
#include "models/protocol/frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

using ScopeId = std::int64_t;

/// How far a mirror has got, in which history. Stored in the transaction of the rows it describes.
using Cursor = SyncCursor;

/// A scope that the platform granted.
using ScopeGrant = GrantFrame;

/// Rows of a joining scope are hidden from readers until its snapshot is complete and its cut is
/// reached; those of a live scope are exactly the platform's at the cursor's cut.
enum class ScopeStanding { joining, live };

/// A scope as the mirror knows it.
struct ScopeState {
    ScopeGrant grant = {};
    ScopeStanding standing = ScopeStanding::joining;
    std::string entity = {};                      ///< Entity that the next page is asked for.
    std::string after = {};                       ///< Id after which it begins; empty: the first.
    bool snapshotComplete = false;                ///< All pages are in; only the cut is missing.
    std::optional<std::int64_t> readyCut = {};    ///< Known with the last page.
    std::int64_t rows = 0;                        ///< Rows of it in the mirror.
    std::optional<std::int64_t> verifiedCut = {}; ///< Last cut at which the digests agreed.
};

/// Changed rows by entity name; no ids means "too many to name, ask again".
using ChangedRows = std::map<std::string, std::optional<std::vector<Uuid>>>;

/// Most ids of one entity that ChangedRows names.
inline constexpr std::size_t changedIdsMax = 200;

/// What became of a pull answer.
enum class PullVerdict {
    applied,        ///< Committed; the cursor stands at its `to`.
    notNext,        ///< It does not start at the cursor: late, doubled or out of order. Dropped.
    otherHistory,   ///< Another history or epoch: stop and reconcile. Nothing changed.
    incomplete,     ///< It lacks its `end`. Dropped.
    digestMismatch, ///< Rolled back. Pull once more, then rejoin the scopes named.
};

/// What a pull answer did.
struct PullApplied {
    PullVerdict verdict = PullVerdict::applied;
    Cursor cursor = {};
    bool more = false;        ///< Pull again at once.
    ChangedRows changed = {}; ///< Visible rows that are new, changed or gone.
    std::vector<PushResult> results = {};
    std::vector<ScopeId> joined = {};     ///< Granted by this answer; now joining.
    std::vector<ScopeId> published = {};  ///< Became live.
    std::vector<ScopeId> revoked = {};    ///< Purged.
    std::vector<ScopeId> mismatched = {}; ///< With digestMismatch.
};

/// What a page of a snapshot did.
struct PageApplied {
    ScopeId scope = 0;
    std::string entity = {};
    std::int64_t rows = 0;         ///< In this page.
    std::string next = {};         ///< Where the next page of the entity begins; empty: no more.
    bool snapshotComplete = false; ///< The last page of the last entity.
};

} // namespace tidemark::sync
