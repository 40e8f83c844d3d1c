#include "sync/mirror/mirror_writer.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/entity/query.hpp"
#include "sync/mirror/mirror_parts.hpp"
#include "sync/mirror/pull_applier.hpp"

#include <set>

namespace tidemark::sync {
MirrorWriter::MirrorWriter(Database db)
    : parts_(std::make_unique<Parts>(std::move(db)))
{
}

MirrorWriter::MirrorWriter(MirrorWriter&&) noexcept = default;
MirrorWriter& MirrorWriter::operator=(MirrorWriter&&) noexcept = default;
MirrorWriter::~MirrorWriter() = default;

Result<std::optional<Cursor>> MirrorWriter::cursor()
{
    return readCursor(parts_->db);
}

Result<std::vector<ScopeState>> MirrorWriter::scopes()
{
    return readScopes(parts_->db);
}

Result<std::int64_t> MirrorWriter::rowCount()
{
    return parts_->db.integer("SELECT coalesce(sum(n),0) FROM scope");
}

Result<void> MirrorWriter::begin(const Cursor& start, std::span<const ScopeGrant> scopes)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<void> {
        const auto stored = readCursor(parts.db);
        if (!stored)
            return stored.error();
        const bool isSame =
            *stored && (*stored)->history == start.history && (*stored)->epoch == start.epoch;
        if (!isSame) {
            if (auto done = parts.forgetEverything(); !done)
                return done;
            parts.hasIndexes = false;
            if (auto done = writeCursor(parts.db, start); !done)
                return done;
        }
        std::set<ScopeId> granted;
        for (const ScopeGrant& grant : scopes) {
            granted.insert(grant.scope);
            if (auto joined = parts.scopes.join(grant); !joined)
                return joined.error();
        }
        if (auto done = parts.loseAwayBut(granted); !done)
            return done;
        const auto held = readScopes(parts.db);
        if (!held)
            return held.error();
        for (const ScopeState& scope : *held) {
            if (granted.contains(scope.grant.scope))
                continue;
            if (auto done = parts.purge(scope.grant.scope); !done)
                return done;
        }
        return parts.stepView();
    };
    return parts.inTransaction(work);
}

Result<ChangedRows> MirrorWriter::keepAway(const std::set<ScopeId>& scopes)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<ChangedRows> {
        if (auto done = parts.scopes.setAway(scopes); !done)
            return done.error();
        for (const ScopeId scope : scopes) {
            if (!parts.scopes.standing(scope))
                continue;
            if (auto done = takeOff(parts.db, parts.rows, parts.scopes, scope); !done)
                return done.error();
            parts.needsCheckpoint = parts.isRoomWanted = true;
        }
        auto changed = parts.rows.takeChanged();
        if (changed.empty())
            return changed;
        if (auto done = parts.stepView(); !done)
            return done.error();
        return changed;
    };
    return parts.inTransaction(work);
}

Result<PageApplied> MirrorWriter::applyPage(std::string_view frames)
{
    Parts& parts = *parts_;
    auto work = [&] { return applyPageFrames(parts.scopes, parts.rows, frames); };
    auto applied = parts.inTransaction(work);
    if (applied)
        parts.trimLog();
    return applied;
}

Result<PullApplied> MirrorWriter::applyPull(std::string_view frames)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<PullApplied> {
        auto applied = applyPullFrames({parts.db, parts.ledger, parts.scopes, parts.rows}, frames);
        parts.wantsCommit = applied && applied->verdict == PullVerdict::applied;
        if (!parts.wantsCommit)
            return applied;
        parts.needsCheckpoint = parts.needsCheckpoint || !applied->revoked.empty();
        if (!applied->changed.empty()) {
            if (auto done = parts.stepView(); !done)
                return done.error();
        }
        return applied;
    };
    auto applied = parts.inTransaction(work);
    if (TIDEMARK_SEEDED(cursorApart) && applied && applied->verdict == PullVerdict::applied) {
        if (auto done = writeCursor(parts.db, applied->cursor); !done)
            return done.error();
    }
    return applied;
}

Result<void> MirrorWriter::forgetResultsAfter(std::int64_t lastMid)
{
    auto statement = parts_->db.prepare("DELETE FROM result WHERE mid>?");
    if (!statement)
        return statement.error();
    return statement->bind(1, lastMid).run();
}

Result<void> MirrorWriter::forgetResults(std::span<const std::int64_t> mids)
{
    Parts& parts = *parts_;
    if (mids.empty())
        return {};
    auto work = [&]() -> Result<void> {
        auto statement = parts.db.prepare("DELETE FROM result WHERE mid=?");
        if (!statement)
            return statement.error();
        for (const std::int64_t mid : mids) {
            if (auto done = statement->bind(1, mid).run(); !done)
                return done;
        }
        return {};
    };
    return parts.inTransaction(work);
}

Result<void> MirrorWriter::log(std::span<const SyncEvent> events)
{
    if (events.empty())
        return {};
    auto transaction = Transaction::begin(parts_->db);
    if (!transaction)
        return transaction.error();
    if (auto done = appendEvents(parts_->db, events); !done)
        return done;
    return transaction->commit();
}

Result<void> MirrorWriter::ensureIndex(std::string_view entity, std::string_view field)
{
    const EntityInfo* info = mirroredEntity(entity);
    const FieldInfo* column = info != nullptr ? queryField(*info, field) : nullptr;
    if (column == nullptr)
        return Fault{
            FaultCode::invalid,
            "unknown_field",
            "There is no such column to sort by.",
            "Choose another column."};
    return parts_->buildIndex(*info, *column);
}

Result<void> MirrorWriter::tidy()
{
    if (auto done = parts_->scopes.load(); !done)
        return done;
    if (!parts_->hasIndexes && !parts_->scopes.isAnyJoining()) {
        parts_->shrinkCache(); // Sorting takes as much again as the cache may hold.
        if (auto done = parts_->buildIndexes(); !done)
            return done;
        parts_->hasIndexes = true;
        parts_->needsCheckpoint = true;
        parts_->shrinkCache();
    }
    if (auto done = parts_->compact(); !done)
        return done;
    if (!parts_->needsCheckpoint) {
        parts_->trimLog();
        return {};
    }
    const auto emptied = parts_->db.checkpoint();
    if (!emptied)
        return emptied.error();
    parts_->needsCheckpoint = !*emptied; // A reader was in the way: next time.
    return {};
}

Result<void> MirrorWriter::close()
{
    auto closed = writeMeta(parts_->db, "clean", "1");
    if (!closed)
        return closed;
    const auto emptied = parts_->db.checkpoint();
    return emptied ? Result<void>() : emptied.error();
}

} // namespace tidemark::sync
