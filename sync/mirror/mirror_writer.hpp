// Applies what the platform says to the mirror.
#pragma once

#include "models/protocol/repair.hpp"
#include "sync/mirror/mirror_types.hpp"
#include "sync/mirror/sync_log.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string_view>

namespace tidemark::sync {

class Database;
class ScopeRepair;

/// Sums of the 64 buckets of a scope.
using BucketSums = std::array<DigestSum, limits::digestBuckets>;

/// What is to be done about scopes that do not add up.
struct MendPlan {
    std::vector<ScopeId> recheck = {}; ///< Compare by buckets.
    std::vector<ScopeId> rejoin = {};  ///< Fetch whole.
    std::vector<ScopeId> giveUp = {};  ///< Often enough today: a person has to look.
    std::int64_t at = 0;               ///< Milliseconds since 1970.

    friend bool operator==(const MendPlan&, const MendPlan&) = default;
};

/// The only writer of the mirror.
///
/// Invariant: rows, digests, results and cursor of a cut are committed together or not at all, so
/// the rows of live scopes are always exactly the platform's at `cursor()`. From this follows:
/// - a batch or page that comes twice, late or out of order changes nothing;
/// - after a crash, pulling resumes from `cursor()` and joining from `scopes()`;
/// - deleting the file is a complete repair.
///
/// Not thread-safe. Made for a worker thread; a MirrorReader reads meanwhile on another.
class MirrorWriter {
public:
    /// `db` has the schema; use `openMirror`.
    explicit MirrorWriter(Database db);
    MirrorWriter(MirrorWriter&&) noexcept;
    MirrorWriter& operator=(MirrorWriter&&) noexcept;
    ~MirrorWriter();

    /// Where to pull from; nullopt before the first `begin`.
    [[nodiscard]] Result<std::optional<Cursor>> cursor();
    /// All scopes held, in the order of their ids.
    [[nodiscard]] Result<std::vector<ScopeState>> scopes();
    /// Rows of all scopes, joining ones too.
    [[nodiscard]] Result<std::int64_t> rowCount();

    /// Begins a history at `start`: forgets all rows and scopes of another one, then joins
    /// `scopes`. The same history and epoch keep their cursor; missing scopes are purged, new ones
    /// joined. On a change of history, the vault's `historyChanged` comes first.
    [[nodiscard]] Result<void> begin(const Cursor& start, std::span<const ScopeGrant> scopes);

    /// These scopes, and no others, stay off this device though they are granted: the rows of those
    /// held go, and grants do not join them. One that is named no more joins with the next `begin`
    /// or `reconcile`. Visible rows that are gone are returned.
    [[nodiscard]] Result<ChangedRows> keepAway(const std::set<ScopeId>& scopes);

    /// Applies one answer of `GET snapshot`: its frames, one per line. One transaction. Late pages
    /// and pages of scopes that are not joining change nothing. The answer says what to ask next.
    [[nodiscard]] Result<PageApplied> applyPage(std::string_view frames);

    /// Applies one answer of `POST pull`: its frames, one per line. One transaction. Publishes the
    /// joining scopes whose `readyCut` is reached; so one pull follows the last page of a snapshot.
    [[nodiscard]] Result<PullApplied> applyPull(std::string_view frames);

    // --- what does not add up -------------------------------------------------------------------
    /// The platform has another past, or no longer knows our cursor. Rows stay visible: every live
    /// scope is to be compared, joining ones begin anew, ungranted ones are purged, and the cursor
    /// stands at `start`. The vault's `historyChanged` comes first.
    [[nodiscard]] Result<void> reconcile(const Cursor& start, std::span<const ScopeGrant> scopes);
    /// Carries out what the pull machine decided about scopes that do not add up, and notes it for
    /// the bound on repairs a day.
    [[nodiscard]] Result<void> mend(const MendPlan& plan);
    /// Count and digest of a scope's rows by bucket, counted from the rows themselves.
    [[nodiscard]] Result<BucketSums> bucketSums(ScopeId scope);
    /// Keys of all rows in some buckets of a scope, ordered by entity name and id.
    [[nodiscard]] Result<std::vector<VersionedKey>>
    keysIn(ScopeId scope, std::span<const int> buckets);
    /// Writes what differed, of all scopes in one transaction; their digests have to agree at the
    /// cut at which each was asked, or later. Visible rows that changed are returned.
    [[nodiscard]] Result<ChangedRows> applyRepairs(std::span<const ScopeRepair> repairs);

    // --- what happened
    // ----------------------------------------------------------------------------
    /// Adds to the ring of events; they outlive another history and another grant.
    [[nodiscard]] Result<void> log(std::span<const SyncEvent> events);

    // --- what is owed and what is missing -------------------------------------------------------
    [[nodiscard]] Result<std::vector<OwedReceipt>> receipts();
    [[nodiscard]] Result<void> forgetReceipt(ScopeId scope, std::int64_t rv);
    /// Pages to fetch for columns that this version added; ask for each as for a snapshot page.
    [[nodiscard]] Result<std::vector<Backfill>> backfills();
    /// The page for the backfill of an entity. Visible rows that changed are returned.
    [[nodiscard]] Result<ChangedRows>
    applyBackfill(const Backfill& backfill, std::string_view frames);
    /// The platform's text for the entities that may be read; empty before the first pull.
    [[nodiscard]] Result<std::string> projection();

    /// The platform lost what followed `lastMid`: its answers count no more. Comes before the
    /// vault's `historyChanged`, or a sweep in between would believe them.
    [[nodiscard]] Result<void> forgetResultsAfter(std::int64_t lastMid);
    /// Forgets results that the vault has dealt with.
    [[nodiscard]] Result<void> forgetResults(std::span<const std::int64_t> mids);

    /// Builds an index for sorting by a column of an entity, once asked for by a RowWindows.
    [[nodiscard]] Result<void> ensureIndex(std::string_view entity, std::string_view field);

    /// What can wait: builds indexes that are due, keeps the log short and the file compact. Call
    /// after each apply when nothing else is waiting.
    [[nodiscard]] Result<void> tidy();

    /// Marks a clean shutdown. The writer is not used after.
    [[nodiscard]] Result<void> close();

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace tidemark::sync
