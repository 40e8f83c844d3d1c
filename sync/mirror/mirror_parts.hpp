// What the writer of the mirror is made of; for its own source files only.
#pragma once

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/mirror_writer.hpp"
#include "sync/mirror/scope_purge.hpp"
#include "sync/sqlite/memory.hpp"
#include "sync/sqlite/transaction.hpp"

namespace tidemark::sync {

/// A page of a snapshot is one commit; moving each at once would write everything twice in pieces.
inline constexpr std::int64_t logBytesMost = 16LL * 1024 * 1024;
/// While a first sync is waited for, moving the log can wait longer: `tidy` does it afterwards.
inline constexpr std::int64_t joiningLogBytesMost = 256LL * 1024 * 1024;
/// Less free space than this stays for the rows to come.
inline constexpr std::int64_t compactBytesLeast = 64LL * 1024 * 1024;
inline constexpr int calmCacheMebibytes = 8;

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
        needsCheckpoint = true; // What was revoked may not linger in the log.
        return purgeScope(db, rows, scopes, scope, 0);
    }

    Result<void> loseAwayBut(const std::set<ScopeId>& granted)
    {
        const std::set<ScopeId> away = scopes.away();
        for (const ScopeId scope : away) {
            if (granted.contains(scope))
                continue;
            if (auto done = loseAway(db, scopes, scope, 0); !done)
                return done;
        }
        return {};
    }

    Result<void> forgetEverything()
    {
        if (auto done = ledger.flush(); !done)
            return done;
        std::string sql =
            "DELETE FROM scope; DELETE FROM tally; DELETE FROM tomb; DELETE FROM "
            "result; DELETE FROM other; DELETE FROM mend; DELETE FROM receipt; "
            "DELETE FROM backfill; DELETE FROM meta WHERE k IN('reads','projection');";
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

    /// Gives the space of what was purged back to the disk, once it is worth the work.
    Result<void> compact()
    {
        const auto unused = db.integer("PRAGMA freelist_count");
        const auto pages = db.integer("PRAGMA page_count");
        const auto size = db.integer("PRAGMA page_size");
        if (!unused || !pages || !size)
            return !unused ? unused.error() : !pages ? pages.error() : size.error();
        const bool isWorth = *unused * 4 >= *pages && !scopes.isAnyJoining();
        if (*unused * *size < compactBytesLeast || (!isWorth && !isRoomWanted))
            return {};
        isRoomWanted = false;
        needsCheckpoint = true;
        return db.execute("VACUUM");
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
    bool isRoomWanted = false; ///< A scope left: what it took belongs to the disk again.

private:
    Result<void> prepare()
    {
        wantsCommit = true;
        if (auto done = scopes.load(); !done)
            return done;
        return rows.start();
    }
};

} // namespace tidemark::sync
