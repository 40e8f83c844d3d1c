// Windows of rows over the mirror and the user's unsent changes.
#pragma once

#include "sync/mirror/mirror_reader.hpp"
#include "sync/rows/row_query.hpp"
#include "sync/vault/vault_types.hpp"

#include <memory>
#include <set>

namespace tidemark::sync {

struct ListQuery;

/// Answers `rows.*` of the local API. What a person sees is the mirror with the own pending changes
/// on top; rows touched by them carry `_pending`, and `_conflict` when a person is needed.
///
/// Not thread-safe. It owns a reading connection and may live on another thread than the writer.
/// The caller says what changed; without that, totals and positions would be stale.
class RowWindows {
public:
    explicit RowWindows(MirrorReader reader);
    RowWindows(RowWindows&&) noexcept;
    ~RowWindows();

    [[nodiscard]] Result<RowWindow> window(const MirrorQuery& query);
    /// One row as JSON text. Fault `notFound`/`no_such_row`.
    [[nodiscard]] Result<std::string> get(std::string_view entity, const Uuid& id);
    /// Sum of an integer or decimal field over the rows that pass the filter.
    [[nodiscard]] Result<MirrorSum> sum(const MirrorQuery& query, std::string_view field);

    /// The whole overlay anew, from `Vault::pending`; at start.
    [[nodiscard]] Result<void> setPending(std::span<const PendingMutation> pending);
    /// One mutation is new, or its state changed. Returns the rows that look different now.
    [[nodiscard]] Result<ChangedRows> pendingChanged(const PendingMutation& mutation);
    /// Mutations are retired or discarded.
    [[nodiscard]] Result<ChangedRows> pendingGone(std::span<const Mid> mids);
    /// A cut or page was applied. Call it after each one, before the next window.
    [[nodiscard]] Result<void> mirrorChanged(const ChangedRows& changed);

    /// Scopes whose lease has ended, and the waiting changes about their rows: none of it is shown
    /// until they are let in again. `setPending` follows.
    [[nodiscard]] Result<void> lock(std::span<const ScopeId> scopes, std::set<Mid> work);
    [[nodiscard]] const std::set<ScopeId>& lockedScopes() const;
    /// The change is about rows of a locked scope.
    [[nodiscard]] bool isHidden(Mid mid) const;

    /// Fills `baseRv` and `base` of an op from the mirror as it is; for `Vault::retry`.
    void rebase(PushOp& op);

    /// Big lists that are sorted by a column without an index, since the last call: hand each to
    /// `MirrorWriter::ensureIndex` on the writer's thread, then call `indexBuilt`.
    [[nodiscard]] std::vector<IndexWish> takeIndexWishes();
    void indexBuilt(std::string_view entity);

    /// Prepares deep scrolling in the lists that were asked for last, for about `budgetMillis`.
    /// Call when idle; false: nothing is left to do.
    [[nodiscard]] bool prepareScrolling(int budgetMillis);

    [[nodiscard]] MirrorReader& reader();

private:
    class Parts;

    [[nodiscard]] Result<RowWindow> windowOf(const ListQuery& list, const MirrorQuery& query);

    std::unique_ptr<Parts> parts_;
};

} // namespace tidemark::sync
