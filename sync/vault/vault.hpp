// The user's unsent and unresolved work. It may never be lost.
#pragma once

#include "models/core/secret.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/sqlite/quick_check.hpp"
#include "sync/vault/blob_book.hpp"
#include "sync/vault/conflict_book.hpp"
#include "sync/vault/retirement.hpp"

#include <filesystem>
#include <map>
#include <memory>

namespace tidemark {
struct KnownFields;
}

namespace tidemark::sync {

struct PartedOps;

/// How much of the outbox goes into one push.
struct PushLimits {
    std::size_t mutations = 100;
    std::size_t bytes = 1024 * 1024;
};

/// What a sweep changed.
struct Swept {
    std::vector<Mid> retired = {};         ///< Gone from the overlay.
    std::vector<Mid> needPerson = {};      ///< Became rejected, conflict or parked.
    std::vector<Mid> made = {};            ///< What goes on of a change that a later one replaced.
    std::vector<PushResult> finished = {}; ///< Answers of both, in the order of their mids.
};

/// The outbox, its archive, open conflicts, quarantine, identity, settings and sealed tokens.
///
/// Invariants: every edit is in exactly one of outbox, archive, quarantine, or outbox with an open
/// conflict; mids are dense; whatever returned without a fault survives a power cut
/// (`synchronous=FULL`). Not thread-safe.
class Vault {
public:
    /// Opens or begins the vault. Never replaces a file: damage is a fault that names it, and
    /// `salvageVault` says what can be done.
    [[nodiscard]] static Result<Vault> open(const std::filesystem::path& file, const Secret& key);

    /// Reads the file through. Fault `corrupt`/`store_damaged`.
    [[nodiscard]] Result<void> check(CheckPlace& place, std::chrono::milliseconds budget);
    /// A copy beside the file, encrypted with the same key; the oldest of more than three goes.
    [[nodiscard]] Result<void> backUp(Timestamp now);
    [[nodiscard]] std::optional<Timestamp> newestBackup() const;
    /// Over a file that is open already.
    [[nodiscard]] static Result<Vault> open(Database db);

    // --- identity -------------------------------------------------------------------------------
    [[nodiscard]] Result<VaultIdentity> identity();
    [[nodiscard]] Result<void> setServer(std::string_view server);
    /// Another client than before (or none, to get a new one): what is unanswered is numbered anew
    /// from 1; tell the RowWindows by `setPending`.
    [[nodiscard]] Result<void> setClient(std::string_view clientId, std::int64_t incarnation);

    // --- edits ----------------------------------------------------------------------------------
    /// On disk when this returns. Fault `full`/`outbox_full`, `full`/`disk_full`, `invalid`.
    [[nodiscard]] Result<PendingMutation> enqueue(NewMutation mutation);
    /// Many edits that came together, in one transaction and so with one wait for the disk. One
    /// outcome for each; one that is refused keeps no other from being saved.
    [[nodiscard]] std::vector<Result<PendingMutation>> enqueueAll(std::vector<NewMutation> mutations
    );
    /// What cannot be taken as it is, and yet was told as kept, waits among what was refused until
    /// a person changes it or gives it up. Its number is below zero: the platform never heard it.
    [[nodiscard]] Result<Mid> keepRefused(NewMutation mutation, const Fault& why);
    /// All that is not retired, by mid, without those discarded before they were sent.
    [[nodiscard]] Result<std::vector<PendingMutation>> pending();
    [[nodiscard]] Result<PendingMutation> find(Mid mid);
    [[nodiscard]] Result<OutboxCounts> counts();

    /// A person gives up a mutation. Not possible while its outcome is unknown:
    /// `conflict`/`in_flight`. One that was never sent keeps its place in the outbox as an empty
    /// mutation, since the platform wants mids without gaps. The content moves to the archive.
    [[nodiscard]] Result<void> discard(Mid mid);
    /// Queued, sent and held: due at once. Refused and conflicting ones are made anew under a new
    /// mid with `baseRv` and `base` of the mirror as it is, which `rebase` fills in; returns the
    /// mid to follow.
    [[nodiscard]] Result<Mid> retry(Mid mid, const std::function<void(PushOp&)>& rebase);
    /// Other content for a mutation that was never sent or was refused, under a new mid, which is
    /// returned. `conflict`/`in_flight` while its outcome is unknown.
    [[nodiscard]] Result<Mid> edit(Mid mid, std::vector<PushOp> ops);

    // --- quarantine -----------------------------------------------------------------------------
    /// The scope of these mutations was taken away: what was never sent and what was refused goes
    /// to quarantine, without its content where the class says so; what is under way goes there
    /// when it is refused. Returns those that are gone from the overlay. Comes before the mirror's
    /// purge.
    [[nodiscard]] Result<std::vector<Mid>>
    quarantine(std::span<const Mid> mids, const LostScope& lost);
    [[nodiscard]] Result<std::vector<QuarantinedWork>> quarantined();
    [[nodiscard]] Result<void> markExported(std::span<const std::int64_t> qids, Timestamp at);
    /// The platform keeps these now. What may not stay here loses its content in the same step.
    [[nodiscard]] Result<void>
    markHandedOver(std::span<const QuarantinedWork> handed, Timestamp at);
    /// A person gives it up. Fault `notFound`/`no_such_work`.
    [[nodiscard]] Result<void> forgetQuarantined(std::int64_t qid);

    // --- push -----------------------------------------------------------------------------------
    /// The next mutations to send, in order and without gaps, from the first unanswered one. Empty
    /// when the first is held, or not due at `now`.
    [[nodiscard]] Result<std::vector<PushMutation>>
    nextPush(const PushLimits& limits, Timestamp now);
    /// Before the bytes leave: from here on these may not change. Counts an attempt. Gives them as
    /// they are now; none when one of them is not to be sent any more, then nothing is marked.
    [[nodiscard]] Result<std::vector<PushMutation>> markSent(std::span<const Mid> mids);
    /// No answer, or a refusal of the whole push: due again at `nextTry`.
    [[nodiscard]] Result<void>
    defer(std::span<const Mid> mids, Timestamp nextTry, const Fault& why);
    /// All unanswered ones wait for a person (`held`), or no more.
    [[nodiscard]] Result<void> hold(const Fault& why);
    /// A person wants it tried now: nothing waits for a time any more.
    [[nodiscard]] Result<void> dueNow();
    [[nodiscard]] Result<void> release();
    /// Answers that came by push or `GET mutations`; they wait here for their rows. The numbers of
    /// those that are ours: another copy of this device may have used the same ones.
    [[nodiscard]] Result<std::vector<Mid>> noteResults(std::span<const PushResult> answers);
    /// When the next unanswered mutation is due; nullopt when none waits for a time.
    [[nodiscard]] Result<std::optional<Timestamp>> nextDue();
    /// What the platform does not know (`lacking`, see `lackingIn`) stays here: of each mutation
    /// after `after` that was never sent, those fields go to one of their own, which waits. `after`
    /// is 0 when a session opened; then those that wait are looked at again. True when any
    /// waits: tell the RowWindows by `setPending`.
    [[nodiscard]] Result<bool> fitTo(const KnownFields& lacking, Mid after);
    /// Mutations that wait for files to arrive on the platform, or for fields that it does not know
    /// yet, go behind those that wait for nothing, under new mids; true when any did: tell the
    /// RowWindows by `setPending`.
    [[nodiscard]] Result<bool> letOthersPass();

    // --- after an apply, and at start -----------------------------------------------------------
    /// Decides with `decideRetirements` and carries it out in one transaction.
    [[nodiscard]] Result<Swept> sweep(const MirrorFacts& mirror, std::int64_t cut);
    /// The platform lost what followed `lastMid`: archived answers above it go back to the outbox.
    /// Comes before the mirror's `begin` of the new history. Returns how many accepted ones will be
    /// sent again.
    [[nodiscard]] Result<std::int64_t> historyChanged(std::string_view history, Mid lastMid);
    /// Work that was never sent has numbers up to `lastMid`, which the platform took from this
    /// client before: this vault is an older copy of itself, put back or cloned.
    [[nodiscard]] Result<bool> areNumbersTaken(Mid lastMid);
    /// The oldest mutation that can still be sent: in the outbox or in the archive.
    [[nodiscard]] Result<Mid> oldestSendable();
    /// Drops archived mutations older than 14 days.
    [[nodiscard]] Result<void> trimArchive(Timestamp now);

    // --- conflicts ------------------------------------------------------------------------------
    /// All that is open, by row.
    [[nodiscard]] Result<std::vector<ConflictCase>> conflicts();
    /// Decisions of a person, carried out by ordinary mutations: none where all is left as theirs,
    /// and none before every row of a mutation that goes as a whole is decided. Faults
    /// `notFound`/`no_such_conflict`, `invalid`/`value_missing`; then nothing is decided.
    [[nodiscard]] Result<Resolution> decideConflicts(std::span<const CaseChoice> choices);
    /// Newest first, of the last 14 days.
    [[nodiscard]] Result<std::vector<Resolution>> recentDecisions(std::size_t most);
    /// The conflicts are open again; what the platform has taken already gets theirs back. Fault
    /// `conflict`/`cannot_undo`, `open_again`.
    [[nodiscard]] Result<void> undoDecisions(std::int64_t batch);
    /// An edit of a field in conflict starts where the conflict does: it brings the conflict up to
    /// date and does not overwrite what nobody has looked at.
    [[nodiscard]] Result<void> startFromConflicts(NewMutation& mutation);

    // --- files ----------------------------------------------------------------------------------
    [[nodiscard]] BlobBook blobs() { return BlobBook(db_); }

    // --- settings and tokens --------------------------------------------------------------------
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name);
    [[nodiscard]] Result<void> setSetting(std::string_view name, std::string_view value);
    [[nodiscard]] Result<std::optional<Secret>> token(std::string_view name);
    /// An empty secret forgets it.
    [[nodiscard]] Result<void> setToken(std::string_view name, const Secret& token);
    /// Everything of the signed-in user goes, for sign-out, with the settings named `user.…`. Fault
    /// `conflict`/`pending_changes` when there is unsent work and not `discardPending`.
    [[nodiscard]] Result<void> forgetUser(bool discardPending);

    /// For looking at what is kept, by tests.
    [[nodiscard]] Database& database() { return db_; }

private:
    Vault(Database db, std::filesystem::path file, Secret key);

    // Steps inside a transaction.
    [[nodiscard]] Result<PendingMutation> append(NewMutation mutation);
    [[nodiscard]] Result<std::vector<Mid>> dependsOf(const PushMutation& mutation);
    [[nodiscard]] Result<void> loadCreations();
    [[nodiscard]] Result<void> renumber();
    [[nodiscard]] Result<bool> requeue(Mid mid);
    [[nodiscard]] Result<std::vector<PendingMutation>> answered(const MirrorFacts& mirror);
    [[nodiscard]] Result<bool> isolate(Mid mid, const LostScope& lost);
    [[nodiscard]] Result<void> leavePlaceholder(Mid mid, Timestamp createdAt);
    [[nodiscard]] Result<void> part(PushMutation mutation, Timestamp createdAt, PartedOps ops);
    [[nodiscard]] Result<void> note(const PushResult& answer);
    [[nodiscard]] bool isOurs(const PushResult& answer);
    [[nodiscard]] Result<void>
    carryOut(const Retirement& retirement, std::int64_t cut, Swept& swept);
    [[nodiscard]] Result<void> openConflicts(Mid mid, const PushResult& result, Swept& swept);
    [[nodiscard]] Result<std::optional<Mid>> settle(Mid mid);
    [[nodiscard]] Result<bool> takeBack(Mid mid);
    [[nodiscard]] Result<void> putBack(Mid mid);
    [[nodiscard]] Result<void> sendTheirsAgain(std::span<const DecidedField> fields);
    [[nodiscard]] Result<void> archive(Mid mid, std::string_view why, std::int64_t cut);
    [[nodiscard]] Result<void> removeFromOutbox(Mid mid, std::string_view conflictsEnd);

    /// Runs `sql` for each mid, parameter 1, in one transaction.
    [[nodiscard]] Result<void> updateEach(
        std::span<const Mid> mids,
        std::string_view sql,
        const std::function<void(Statement&)>& bindRest
    );

    Database db_;
    std::filesystem::path file_;
    Secret key_; // For backups.
    /// Rows that waiting mutations create, and by which; none until first asked for.
    std::optional<std::map<Uuid, Mid>> creations_ = {};
};

} // namespace tidemark::sync
