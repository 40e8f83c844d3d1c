#include "sync/mirror/mirror_writer.hpp"

#include "models/entity/query.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/pull_applier.hpp"
#include "sync/sqlite/memory.hpp"
#include "sync/sqlite/transaction.hpp"

#include <set>

namespace tidemark::sync {
namespace {

/// A page of a snapshot is one commit; moving each at once would write everything twice in pieces.
constexpr std::int64_t logBytesMost = 16LL * 1024 * 1024;
/// While a first sync is waited for, moving the log can wait longer: `tidy` does it afterwards.
constexpr std::int64_t joiningLogBytesMost = 256LL * 1024 * 1024;
constexpr int calmCacheMebibytes = 8;

} // namespace

class MirrorWriter::Parts {
public:
    explicit Parts(Database opened)
        : db(std::move(opened))
        , ledger(db)
        , scopes(db)
        , rows(db, ledger, scopes)
    {
    }

    /// Runs `work` in one transaction; whatever fails leaves nothing behind, in memory neither.
    template <class Work>
    auto inTransaction(Work work) -> decltype(work())
    {
        auto transaction = Transaction::begin(db);
        if (!transaction)
            return transaction.error();
        auto done = prepare();
        if (!done)
            return done.error();
        auto outcome = work();
        if (outcome && wantsCommit) {
            if (auto flushed = ledger.flush(); !flushed)
                outcome = flushed.error();
            else if (auto committed = transaction->commit(); !committed)
                outcome = committed.error();
        }
        if (!outcome || !wantsCommit)
            ledger.forget();
        return outcome;
    }

    /// Readers see other rows from this commit on. They count these steps, see RowWindows.
    Result<void> stepView()
    {
        return db.execute("INSERT INTO meta(k, v) VALUES('view', '1') ON CONFLICT(k) DO UPDATE SET "
                          "v=CAST(v AS INTEGER)+1");
    }

    Result<void> purge(ScopeId scope)
    {
        if (auto done = rows.purge(scope); !done)
            return done;
        needsCheckpoint = true; // What was revoked may not linger in the log.
        return scopes.remove(scope);
    }

    Result<void> forgetEverything()
    {
        if (auto done = ledger.flush(); !done)
            return done;
        std::string sql = "DELETE FROM scope; DELETE FROM tally; DELETE FROM tomb; DELETE FROM "
                          "result;";
        for (const EntityInfo* entity : mirroredEntities()) {
            sql += "DELETE FROM " + tableOf(*entity) + "; DELETE FROM s_" + entity->table + ";";
            if (isSearchable(*entity))
                sql += "DELETE FROM " + wordsOf(*entity) + ";";
            if (auto done = dropIndexes(*entity); !done)
                return done;
        }
        if (auto done = db.execute(sql); !done)
            return done;
        ledger.forget();
        return scopes.load();
    }

    /// A big load into indexed tables is slow; the indexes come back with `tidy`.
    Result<void> dropIndexes(const EntityInfo& entity)
    {
        std::string sql;
        for (const FieldInfo& field : entity.fields)
            sql += "DROP INDEX IF EXISTS " + indexOf(entity, field) + ";";
        for (const FieldInfo& field : commonFields())
            sql += "DROP INDEX IF EXISTS " + indexOf(entity, field) + ";";
        return db.execute(sql + "DROP INDEX IF EXISTS " + wordIndexOf(entity));
    }

    Result<void> buildIndexes()
    {
        for (const EntityInfo* entity : mirroredEntities()) {
            for (const FieldInfo& field : entity->fields) {
                if (field.references.empty())
                    continue;
                if (auto done = buildIndex(*entity, field); !done)
                    return done;
            }
            if (!isSearchable(*entity))
                continue;
            if (auto done = db.execute(
                    "CREATE INDEX IF NOT EXISTS " + wordIndexOf(*entity) + " ON " +
                    tableOf(*entity) + "(_word)"
                );
                !done)
                return done;
        }
        return {};
    }

    Result<void> buildIndex(const EntityInfo& entity, const FieldInfo& field)
    {
        return db.execute(
            "CREATE INDEX IF NOT EXISTS " + indexOf(entity, field) + " ON " + tableOf(entity) +
            "(" + quotedName(field.column) + ")"
        );
    }

    /// Moves the log into the file once it is long; never at a commit, which somebody waits for.
    void trimLog()
    {
        if (db.logBytes() > (scopes.isAnyJoining() ? joiningLogBytesMost : logBytesMost))
            static_cast<void>(db.trimLog()); // What fails here fails again at the next commit.
    }

    /// The first load wants a big cache; a small change does not.
    void shrinkCache()
    {
        static_cast<void>(db.execute(
            "PRAGMA cache_size=-" + std::to_string(calmCacheMebibytes * 1024) +
            "; PRAGMA shrink_memory"
        ));
        returnFreeMemory();
    }

    Database db;
    Ledger ledger;
    ScopeBook scopes;
    RowApplier rows;
    bool wantsCommit = true;
    bool needsCheckpoint = false;
    bool hasIndexes = false;

private:
    Result<void> prepare()
    {
        wantsCommit = true;
        if (auto done = scopes.load(); !done)
            return done;
        return rows.start();
    }
};

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
    return parts.inTransaction(work);
}

Result<void> MirrorWriter::rejoin(ScopeId scope)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<void> {
        if (!parts.scopes.standing(scope))
            return {};
        if (auto done = parts.rows.purge(scope); !done)
            return done;
        if (auto done = parts.stepView(); !done)
            return done;
        return parts.scopes.restart(scope);
    };
    return parts.inTransaction(work);
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
