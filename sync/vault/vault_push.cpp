// The outbox part of the vault: pushes go out.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

namespace tidemark::sync {
namespace {

/// No platform asks for more patience; what is due later has seen the clock set back.
constexpr std::int64_t putOffMost = 2LL * 3'600 * 1'000'000;

constexpr std::string_view unanswered = "result IS NULL AND state IN('queued','sent','held')";

} // namespace

Result<std::vector<PushMutation>> Vault::nextPush(const PushLimits& limits, Timestamp now)
{
    auto statement = db_.prepare(
        "SELECT body, state='held', next_at, attempts, waits IS NULL FROM outbox WHERE " +
        std::string(unanswered) + " ORDER BY mid"
    );
    if (!statement)
        return statement.error();
    const auto hasLocal = blobs().hasLocal();
    if (!hasLocal)
        return hasLocal.error();
    std::vector<PushMutation> push;
    std::size_t bytes = 0;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        const std::string_view body = statement->text(0);
        const std::int64_t wait = statement->integer(2) - now.micros;
        const bool isDue = statement->integer(1) == 0 && (wait <= 0 || wait > putOffMost);
        bytes += body.size() + 1;
        const bool mayGo = statement->integer(3) > 0 || statement->integer(4) != 0;
        const bool isFull =
            push.size() >= limits.mutations || (!push.empty() && bytes > limits.bytes);
        if (!isDue || !mayGo || isFull)
            break;
        auto mutation = readBody(body);
        if (!mutation)
            return mutation.error();
        if (*hasLocal && statement->integer(3) == 0) {
            const auto isWaiting = blobs().isLocal(contentsOf(mutation->ops));
            if (!isWaiting)
                return isWaiting.error();
            if (*isWaiting)
                break; // Its files go first; `letOthersPass` keeps it from holding others up.
        }
        push.push_back(*std::move(mutation));
    }
    if (!more)
        return more.error();
    return push;
}

Result<void> Vault::updateEach(
    std::span<const Mid> mids, std::string_view sql, const std::function<void(Statement&)>& bindRest
)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto update = db_.prepare(sql);
    if (!update)
        return update.error();
    for (const Mid mid : mids) {
        update->bind(1, mid);
        bindRest(*update);
        if (auto done = update->run(); !done)
            return done;
    }
    return transaction->commit();
}

Result<std::vector<PushMutation>> Vault::markSent(std::span<const Mid> mids)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto mark = db_.prepare(
        "UPDATE outbox SET state='sent', attempts=attempts+1, next_at=0, error=NULL WHERE mid=? "
        "AND " +
        std::string(unanswered) + " AND state<>'held' RETURNING body"
    );
    if (!mark)
        return mark.error();
    std::vector<PushMutation> marked;
    for (const Mid mid : mids) {
        const auto row = mark->bind(1, mid).step();
        if (!row)
            return row.error();
        if (!*row)
            return std::vector<PushMutation>();
        auto mutation = readBody(mark->text(0));
        if (!mutation)
            return mutation.error();
        marked.push_back(*std::move(mutation));
        mark->reset();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return marked;
}

Result<void> Vault::defer(std::span<const Mid> mids, Timestamp nextTry, const Fault& why)
{
    const std::string error = errorText(why);
    const auto bindRest = [&](Statement& update) {
        update.bind(2, nextTry.micros).bind(3, std::string_view(error));
    };
    return updateEach(
        mids, "UPDATE outbox SET next_at=?2, error=?3 WHERE mid=?1 AND result IS NULL", bindRest
    );
}

Result<void> Vault::hold(const Fault& why)
{
    auto update =
        db_.prepare("UPDATE outbox SET state='held', error=? WHERE " + std::string(unanswered));
    if (!update)
        return update.error();
    const std::string error = errorText(why);
    return update->bind(1, std::string_view(error)).run();
}

Result<void> Vault::dueNow()
{
    return db_.execute(
        "UPDATE outbox SET next_at=0 WHERE next_at<>0 AND " + std::string(unanswered)
    );
}

Result<void> Vault::release()
{
    return db_.execute("UPDATE outbox SET next_at=0, error=NULL, state=CASE WHEN attempts>0 THEN "
                       "'sent' ELSE 'queued' END WHERE state='held'");
}

Result<std::optional<Timestamp>> Vault::nextDue()
{
    auto statement = db_.prepare(
        "SELECT next_at FROM outbox WHERE " + std::string(unanswered) +
        " AND state<>'held' ORDER BY mid LIMIT 1"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    if (!*row || statement->integer(0) == 0)
        return std::optional<Timestamp>();
    return std::optional(Timestamp{statement->integer(0)});
}

} // namespace tidemark::sync
