// The vault when the platform's past or this client's identity changes: work is taken back and
// numbered anew.
#include "models/core/seeded_fault.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/edit_keys.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_schema.hpp"

#include <map>

namespace tidemark::sync {
namespace {

constexpr std::int64_t archiveMicros = 14LL * 24 * 3600 * 1'000'000;

/// What the platform took of a change whose other fields went to a person.
PushMutation takenHalf(PushMutation mutation, const PushResult& result)
{
    for (PushOp& op : mutation.ops) {
        for (const PushConflict& conflict : result.conflicts) {
            if (conflict.entity != op.entity || conflict.id != op.id)
                continue;
            if (conflict.field.empty())
                op.set.clear();
            op.set.erase(conflict.field);
            op.base.erase(conflict.field);
        }
    }
    std::erase_if(mutation.ops, [](const PushOp& op) {
        return op.kind == PushOpKind::update && op.set.empty();
    });
    mutation.sha = shaOf(mutation);
    return mutation;
}

/// The change as the platform had accepted it; its result tells how much of it that was.
Result<PushMutation> acceptedOf(std::string_view body, std::string_view resultText)
{
    auto mutation = readBody(body);
    if (!mutation)
        return mutation;
    const auto result = readResultText(resultText);
    if (!result)
        return result.error();
    return result->status == PushStatus::partial ? takenHalf(*std::move(mutation), *result)
                                                 : mutation;
}

/// Accepted from this device while it was another client, in the order in which it was: out of the
/// archive, and behind it what waited for its effect to be seen.
Result<std::vector<std::pair<std::string, PushMutation>>>
acceptedBefore(Database& db, const VaultIdentity& now)
{
    auto archived = db.prepare(
        "SELECT client, body, result, 0 AS waits, keep_until AS at, mid AS nr FROM archive WHERE "
        "client<>?1 AND history=?2 AND (why='applied' OR json_extract(result,'$.status')='partial')"
        " UNION ALL SELECT '', body, result, 1, 0, -mid FROM outbox WHERE mid<0 AND discarded=0 "
        "AND result IS NOT NULL AND state IN('queued','sent','held') ORDER BY waits, at, nr"
    );
    if (!archived)
        return archived.error();
    archived->bind(1, std::string_view(now.clientId)).bind(2, std::string_view(now.history));
    std::vector<std::pair<std::string, PushMutation>> accepted;
    auto more = archived->step();
    for (; more && *more; more = archived->step()) {
        auto mutation = acceptedOf(archived->text(1), archived->text(2));
        if (!mutation)
            return mutation.error();
        accepted.emplace_back(archived->text(0), *std::move(mutation));
    }
    if (!more)
        return more.error();
    return accepted;
}

/// The platform cannot say what it forgot of a client that this device is no more: all of that goes
/// again, as something new. What was not forgotten changes nothing the second time, or is told.
Result<std::int64_t> requeueFormer(Database& db, const VaultIdentity& now)
{
    auto accepted = acceptedBefore(db, now);
    if (!accepted)
        return accepted.error();
    auto again = db.execute("DELETE FROM outbox WHERE mid<0 AND discarded=0 AND result IS NOT NULL "
                            "AND state IN('queued','sent','held')");
    if (!again)
        return again.error();
    Mid next = now.nextMid;
    std::map<std::pair<std::string, Mid>, Mid> renamed;
    for (auto& [client, mutation] : *accepted) {
        const auto nameOf = [&renamed, &client = client](Mid mid) {
            const auto found = renamed.find({client, mid});
            return found == renamed.end() ? Mid{0} : found->second;
        };
        for (Mid& mid : mutation.depends)
            mid = nameOf(mid);
        std::erase(mutation.depends, Mid{0});
        renamed[{client, mutation.mid}] = next;
        mutation.mid = next++;
        mutation.history = now.history;
        mutation.resolves.reset();
        auto insert = db.prepare("INSERT INTO outbox(mid, body, created_at) VALUES(?,?,?)");
        if (!insert)
            return insert.error();
        const std::string body = bodyOf(mutation);
        insert->bind(1, mutation.mid).bind(2, std::string_view(body));
        if (auto done = insert->bind(3, mutation.clientTime.micros).run(); !done)
            return done.error();
    }
    if (auto done = setVaultMeta(db, "next_mid", std::to_string(next)); !done)
        return done.error();
    return static_cast<std::int64_t>(accepted->size());
}

} // namespace

Result<std::int64_t> Vault::historyChanged(std::string_view history, Mid lastMid)
{
    creations_.reset();
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto accepted =
        db_.prepare("SELECT count(*) FROM outbox WHERE mid>? AND discarded=0 AND result "
                    "IS NOT NULL AND state IN('queued','sent','held')");
    if (!accepted)
        return accepted.error();
    const auto counted = accepted->bind(1, lastMid).step();
    if (!counted)
        return counted.error();
    std::int64_t again = accepted->integer(0);
    accepted->reset();
    auto dropResults = db_.prepare(
        "UPDATE outbox SET result=NULL, error=NULL, next_at=0, state='sent' "
        "WHERE mid>? AND (result IS NOT NULL OR state IN('parked','rejected','conflict'))"
    );
    if (!dropResults)
        return dropResults.error();
    if (auto done = dropResults->bind(1, lastMid).run(); !done)
        return done.error();
    const auto next = identity();
    if (!next)
        return next.error();
    const Mid end = TIDEMARK_SEEDED(noReplay) ? lastMid + 1 : next->nextMid;
    for (Mid mid = lastMid + 1; mid < end; ++mid) {
        const auto isAgain = requeue(mid);
        if (!isAgain)
            return isAgain.error();
        again += *isAgain ? 1 : 0;
    }
    if (!next->history.empty() && next->history != history && !TIDEMARK_SEEDED(noReplay)) {
        const auto former = requeueFormer(db_, *next);
        if (!former)
            return former.error();
        again += *former;
    }
    auto close = db_.prepare("UPDATE conflict SET state='abandoned', resolved_at=? WHERE "
                             "state='open' AND mid>?");
    if (!close)
        return close.error();
    if (auto done = close->bind(1, Timestamp::now().micros).bind(2, lastMid).run(); !done)
        return done.error();
    if (auto done = setVaultMeta(db_, "history", history); !done)
        return done.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    return again;
}

Result<bool> Vault::requeue(Mid mid)
{
    auto there = db_.prepare("SELECT 1 FROM outbox WHERE mid=?");
    if (!there)
        return there.error();
    const auto isThere = there->bind(1, mid).step();
    if (!isThere)
        return isThere.error();
    if (*isThere || TIDEMARK_SEEDED(holesLeft))
        return false;
    // Of a decided conflict the fields that nobody else had changed were taken at once.
    auto archived = db_.prepare("SELECT body, history, result FROM archive WHERE mid=? AND (why="
                                "'applied' OR json_extract(result,'$.status')='partial') AND "
                                "client=coalesce((SELECT v FROM meta WHERE k='client'),'')");
    if (!archived)
        return archived.error();
    const auto found = archived->bind(1, mid).step();
    if (!found)
        return found.error();
    // The platform wants mids without gaps, so what was given up leaves an empty one.
    PushMutation mutation = emptyMutation(mid, Timestamp::now());
    if (*found) {
        auto kept = acceptedOf(archived->text(0), archived->text(2));
        if (!kept)
            return kept.error();
        mutation = *std::move(kept);
        mutation.history = archived->text(1);
    }
    auto insert =
        db_.prepare("INSERT INTO outbox(mid, body, created_at, attempts, state, discarded) "
                    "VALUES(?,?,?,1,'sent',?)");
    if (!insert)
        return insert.error();
    const std::string body = bodyOf(mutation);
    insert->bind(1, mid).bind(2, std::string_view(body)).bind(3, mutation.clientTime.micros);
    if (auto done = insert->bind(4, static_cast<std::int64_t>(*found ? 0 : 1)).run(); !done)
        return done.error();
    return *found;
}

Result<bool> Vault::areNumbersTaken(Mid lastMid)
{
    auto statement =
        db_.prepare("SELECT 1 FROM outbox WHERE mid BETWEEN 1 AND ? AND attempts=0 AND "
                    "result IS NULL AND state IN('queued','held') LIMIT 1");
    if (!statement)
        return statement.error();
    return statement->bind(1, lastMid).step();
}

Result<Mid> Vault::oldestSendable()
{
    const auto next = identity();
    if (!next)
        return next.error();
    auto statement = db_.prepare(
        "SELECT min(mid) FROM (SELECT min(mid) AS mid FROM archive WHERE (why='applied' OR "
        "json_extract(result,'$.status')='partial') AND client=?1 AND mid>0 UNION ALL SELECT "
        "min(mid) FROM outbox WHERE mid>0)"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, std::string_view(next->clientId)).step();
    if (!row)
        return row.error();
    return statement->isNull(0) ? next->nextMid : statement->integer(0);
}

Result<void> Vault::renumber()
{
    // A new client begins at 1. What is answered already keeps its place outside of that row of
    // numbers, below zero.
    const auto lowest = db_.integer("SELECT min(coalesce(min(mid), 0), 0) FROM outbox");
    if (!lowest)
        return lowest.error();
    const std::string below = std::to_string(*lowest) + "-mid WHERE mid>0";
    for (const char* table : {"outbox", "conflict", "edit_key"}) {
        if (auto done = db_.execute("UPDATE " + std::string(table) + " SET mid=" + below); !done)
            return done;
    }
    auto statement = db_.prepare("SELECT mid, body FROM outbox WHERE result IS NULL AND state "
                                 "IN('queued','sent','held') ORDER BY mid DESC");
    if (!statement)
        return statement.error();
    std::vector<PushMutation> waiting;
    std::vector<Mid> places;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto mutation = readBody(statement->text(1));
        if (!mutation)
            return mutation.error();
        places.push_back(statement->integer(0));
        waiting.push_back(*std::move(mutation));
    }
    if (!more)
        return more.error();
    creations_.reset();
    std::map<Mid, Mid> renamed;
    for (std::size_t i = 0; i < waiting.size(); ++i)
        renamed.emplace(waiting[i].mid, static_cast<Mid>(i) + 1);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        waiting[i].mid = static_cast<Mid>(i) + 1;
        std::erase_if(waiting[i].depends, [&](Mid mid) { return !renamed.contains(mid); });
        for (Mid& mid : waiting[i].depends)
            mid = renamed.at(mid);
        auto update = db_.prepare("UPDATE outbox SET mid=?, body=?, state='queued', attempts=0, "
                                  "next_at=0, error=NULL WHERE mid=?");
        if (!update)
            return update.error();
        const std::string body = bodyOf(waiting[i]);
        update->bind(1, waiting[i].mid).bind(2, std::string_view(body)).bind(3, places[i]);
        if (auto done = update->run(); !done)
            return done;
        if (auto done = renumberKey(db_, places[i], waiting[i].mid); !done)
            return done;
    }
    return setVaultMeta(db_, "next_mid", std::to_string(waiting.size() + 1));
}

Result<void> Vault::trimArchive(Timestamp now)
{
    auto remove = db_.prepare("DELETE FROM archive WHERE keep_until<?");
    if (!remove)
        return remove.error();
    if (auto done = remove->bind(1, now.micros).run(); !done)
        return done;
    if (auto done = db_.execute(
            "DELETE FROM conflict WHERE state<>'open' AND resolved_at<" +
            std::to_string(now.micros - archiveMicros)
        );
        !done)
        return done;
    if (auto done = trimKeys(db_, now); !done)
        return done;
    reserveSpace(db_);
    return {};
}

} // namespace tidemark::sync
