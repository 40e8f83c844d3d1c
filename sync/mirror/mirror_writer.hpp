// Applies what the platform says to the mirror.
#pragma once

#include "sync/mirror/mirror_types.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace tidemark::sync {

class Database;

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

    /// Applies one answer of `GET snapshot`: its frames, one per line. One transaction. Late pages
    /// and pages of scopes that are not joining change nothing. The answer says what to ask next.
    [[nodiscard]] Result<PageApplied> applyPage(std::string_view frames);

    /// Applies one answer of `POST pull`: its frames, one per line. One transaction. Publishes the
    /// joining scopes whose `readyCut` is reached; so one pull follows the last page of a snapshot.
    [[nodiscard]] Result<PullApplied> applyPull(std::string_view frames);

    /// Throws a scope's rows away and joins it again: the repair after two digest mismatches.
    [[nodiscard]] Result<void> rejoin(ScopeId scope);

    /// Forgets results that the vault has dealt with.
    [[nodiscard]] Result<void> forgetResults(std::span<const std::int64_t> mids);

    /// Builds an index for sorting by a column of an entity, once asked for by a RowWindows.
    [[nodiscard]] Result<void> ensureIndex(std::string_view entity, std::string_view field);

    /// What can wait: builds indexes that are due and keeps the log short. Call after each apply
    /// when nothing else is waiting.
    [[nodiscard]] Result<void> tidy();

    /// Marks a clean shutdown. The writer is not used after.
    [[nodiscard]] Result<void> close();

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace tidemark::sync
