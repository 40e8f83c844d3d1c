// A person's unsent changes, folded into rows of their own.
#pragma once

#include "sync/mirror/mirror_types.hpp"
#include "sync/rows/supply_derivation.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/vault/vault_types.hpp"

#include <map>
#include <span>

namespace tidemark::sync {

/// What `_state` of an overlay row says; bits.
enum OverlayState : int {
    pendingBit = 1,  ///< A change that the platform does not have yet.
    conflictBit = 2, ///< A change that needs a person.
    goneBit = 4,     ///< Deleted by the person: hides the mirror's row.
};

/// For each row with pending changes its image: the mirror's row with the changes on top, derived
/// fields calculated. Kept as temporary tables, in memory, of the reader's connection, so that one
/// query sees both.
class Overlay {
public:
    explicit Overlay(Database& db);

    [[nodiscard]] bool isEmpty(const EntityInfo& entity) const;
    [[nodiscard]] std::int64_t count(const EntityInfo& entity) const;

    /// Everything anew.
    void set(std::span<const PendingMutation> pending);
    /// One mutation is new or has another state. Returns the rows it touches.
    ChangedRows put(const PendingMutation& mutation);
    /// Mutations are gone. Returns the rows they touched.
    ChangedRows drop(std::span<const Mid> mids);
    [[nodiscard]] ChangedRows touchedBy(std::span<const Mid> mids) const;
    /// Makes the images of these rows anew; of all rows of an entity where no ids are named.
    [[nodiscard]] Result<void> rebuild(const ChangedRows& rows);
    /// The mirror changed: which rows need a new image, since they have one or their derived fields
    /// follow from what changed.
    [[nodiscard]] ChangedRows affectedBy(const ChangedRows& changed);
    [[nodiscard]] ChangedRows all() const;

private:
    struct PendingOp {
        Mid mid = 0;
        PushOp op = {};
        bool needsPerson = false;
        std::int64_t createdAt = 0;
    };
    using RowOps = std::map<Uuid, std::vector<PendingOp>>;

    [[nodiscard]] Result<void>
    rebuildEntity(const EntityInfo& entity, const std::optional<std::vector<Uuid>>& ids);
    [[nodiscard]] Result<void> rebuildRow(const EntityInfo& entity, const Uuid& id);
    [[nodiscard]] Result<void> makeTable(const EntityInfo& entity);

    Database& db_;
    SupplyDerivation derivation_;
    std::map<std::string, RowOps> ops_; // By entity name.
    std::map<std::string, bool> tables_;
};

} // namespace tidemark::sync
