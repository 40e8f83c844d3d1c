// The user's unsent and unresolved work. It may never be lost.
#pragma once

#include "models/core/secret.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/vault/retirement.hpp"

#include <filesystem>
#include <memory>

namespace tidemark::sync {

/// How much of the outbox goes into one push.
struct PushLimits {
    std::size_t mutations = 100;
    std::size_t bytes = 1024 * 1024;
};

/// What a sweep changed.
struct Swept {
    std::vector<Mid> retired = {};    ///< Gone from the overlay.
    std::vector<Mid> needPerson = {}; ///< Became rejected, conflict or parked.
};

/// The outbox, its archive, open conflicts, identity, settings and sealed tokens.
///
/// Invariants: every edit is in exactly one of outbox, archive, or outbox with an open conflict;
/// mids are dense; whatever returned without a fault survives a power cut (`synchronous=FULL`).
/// Not thread-safe.
class Vault {
public:
    /// Opens or begins the vault. Never replaces a file: damage is a fault that names it.
    [[nodiscard]] static Result<Vault> open(const std::filesystem::path& file, const Secret& key);

    // --- identity -------------------------------------------------------------------------------
    [[nodiscard]] Result<VaultIdentity> identity();
    [[nodiscard]] Result<void> setServer(std::string_view server);
    /// Another client than before (or none, to get a new one): what is unanswered is numbered anew
    /// from 1; tell the RowWindows by `setPending`.
    [[nodiscard]] Result<void> setClient(std::string_view clientId, std::int64_t incarnation);

    // --- edits ----------------------------------------------------------------------------------
    /// On disk when this returns. Fault `full`/`outbox_full`, `full`/`disk_full`, `invalid`.
    [[nodiscard]] Result<PendingMutation> enqueue(NewMutation mutation);
    /// All that is not retired, by mid, without those discarded before they were sent.
    [[nodiscard]] Result<std::vector<PendingMutation>> pending();
    [[nodiscard]] Result<PendingMutation> find(Mid mid);

    /// A person gives up a mutation. Not possible while its outcome is unknown:
    /// `conflict`/`in_flight`. One that was never sent keeps its place in the outbox as an empty
    /// mutation, since the platform wants mids without gaps. The content moves to the archive.
    [[nodiscard]] Result<void> discard(Mid mid);
    /// Queued, sent and held: due at once. Refused and conflicting ones are made anew under a new
    /// mid with `baseRv` and `base` of the mirror as it is, which `rebase` fills in; returns the
    /// mid to follow.
    [[nodiscard]] Result<Mid> retry(Mid mid, const std::function<void(PushOp&)>& rebase);

    // --- push -----------------------------------------------------------------------------------
    /// The next mutations to send, in order and without gaps, from the first unanswered one. Empty
    /// when the first is held, or not due at `now`.
    [[nodiscard]] Result<std::vector<PushMutation>>
    nextPush(const PushLimits& limits, Timestamp now);
    /// Before the bytes leave: from here on these may not change. Counts an attempt.
    [[nodiscard]] Result<void> markSent(std::span<const Mid> mids);
    /// No answer, or a refusal of the whole push: due again at `nextTry`.
    [[nodiscard]] Result<void>
    defer(std::span<const Mid> mids, Timestamp nextTry, const Fault& why);
    /// All unanswered ones wait for a person (`held`), or no more.
    [[nodiscard]] Result<void> hold(const Fault& why);
    [[nodiscard]] Result<void> release();
    /// Answers that came by push or `GET mutations`; they wait here for their rows.
    [[nodiscard]] Result<void> noteResults(std::span<const PushResult> answers);
    /// When the next unanswered mutation is due; nullopt when none waits for a time.
    [[nodiscard]] Result<std::optional<Timestamp>> nextDue();

    // --- after an apply, and at start -----------------------------------------------------------
    /// Decides with `decideRetirements` and carries it out in one transaction.
    [[nodiscard]] Result<Swept> sweep(const MirrorFacts& mirror, std::int64_t cut);
    [[nodiscard]] Result<std::vector<OpenConflict>> openConflicts();
    /// The platform lost what followed `lastMid`: archived answers above it go back to the outbox.
    /// Comes before the mirror's `begin` of the new history.
    [[nodiscard]] Result<void> historyChanged(std::string_view history, Mid lastMid);
    /// Drops archived mutations older than 14 days.
    [[nodiscard]] Result<void> trimArchive(Timestamp now);

    // --- settings and tokens --------------------------------------------------------------------
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name);
    [[nodiscard]] Result<void> setSetting(std::string_view name, std::string_view value);
    [[nodiscard]] Result<std::optional<Secret>> token(std::string_view name);
    /// An empty secret forgets it.
    [[nodiscard]] Result<void> setToken(std::string_view name, const Secret& token);
    /// Everything of the signed-in user goes, for sign-out, with the settings named `user.…`. Fault
    /// `conflict`/`pending_changes` when there is unsent work and not `discardPending`.
    [[nodiscard]] Result<void> forgetUser(bool discardPending);

private:
    explicit Vault(Database db);

    // Steps inside a transaction.
    [[nodiscard]] Result<PendingMutation> append(NewMutation mutation);
    [[nodiscard]] Result<void> renumber();
    [[nodiscard]] Result<void> requeue(Mid mid);
    [[nodiscard]] Result<void> note(const PushResult& answer);
    [[nodiscard]] Result<void>
    carryOut(const Retirement& retirement, std::int64_t cut, Swept& swept);
    [[nodiscard]] Result<void> openConflict(Mid mid, const PushConflict& conflict);
    [[nodiscard]] Result<void> archive(Mid mid, std::string_view why, std::int64_t cut);
    [[nodiscard]] Result<void> removeFromOutbox(Mid mid, std::string_view conflictsEnd);

    /// Runs `sql` for each mid, parameter 1, in one transaction.
    [[nodiscard]] Result<void> updateEach(
        std::span<const Mid> mids,
        std::string_view sql,
        const std::function<void(Statement&)>& bindRest
    );

    Database db_;
};

} // namespace tidemark::sync
