#include "sync/rows/overlay.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/word_book.hpp"
#include "sync/rows/list_query.hpp"
#include "sync/rows/writable_temp.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

void touch(ChangedRows& rows, const std::string& entity, const Uuid& id)
{
    auto& ids = rows.try_emplace(entity, std::vector<Uuid>{}).first->second;
    if (ids->empty() || ids->back() != id) // Twice does no harm.
        ids->push_back(id);
}

bool needsPerson(MutationState state)
{
    return state == MutationState::parked || state == MutationState::rejected ||
           state == MutationState::conflict;
}

} // namespace

Overlay::Overlay(Database& db)
    : db_(db)
    , derivation_(db)
{
}

bool Overlay::isEmpty(const EntityInfo& entity) const
{
    return count(entity) == 0;
}

std::int64_t Overlay::count(const EntityInfo& entity) const
{
    const auto found = ops_.find(entity.name);
    return found == ops_.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

void Overlay::set(std::span<const PendingMutation> pending)
{
    for (auto& [entity, rows] : ops_)
        rows.clear(); // The entities stay, so that their tables are emptied.
    for (const PendingMutation& mutation : pending)
        put(mutation);
}

ChangedRows Overlay::put(const PendingMutation& mutation)
{
    ChangedRows touched = drop(std::span(&mutation.mid, 1));
    for (const PushOp& op : mutation.mutation.ops) {
        if (mirroredEntity(op.entity) == nullptr)
            continue;
        auto& ops = ops_[op.entity][op.id];
        const auto place = std::upper_bound(
            ops.begin(),
            ops.end(),
            mutation.mid,
            [](Mid mid, const PendingOp& other) { return mid < other.mid; }
        );
        ops.insert(
            place, {mutation.mid, op, needsPerson(mutation.state), mutation.createdAt.micros}
        );
        touch(touched, op.entity, op.id);
    }
    return touched;
}

ChangedRows Overlay::drop(std::span<const Mid> mids)
{
    ChangedRows touched;
    const auto isDropped = [&](const PendingOp& op) {
        return std::find(mids.begin(), mids.end(), op.mid) != mids.end();
    };
    for (auto& [entity, rows] : ops_) {
        for (auto row = rows.begin(); row != rows.end();) {
            if (std::erase_if(row->second, isDropped) > 0)
                touch(touched, entity, row->first);
            row = row->second.empty() ? rows.erase(row) : std::next(row);
        }
    }
    return touched;
}

ChangedRows Overlay::touchedBy(std::span<const Mid> mids) const
{
    ChangedRows touched;
    for (const auto& [entity, rows] : ops_) {
        for (const auto& [id, ops] : rows) {
            const bool isTouched = std::any_of(ops.begin(), ops.end(), [&](const PendingOp& op) {
                return std::find(mids.begin(), mids.end(), op.mid) != mids.end();
            });
            if (isTouched)
                touch(touched, entity, id);
        }
    }
    return touched;
}

ChangedRows Overlay::all() const
{
    ChangedRows rows;
    for (const auto& [entity, ops] : ops_)
        rows[entity] = std::nullopt;
    return rows;
}

ChangedRows Overlay::affectedBy(const ChangedRows& changed)
{
    ChangedRows affected;
    for (const auto& [entity, ids] : changed) {
        if (SupplyDerivation::isReference(entity))
            derivation_.forget();
        if (SupplyDerivation::dependsOn(entity) && ops_.contains("fuelSupply"))
            affected["fuelSupply"] = std::nullopt;
        const auto found = ops_.find(entity);
        if (found == ops_.end() || found->second.empty())
            continue;
        if (!ids) {
            affected[entity] = std::nullopt;
            continue;
        }
        for (const Uuid& id : *ids) {
            if (found->second.contains(id) && !(affected.contains(entity) && !affected[entity]))
                touch(affected, entity, id);
        }
    }
    return affected;
}

Result<void> Overlay::rebuild(const ChangedRows& rows)
{
    if (rows.empty())
        return {};
    const WritableTemp writable(db_);
    // Reports before their rows, which look into them; the names sort that way.
    if (auto done = makeTable(*mirroredEntity("complianceReport")); !done)
        return done;
    for (const auto& [name, ids] : rows) {
        const EntityInfo* entity = mirroredEntity(name);
        if (entity == nullptr)
            continue;
        if (auto done = rebuildEntity(*entity, ids); !done)
            return done;
    }
    return {};
}

Result<void>
Overlay::rebuildEntity(const EntityInfo& entity, const std::optional<std::vector<Uuid>>& ids)
{
    if (auto done = makeTable(entity); !done)
        return done;
    if (ids) {
        for (const Uuid& id : *ids) {
            if (auto done = rebuildRow(entity, id); !done)
                return done;
        }
        return {};
    }
    if (auto done = db_.execute("DELETE FROM temp." + overlayOf(entity)); !done)
        return done;
    const auto found = ops_.find(entity.name);
    if (found == ops_.end())
        return {};
    for (const auto& [id, ops] : found->second) {
        if (auto done = rebuildRow(entity, id); !done)
            return done;
    }
    return {};
}

Result<void> Overlay::makeTable(const EntityInfo& entity)
{
    if (tables_[entity.name])
        return {};
    auto done = db_.execute(
        "CREATE TEMP TABLE IF NOT EXISTS " + overlayOf(entity) + "(" +
        rowColumns(entity, "_state INTEGER NOT NULL, _text TEXT NOT NULL, PRIMARY KEY(id)") +
        ") WITHOUT ROWID"
    );
    tables_[entity.name] = done.has_value();
    return done;
}

Result<void> Overlay::rebuildRow(const EntityInfo& entity, const Uuid& id)
{
    auto remove = db_.prepare("DELETE FROM temp." + overlayOf(entity) + " WHERE id=?");
    if (!remove)
        return remove.error();
    if (auto done = remove->bind(1, id).run(); !done)
        return done;
    const auto rows = ops_.find(entity.name);
    if (rows == ops_.end() || !rows->second.contains(id))
        return {};

    auto image = RowImage::fromMirror(db_, entity, id);
    if (!image)
        return image.error();
    int state = 0;
    for (const PendingOp& pending : rows->second.at(id)) {
        state |= pending.needsPerson ? conflictBit : pendingBit;
        if (pending.op.kind == PushOpKind::remove) {
            // A refused deletion shows the row again, with its mark.
            state |= pending.needsPerson ? 0 : goneBit;
            continue;
        }
        if (!*image) {
            if (pending.op.kind != PushOpKind::create)
                continue; // The row is not here: deleted by somebody else, or out of sight.
            *image = RowImage::created(entity, id, pending.createdAt);
        }
        (*image)->set(pending.op.set);
        (*image)->setUpdatedAt(pending.createdAt);
    }
    if (!*image)
        return {};
    if (auto done = derivation_.derive(**image); !done)
        return done;
    std::string marks = "?";
    const std::size_t count = commonFields().size() + entity.fields.size();
    for (std::size_t i = 1; i < count + 2; ++i)
        marks += ",?";
    auto insert = db_.prepare("INSERT INTO temp." + overlayOf(entity) + " VALUES(" + marks + ")");
    if (!insert)
        return insert.error();
    std::vector<SqlValue> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back((*image)->value(i));
    for (std::size_t i = 0; i < count; ++i)
        bindValue(*insert, static_cast<int>(i) + 1, values[i]);
    const std::string text = WordBook::folded(entity, (*image)->fieldValues());
    insert->bind(static_cast<int>(count) + 1, static_cast<std::int64_t>(state));
    insert->bind(static_cast<int>(count) + 2, std::string_view(text));
    return insert->run();
}

} // namespace tidemark::sync
