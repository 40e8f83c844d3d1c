// The vault when answers arrive: what is done goes to the archive, what is not waits for a person.
#include "models/core/seeded_fault.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/lost_scope.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

#include <set>

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

/// What is refused now may have been accepted in a past that is lost: another restore must not send
/// it again beside what a person makes of it.
Result<void> forgetAccepted(Database& db, Mid mid)
{
    auto forget = db.prepare("DELETE FROM archive WHERE mid=? AND why='applied' AND "
                             "client=coalesce((SELECT v FROM meta WHERE k='client'),'')");
    if (!forget)
        return forget.error();
    return forget->bind(1, mid).run();
}

} // namespace

Result<std::vector<Mid>> Vault::noteResults(std::span<const PushResult> answers)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    std::vector<Mid> ours;
    for (const PushResult& answer : answers) {
        if (!isOurs(answer))
            continue;
        if (auto done = note(answer); !done)
            return done.error();
        ours.push_back(answer.mid);
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return ours;
}

bool Vault::isOurs(const PushResult& answer)
{
    if (TIDEMARK_SEEDED(answersUnchecked))
        return true;
    // To what never left this device the answer is for a copy's sending: it is asked for by
    // sending, not by fetching answers for ever.
    auto sent =
        db_.prepare("SELECT (attempts>0 OR result IS NOT NULL) AND (?3 OR instr(body, ?2)>0) "
                    "FROM outbox WHERE mid=?1");
    if (!sent)
        return false;
    const std::string member = R"("sha":")" + answer.sha;
    sent->bind(1, answer.mid).bind(2, std::string_view(member));
    const auto row = sent->bind(3, static_cast<std::int64_t>(answer.sha.empty() ? 1 : 0)).step();
    return row && (!*row || sent->integer(0) != 0); // What waits no more is nobody else's.
}

Result<void> Vault::note(const PushResult& answer)
{
    // The first answer stands: the platform gives the same one for ever. What never left this
    // device has none: such an answer is for what an earlier copy of this vault had sent.
    auto update = db_.prepare("UPDATE outbox SET result=?, error=NULL, next_at=0 WHERE mid=? AND "
                              "attempts>0 AND result IS NULL");
    if (!update)
        return update.error();
    const std::string text = resultText(answer);
    return update->bind(1, std::string_view(text)).bind(2, answer.mid).run();
}

Result<std::vector<PendingMutation>> Vault::answered(const MirrorFacts& mirror)
{
    // Answers may be known here or to the mirror.
    auto statement = db_.prepare("SELECT mid, state, result FROM outbox WHERE result IS NOT NULL "
                                 "AND state IN('queued','sent','held') ORDER BY mid");
    if (!statement)
        return statement.error();
    std::vector<PendingMutation> all;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto result = readResultText(statement->text(2));
        if (!result)
            return result.error();
        PendingMutation mutation{.mid = statement->integer(0)};
        mutation.result = *std::move(result);
        all.push_back(std::move(mutation));
    }
    if (!more)
        return more.error();
    auto waiting = db_.prepare("SELECT mid FROM outbox WHERE result IS NULL AND "
                               "state IN('queued','sent','held') ORDER BY mid");
    if (!waiting)
        return waiting.error();
    // The platform answers in order. A mirror that is newer than this vault has forgotten some: the
    // platform is asked from the first of them, and until then nothing behind it leaves a gap.
    for (more = waiting->step(); more && *more; more = waiting->step()) {
        if (!mirror.result(waiting->integer(0)))
            break;
        all.push_back({.mid = waiting->integer(0)});
    }
    if (!more)
        return more.error();
    return all;
}

Result<Swept> Vault::sweep(const MirrorFacts& mirror, std::int64_t cut)
{
    MirrorFacts ours = mirror;
    ours.result = [this, &mirror](Mid mid) {
        auto told = mirror.result(mid);
        return told && isOurs(*told) ? told : std::nullopt;
    };
    const auto known = answered(ours);
    if (!known)
        return known.error();
    const auto decided = decideRetirements(*known, ours);
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
    if (creations_) { // What is decided is nothing that others wait for.
        std::set<Mid> done(swept.retired.begin(), swept.retired.end());
        done.insert(swept.needPerson.begin(), swept.needPerson.end());
        std::erase_if(*creations_, [&](const auto& made) { return done.contains(made.second); });
    }
    return swept;
}

Result<void> Vault::carryOut(const Retirement& retirement, std::int64_t cut, Swept& swept)
{
    const Mid mid = retirement.mid;
    // What a former client was told keeps its answer; the number in it is another change's now.
    if (mid == retirement.result.mid) {
        if (auto done = note(retirement.result); !done)
            return done;
    }
    if (retirement.kind == Retirement::Kind::note)
        return {};
    auto given = db_.prepare("SELECT discarded, leaving FROM outbox WHERE mid=?");
    if (!given)
        return given.error();
    const auto row = given->bind(1, mid).step();
    if (!row)
        return row.error();
    const bool wasGivenUp = *row && given->integer(0) != 0;
    const auto leaving = *row && !given->isNull(1) ? readLostScope(given->text(1)) : std::nullopt;
    given->reset();
    if (!wasGivenUp) {
        swept.finished.push_back(retirement.result);
        swept.finished.back().mid = mid;
    }
    const bool isRefused = retirement.kind == Retirement::Kind::needsPerson && !wasGivenUp;
    if (isRefused) {
        if (auto done = forgetAccepted(db_, mid); !done)
            return done;
    }
    if (isRefused && leaving) {
        swept.retired.push_back(mid);
        const auto isolated = isolate(mid, *leaving);
        return isolated ? Result<void>() : isolated.error();
    }
    if (retirement.kind == Retirement::Kind::retire || wasGivenUp) {
        swept.retired.push_back(mid);
        // What was given up is in the archive since then.
        if (!wasGivenUp && !TIDEMARK_SEEDED(archiveForgotten)) {
            if (auto done = archive(mid, "applied", cut); !done)
                return done;
        }
        return removeFromOutbox(mid, "abandoned");
    }
    if (TIDEMARK_SEEDED(conflictDropped) && retirement.result.status == PushStatus::conflict) {
        swept.retired.push_back(mid);
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
    return openConflicts(mid, retirement.result, swept);
}

Result<void> Vault::archive(Mid mid, std::string_view why, std::int64_t cut)
{
    auto insert = db_.prepare(
        "INSERT OR REPLACE INTO archive(client, mid, body, result, why, cut, keep_until, history) "
        "SELECT coalesce((SELECT v FROM meta WHERE k='client'),''), mid, body, result, ?, ?, ?, "
        "coalesce((SELECT v FROM meta WHERE k='history'),'') FROM outbox WHERE mid=?"
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

} // namespace tidemark::sync
