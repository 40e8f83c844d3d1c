// The mirror's writer when something does not add up, or is owed or missing.
#include "sync/mirror/mirror_parts.hpp"
#include "sync/mirror/pull_applier.hpp"
#include "sync/mirror/scope_repair.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>

namespace tidemark::sync {
namespace {

constexpr std::int64_t mendsKeptMillis = 2LL * 24 * 3600 * 1000;

/// `SELECT name, id, rv` over every table that holds rows of a scope.
std::string keysSql(ScopeId scope)
{
    const std::string where = "=" + std::to_string(scope);
    std::string sql = "SELECT entity, id, rv FROM other WHERE scope" + where;
    for (const EntityInfo* entity : mirroredEntities())
        sql += " UNION ALL SELECT '" + entity->name + "', id, rv FROM " + tableOf(*entity) +
               " WHERE _scope" + where;
    return sql;
}

template <class Take>
Result<void> eachKey(Database& db, ScopeId scope, Take take)
{
    auto statement = db.prepareOnce(keysSql(scope));
    if (!statement)
        return statement.error();
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        take(statement->text(0), statement->uuid(1), statement->integer(2));
    return more ? Result<void>() : more.error();
}

Result<void> noteMend(Database& db, ScopeId scope, std::int64_t at, bool isRejoin)
{
    auto statement = db.prepare("INSERT INTO mend(scope, at, rejoin) VALUES(?,?,?)");
    if (!statement)
        return statement.error();
    statement->bind(1, scope).bind(2, at);
    return statement->bind(3, static_cast<std::int64_t>(isRejoin ? 1 : 0)).run();
}

/// What a repair fetched is newer than our cut: a scope that lost a row to it adds up again where
/// that cut is reached.
Result<void> holdBack(ScopeBook& scopes, const std::map<ScopeId, std::int64_t>& lessened)
{
    for (const auto& [scope, cut] : lessened) {
        const Recheck recheck = scopes.recheck(scope);
        if (recheck == Recheck::wanted || recheck == Recheck::givenUp)
            continue;
        const bool isPatched = recheck == Recheck::patched;
        const auto sums = scopes.digest(scope);
        if (!sums)
            return sums.error();
        const auto until = isPatched ? std::max(scopes.readyCut(scope), cut) : cut;
        if (auto done = scopes.patched(scope, until, *sums); !done)
            return done;
    }
    return {};
}

/// The frames of a repair's page into the tables.
Result<void> restorePage(RowApplier& rows, std::string_view frames)
{
    while (!frames.empty()) {
        const std::size_t end = std::min(frames.find('\n'), frames.size());
        const std::string_view line = frames.substr(0, end);
        frames.remove_prefix(std::min(end + 1, frames.size()));
        if (!line.starts_with(R"({"f":"rows")"))
            continue;
        bool isOther = false;
        RowsTarget target;
        target.begin = [&](const RowsHead& head) -> Result<void> {
            isOther = head.entity == nullptr;
            return isOther ? Result<void>() : rows.select(*head.entity, head.scope);
        };
        target.row = [&](const RowBuffer& row) {
            return isOther ? Result<void>() : rows.repaired(row);
        };
        if (auto done = readRowsFrame(line, target); !done)
            return done;
        if (!isOther)
            continue;
        if (auto done = rows.others().put(line, true); !done)
            return done;
    }
    return {};
}

} // namespace

Result<BucketSums> MirrorWriter::bucketSums(ScopeId scope)
{
    BucketSums sums;
    const auto add = [&sums](std::string_view, const Uuid& id, std::int64_t rv) {
        sums[static_cast<std::size_t>(bucketOf(id))].add(id, rv);
    };
    if (auto done = eachKey(parts_->db, scope, add); !done)
        return done.error();
    return sums;
}

Result<std::vector<VersionedKey>> MirrorWriter::keysIn(ScopeId scope, std::span<const int> buckets)
{
    std::vector<VersionedKey> keys;
    const auto add = [&](std::string_view entity, const Uuid& id, std::int64_t rv) {
        const bool isAsked =
            std::find(buckets.begin(), buckets.end(), bucketOf(id)) != buckets.end();
        if (isAsked)
            keys.push_back({std::string(entity), {id, rv}});
    };
    if (auto done = eachKey(parts_->db, scope, add); !done)
        return done.error();
    return keys;
}

Result<void> MirrorWriter::reconcile(const Cursor& start, std::span<const ScopeGrant> scopes)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<void> {
        std::set<ScopeId> granted;
        for (const ScopeGrant& grant : scopes)
            granted.insert(grant.scope);
        if (auto done = parts.loseAwayBut(granted); !done)
            return done;
        const auto held = readScopes(parts.db);
        if (!held)
            return held.error();
        for (const ScopeState& scope : *held) {
            const ScopeId id = scope.grant.scope;
            Result<void> done;
            if (!granted.contains(id))
                done = parts.purge(id);
            else if (scope.standing == ScopeStanding::live)
                done = parts.scopes.setRecheck(id, Recheck::wanted);
            else if (done = parts.rows.purge(id); done)
                done = parts.scopes.restart(id);
            if (!done)
                return done;
        }
        for (const ScopeGrant& grant : scopes) {
            if (auto joined = parts.scopes.join(grant); !joined)
                return joined.error();
        }
        // Answers and tombs are of cuts that nobody has any more.
        if (auto done = parts.db.execute("DELETE FROM tomb; DELETE FROM result"); !done)
            return done;
        if (auto done = writeCursor(parts.db, start); !done)
            return done;
        return parts.stepView();
    };
    return parts.inTransaction(work);
}

Result<void> MirrorWriter::mend(const MendPlan& plan)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<void> {
        for (const ScopeId scope : plan.recheck) {
            if (auto done = parts.scopes.setRecheck(scope, Recheck::wanted); !done)
                return done;
            if (auto done = noteMend(parts.db, scope, plan.at, false); !done)
                return done;
        }
        for (const ScopeId scope : plan.giveUp) {
            if (auto done = parts.scopes.setRecheck(scope, Recheck::givenUp); !done)
                return done;
        }
        for (const ScopeId scope : plan.rejoin) {
            if (!parts.scopes.standing(scope))
                continue;
            if (auto done = parts.rows.purge(scope); !done)
                return done;
            if (auto done = parts.scopes.restart(scope); !done)
                return done;
            if (auto done = noteMend(parts.db, scope, plan.at, true); !done)
                return done;
        }
        const std::string old = std::to_string(plan.at - mendsKeptMillis);
        if (auto done = parts.db.execute("DELETE FROM mend WHERE at<" + old); !done)
            return done;
        return plan.rejoin.empty() ? Result<void>() : parts.stepView();
    };
    return parts.inTransaction(work);
}

Result<ChangedRows> MirrorWriter::applyRepairs(std::span<const ScopeRepair> repairs)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<ChangedRows> {
        std::map<ScopeId, std::int64_t> lessened;
        for (const ScopeRepair& repair : repairs) {
            if (parts.scopes.standing(repair.scope()) != ScopeStanding::live)
                continue;
            for (const VersionedKey& key : repair.extra()) {
                if (auto done = parts.rows.drop(repair.scope(), key.entity, key.key); !done)
                    return done.error();
            }
            for (const std::string& page : repair.pages()) {
                if (auto done = restorePage(parts.rows, page); !done)
                    return done.error();
            }
            for (const ScopeId scope : parts.rows.takeLessened())
                lessened[scope] = std::max(lessened[scope], repair.readyCut());
        }
        if (auto done = parts.ledger.flush(); !done)
            return done.error();
        // Counted anew, since the sums themselves may have been what was wrong.
        for (const ScopeRepair& repair : repairs) {
            if (parts.scopes.standing(repair.scope()) != ScopeStanding::live)
                continue;
            const auto sums = bucketSums(repair.scope());
            if (!sums)
                return sums.error();
            DigestSum whole;
            for (const DigestSum& bucket : *sums) {
                whole.count += bucket.count;
                whole.sum += bucket.sum;
            }
            auto done = parts.scopes.patched(repair.scope(), repair.readyCut(), whole);
            if (!done)
                return done.error();
        }
        if (auto done = holdBack(parts.scopes, lessened); !done)
            return done.error();
        if (auto done = parts.stepView(); !done)
            return done.error();
        return parts.rows.takeChanged();
    };
    return parts.inTransaction(work);
}

Result<std::vector<OwedReceipt>> MirrorWriter::receipts()
{
    return owedReceipts(parts_->db);
}

Result<void> MirrorWriter::forgetReceipt(ScopeId scope, std::int64_t rv)
{
    return sync::forgetReceipt(parts_->db, scope, rv);
}

Result<std::vector<Backfill>> MirrorWriter::backfills()
{
    auto statement = parts_->db.prepare("SELECT scope, entity, after FROM backfill ORDER BY scope, "
                                        "entity");
    if (!statement)
        return statement.error();
    std::vector<Backfill> wanted;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        wanted.push_back(
            {statement->integer(0),
             std::string(statement->text(1)),
             statement->isNull(2) ? std::string() : statement->uuid(2).toString()}
        );
    if (!more)
        return more.error();
    return wanted;
}

Result<ChangedRows> MirrorWriter::applyBackfill(const Backfill& backfill, std::string_view frames)
{
    Parts& parts = *parts_;
    auto work = [&]() -> Result<ChangedRows> {
        auto changed = applyBackfillFrames(
            {parts.db, parts.ledger, parts.scopes, parts.rows}, backfill, frames
        );
        if (!changed || changed->empty())
            return changed;
        if (auto done = parts.stepView(); !done)
            return done.error();
        return changed;
    };
    return parts.inTransaction(work);
}

Result<std::string> MirrorWriter::projection()
{
    return readMeta(parts_->db, "projection");
}

} // namespace tidemark::sync
