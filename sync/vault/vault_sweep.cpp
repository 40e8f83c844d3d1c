// The vault when answers arrive: what is done goes to the archive, what is not waits for a person.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_schema.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

constexpr std::int64_t archiveMicros = 14LL * 24 * 3600 * 1'000'000;

MutationState stateFor(const PushResult& result)
{
    switch (result.status) {
    case PushStatus::rejected:
        return MutationState::rejected;
    case PushStatus::parked:
        return MutationState::parked;
    default:
        return MutationState::conflict;
    }
}

boost::json::value readJson(std::string_view text)
{
    boost::system::error_code failed;
    auto value = boost::json::parse(text, failed);
    return failed ? boost::json::value() : value;
}

} // namespace

Result<void> Vault::noteResults(std::span<const PushResult> answers)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    for (const PushResult& answer : answers) {
        if (auto done = note(answer); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> Vault::note(const PushResult& answer)
{
    // The first answer stands: the platform gives the same one for ever.
    auto update = db_.prepare("UPDATE outbox SET result=?, error=NULL, next_at=0 WHERE mid=? AND "
                              "result IS NULL");
    if (!update)
        return update.error();
    const std::string text = resultText(answer);
    return update->bind(1, std::string_view(text)).bind(2, answer.mid).run();
}

Result<Swept> Vault::sweep(const MirrorFacts& mirror, std::int64_t cut)
{
    auto statement =
        db_.prepare("SELECT " + std::string(outboxColumns) + " FROM outbox ORDER BY mid");
    if (!statement)
        return statement.error();
    std::vector<PendingMutation> all; // Those given up before they were sent have answers too.
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto mutation = readOutboxRow(*statement);
        if (!mutation)
            return mutation.error();
        all.push_back(*std::move(mutation));
    }
    if (!more)
        return more.error();
    const auto decided = decideRetirements(all, mirror);
    Swept swept;
    if (decided.empty())
        return swept;
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    for (const Retirement& retirement : decided) {
        if (auto done = carryOut(retirement, cut, swept); !done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return swept;
}

Result<void> Vault::carryOut(const Retirement& retirement, std::int64_t cut, Swept& swept)
{
    const Mid mid = retirement.mid;
    if (auto done = note(retirement.result); !done)
        return done;
    if (retirement.kind == Retirement::Kind::note)
        return {};
    auto given = db_.prepare("SELECT discarded FROM outbox WHERE mid=?");
    if (!given)
        return given.error();
    const auto row = given->bind(1, mid).step();
    if (!row)
        return row.error();
    const bool wasGivenUp = *row && given->integer(0) != 0;
    if (retirement.kind == Retirement::Kind::retire || wasGivenUp) {
        swept.retired.push_back(mid);
        if (!wasGivenUp) { // Its content is in the archive since it was given up.
            if (auto done = archive(mid, "applied", cut); !done)
                return done;
        }
        return removeFromOutbox(mid, "abandoned");
    }
    swept.needPerson.push_back(mid);
    auto update = db_.prepare("UPDATE outbox SET state=?, error=?, next_at=0 WHERE mid=?");
    if (!update)
        return update.error();
    const std::string error = errorText(faultOfResult(retirement.result));
    update->bind(1, nameOf(stateFor(retirement.result))).bind(2, std::string_view(error));
    if (auto done = update->bind(3, mid).run(); !done)
        return done;
    for (const PushConflict& conflict : retirement.result.conflicts) {
        if (auto done = openConflict(mid, conflict); !done)
            return done;
    }
    return {};
}

Result<void> Vault::openConflict(Mid mid, const PushConflict& conflict)
{
    auto insert = db_.prepare(
        "INSERT INTO conflict(mid, entity, id, field, base, mine, theirs, opened_at) "
        "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(entity, id, field) WHERE state='open' DO UPDATE SET "
        "mid=excluded.mid, mine=excluded.mine, theirs=excluded.theirs"
    );
    if (!insert)
        return insert.error();
    const std::string base = boost::json::serialize(conflict.base);
    const std::string mine = boost::json::serialize(conflict.mine);
    const std::string theirs = boost::json::serialize(conflict.theirs);
    insert->bind(1, mid).bind(2, std::string_view(conflict.entity)).bind(3, conflict.id);
    insert->bind(4, std::string_view(conflict.field)).bind(5, std::string_view(base));
    insert->bind(6, std::string_view(mine)).bind(7, std::string_view(theirs));
    return insert->bind(8, Timestamp::now().micros).run();
}

Result<void> Vault::archive(Mid mid, std::string_view why, std::int64_t cut)
{
    auto insert = db_.prepare(
        "INSERT OR REPLACE INTO archive(client, mid, body, result, why, cut, keep_until) "
        "SELECT coalesce((SELECT v FROM meta WHERE k='client'),''), mid, body, result, ?, ?, ? "
        "FROM outbox WHERE mid=?"
    );
    if (!insert)
        return insert.error();
    insert->bind(1, why).bind(2, cut).bind(3, Timestamp::now().micros + archiveMicros);
    return insert->bind(4, mid).run();
}

Result<void> Vault::removeFromOutbox(Mid mid, std::string_view conflictsEnd)
{
    auto conflicts =
        db_.prepare("UPDATE conflict SET state=?, resolved_at=? WHERE mid=? AND state='open'");
    if (!conflicts)
        return conflicts.error();
    conflicts->bind(1, conflictsEnd).bind(2, Timestamp::now().micros);
    if (auto done = conflicts->bind(3, mid).run(); !done)
        return done;
    auto remove = db_.prepare("DELETE FROM outbox WHERE mid=?");
    if (!remove)
        return remove.error();
    return remove->bind(1, mid).run();
}

Result<std::vector<OpenConflict>> Vault::openConflicts()
{
    auto statement = db_.prepare("SELECT mid, entity, id, field, base, mine, theirs, opened_at "
                                 "FROM conflict WHERE state='open' ORDER BY cid");
    if (!statement)
        return statement.error();
    std::vector<OpenConflict> open;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        OpenConflict conflict{.mid = statement->integer(0)};
        conflict.conflict.entity = statement->text(1);
        conflict.conflict.id = statement->uuid(2);
        conflict.conflict.field = statement->text(3);
        conflict.conflict.base = readJson(statement->text(4));
        conflict.conflict.mine = readJson(statement->text(5));
        conflict.conflict.theirs = readJson(statement->text(6));
        conflict.openedAt.micros = statement->integer(7);
        open.push_back(std::move(conflict));
    }
    if (!more)
        return more.error();
    return open;
}

Result<void> Vault::historyChanged(std::string_view history, Mid lastMid)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto dropResults = db_.prepare(
        "UPDATE outbox SET result=NULL, error=NULL, next_at=0, state='sent' "
        "WHERE mid>? AND (result IS NOT NULL OR state IN('parked','rejected','conflict'))"
    );
    if (!dropResults)
        return dropResults.error();
    if (auto done = dropResults->bind(1, lastMid).run(); !done)
        return done;
    const auto next = identity();
    if (!next)
        return next.error();
    for (Mid mid = lastMid + 1; mid < next->nextMid; ++mid) {
        if (auto done = requeue(mid); !done)
            return done;
    }
    auto close = db_.prepare("UPDATE conflict SET state='abandoned', resolved_at=? WHERE "
                             "state='open' AND mid>?");
    if (!close)
        return close.error();
    if (auto done = close->bind(1, Timestamp::now().micros).bind(2, lastMid).run(); !done)
        return done;
    if (auto done = setVaultMeta(db_, "history", history); !done)
        return done;
    return transaction->commit();
}

Result<void> Vault::requeue(Mid mid)
{
    auto there = db_.prepare("SELECT 1 FROM outbox WHERE mid=?");
    if (!there)
        return there.error();
    const auto isThere = there->bind(1, mid).step();
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return {};
    auto archived = db_.prepare("SELECT body FROM archive WHERE mid=? AND why='applied' AND "
                                "client=coalesce((SELECT v FROM meta WHERE k='client'),'')");
    if (!archived)
        return archived.error();
    const auto found = archived->bind(1, mid).step();
    if (!found)
        return found.error();
    const Timestamp now = Timestamp::now();
    // The platform wants mids without gaps, so what was given up leaves an empty one.
    const std::string body =
        *found ? std::string(archived->text(0)) : bodyOf(emptyMutation(mid, now));
    auto insert =
        db_.prepare("INSERT INTO outbox(mid, body, created_at, attempts, state, discarded) "
                    "VALUES(?,?,?,1,'sent',?)");
    if (!insert)
        return insert.error();
    insert->bind(1, mid).bind(2, std::string_view(body)).bind(3, now.micros);
    return insert->bind(4, static_cast<std::int64_t>(*found ? 0 : 1)).run();
}

Result<void> Vault::renumber()
{
    // A new client begins at 1. What is answered already keeps its place outside of that row of
    // numbers, below zero.
    const auto lowest = db_.integer("SELECT min(coalesce(min(mid), 0), 0) FROM outbox");
    if (!lowest)
        return lowest.error();
    const std::string below = std::to_string(*lowest) + "-mid WHERE mid>0";
    for (const char* table : {"outbox", "conflict"}) {
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
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        waiting[i].mid = static_cast<Mid>(i) + 1;
        auto update = db_.prepare("UPDATE outbox SET mid=?, body=?, state='queued', attempts=0, "
                                  "next_at=0, error=NULL WHERE mid=?");
        if (!update)
            return update.error();
        const std::string body = bodyOf(waiting[i]);
        update->bind(1, waiting[i].mid).bind(2, std::string_view(body)).bind(3, places[i]);
        if (auto done = update->run(); !done)
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
    reserveSpace(db_);
    return {};
}

} // namespace tidemark::sync
