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

/// How far a live scope is with being compared with the platform, bucket by bucket. Until it is
/// `none` its rows are shown, but not known to be the platform's at the cursor's cut.
enum class Recheck {
    none,    ///< Its rows add up.
    wanted,  ///< It is to be compared; its digest is not looked at.
    patched, ///< What differed was fetched; its digest has to agree from `readyCut` on.
    givenUp, ///< Too many repairs in a day: a person has to look.
};

/// A repair of a scope, kept so that their number a day is bounded, also over restarts.
struct Mend {
    std::int64_t at = 0; ///< Milliseconds since 1970, by this device's clock.
    bool isRejoin = false;

    friend bool operator==(const Mend&, const Mend&) = default;
};

/// A scope as the mirror knows it.
struct ScopeState {
    ScopeGrant grant = {};
    ScopeStanding standing = ScopeStanding::joining;
    std::string entity = {};                      ///< Entity that the next page is asked for.
    std::string after = {};                       ///< Id after which it begins; empty: the first.
    bool snapshotComplete = false;                ///< All pages are in; only the cut is missing.
    std::optional<std::int64_t> readyCut = {};    ///< Known with the last page, or once patched.
    std::int64_t rows = 0;                        ///< Rows of it in the mirror.
    std::optional<std::int64_t> verifiedCut = {}; ///< Last cut at which the digests agreed.
    Recheck recheck = Recheck::none;
    std::vector<Mend> mends = {}; ///< Of the last day or so.
};

/// Rows of a revoked scope are gone; the platform has not been told yet.
struct OwedReceipt {
    ScopeId scope = 0;
    std::string name = {};
    std::int64_t rv = 0; ///< Of the revocation.
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::int64_t at = 0; ///< Microseconds since 1970.
};

/// Rows of an entity got a column that this version added: their values are to be fetched.
struct Backfill {
    ScopeId scope = 0;
    std::string entity = {};
    std::string after = {}; ///< Id after which the next page begins.
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
    digestMismatch, ///< Rolled back. Pull once more, then mend the scopes named.
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
    std::vector<ScopeId> mended = {};     ///< Compared, and add up again.
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
