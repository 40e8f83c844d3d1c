// The outbox part of the vault: edits go in, pushes go out.
#include "models/protocol/limits.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_schema.hpp"

namespace tidemark::sync {
namespace {

/// Edits that may wait for the network. When full, editing is refused with a message rather than
/// growing a file that nobody drains.
constexpr std::int64_t outboxMax = 10'000;

constexpr std::string_view unanswered = "result IS NULL AND state IN('queued','sent','held')";

Result<void> checkNew(const NewMutation& mutation)
{
    const auto refuse = [](std::string_view reason, std::string_view cause) {
        return Fault{
            FaultCode::invalid,
            std::string(reason),
            std::string(cause),
            "Report this; the change was not saved."};
    };
    if (mutation.name.empty() || mutation.name.size() > 80)
        return refuse("malformed_mutation", "The change has no usable name.");
    if (mutation.ops.empty())
        return refuse("malformed_mutation", "The change changes nothing.");
    if (mutation.ops.size() > limits::opsPerMutation)
        return Fault{
            FaultCode::tooLarge,
            "too_many_rows",
            "More than 10,000 rows cannot be changed at once.",
            "Paste or change fewer rows."};
    for (const PushOp& op : mutation.ops) {
        if (op.entity.empty() || op.id.isNil())
            return refuse("malformed_mutation", "The change names no row.");
    }
    return {};
}

Fault noSuchMutation()
{
    return {
        FaultCode::notFound,
        "no_such_mutation",
        "This change is not waiting any more.",
        "Look at the list of changes again."};
}

Fault tooLarge()
{
    return {
        FaultCode::tooLarge,
        "mutation_too_large",
        "The change is larger than the platform takes at once.",
        "Paste or change fewer rows."};
}

} // namespace

Result<PendingMutation> Vault::enqueue(NewMutation mutation)
{
    if (auto checked = checkNew(mutation); !checked)
        return checked.error();
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto pending = append(std::move(mutation));
    if (!pending)
        return pending;
    if (auto done = transaction->commit(); !done)
        return done.error();
    return pending;
}

Result<PendingMutation> Vault::append(NewMutation mutation)
{
    auto next = identity();
    if (!next)
        return next.error();
    const auto count = db_.integer("SELECT count(*) FROM outbox");
    if (!count)
        return count.error();
    if (*count >= outboxMax)
        return Fault{
            FaultCode::full,
            "outbox_full",
            "Too many changes wait to be sent.",
            "Go online so that they can be sent, then go on."};
    PushMutation pushed{
        .mid = next->nextMid,
        .name = mutation.name,
        .ops = std::move(mutation.ops),
        .mergeMode = mutation.mergeMode,
        .clientTime = Timestamp::now()};
    pushed.sha = shaOf(pushed);
    const std::string body = bodyOf(pushed);
    if (body.size() > limits::pushBytes - 1024)
        return tooLarge();
    auto insert = db_.prepare("INSERT INTO outbox(mid, body, created_at) VALUES(?,?,?)");
    if (!insert)
        return insert.error();
    insert->bind(1, pushed.mid).bind(2, std::string_view(body)).bind(3, pushed.clientTime.micros);
    if (auto done = insert->run(); !done)
        return done.error();
    if (auto done = setVaultMeta(db_, "next_mid", std::to_string(pushed.mid + 1)); !done)
        return done.error();
    PendingMutation pending{.mid = pushed.mid, .createdAt = pushed.clientTime};
    pending.mutation = {std::move(mutation.name), pushed.mergeMode, std::move(pushed.ops)};
    return pending;
}

Result<std::vector<PendingMutation>> Vault::pending()
{
    auto statement = db_.prepare(
        "SELECT " + std::string(outboxColumns) + " FROM outbox WHERE discarded=0 ORDER BY mid"
    );
    if (!statement)
        return statement.error();
    std::vector<PendingMutation> all;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto mutation = readOutboxRow(*statement);
        if (!mutation)
            return mutation.error();
        all.push_back(*std::move(mutation));
    }
    if (!more)
        return more.error();
    return all;
}

Result<PendingMutation> Vault::find(Mid mid)
{
    auto statement = db_.prepare(
        "SELECT " + std::string(outboxColumns) + " FROM outbox WHERE discarded=0 AND mid=?"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, mid).step();
    if (!row)
        return row.error();
    if (!*row)
        return noSuchMutation();
    return readOutboxRow(*statement);
}

Result<void> Vault::discard(Mid mid)
{
    const auto mutation = find(mid);
    if (!mutation)
        return mutation.error();
    const bool isRefused = mutation->state == MutationState::rejected ||
                           mutation->state == MutationState::conflict ||
                           mutation->state == MutationState::parked;
    if (!isRefused && (mutation->attempts > 0 || mutation->result))
        return Fault{
            FaultCode::conflict,
            "in_flight",
            "This change is on its way; whether it arrived is not known yet.",
            "Wait for the answer of the platform, then change the row again."};
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    if (auto done = archive(mid, "discarded", 0); !done)
        return done;
    if (isRefused) {
        if (auto done = removeFromOutbox(mid, "abandoned"); !done)
            return done;
        return transaction->commit();
    }
    const std::string body = bodyOf(emptyMutation(mid, mutation->createdAt));
    auto update = db_.prepare(
        "UPDATE outbox SET body=?, discarded=1, state='queued', next_at=0, error=NULL WHERE mid=?"
    );
    if (!update)
        return update.error();
    if (auto done = update->bind(1, std::string_view(body)).bind(2, mid).run(); !done)
        return done;
    return transaction->commit();
}

Result<Mid> Vault::retry(Mid mid, const std::function<void(PushOp&)>& rebase)
{
    auto mutation = find(mid);
    if (!mutation)
        return mutation.error();
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    Mid follow = mid;
    if (mutation->state == MutationState::queued || mutation->state == MutationState::sent ||
        mutation->state == MutationState::held) {
        auto update = db_.prepare("UPDATE outbox SET next_at=0, error=NULL, state=CASE WHEN "
                                  "attempts>0 THEN 'sent' ELSE 'queued' END WHERE mid=?");
        if (!update)
            return update.error();
        if (auto done = update->bind(1, mid).run(); !done)
            return done.error();
    } else {
        for (PushOp& op : mutation->mutation.ops)
            rebase(op);
        if (auto done = archive(mid, "retried", 0); !done)
            return done.error();
        if (auto done = removeFromOutbox(mid, "mine"); !done)
            return done.error();
        auto renewed = append(std::move(mutation->mutation));
        if (!renewed)
            return renewed.error();
        follow = renewed->mid;
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return follow;
}

Result<std::vector<PushMutation>> Vault::nextPush(const PushLimits& limits, Timestamp now)
{
    auto statement = db_.prepare(
        "SELECT body, state='held', next_at FROM outbox WHERE " + std::string(unanswered) +
        " ORDER BY mid"
    );
    if (!statement)
        return statement.error();
    std::vector<PushMutation> push;
    std::size_t bytes = 0;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        const std::string_view body = statement->text(0);
        const bool isDue = statement->integer(1) == 0 && statement->integer(2) <= now.micros;
        bytes += body.size() + 1;
        if (!isDue || push.size() >= limits.mutations || (!push.empty() && bytes > limits.bytes))
            break;
        auto mutation = readBody(body);
        if (!mutation)
            return mutation.error();
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

Result<void> Vault::markSent(std::span<const Mid> mids)
{
    return updateEach(
        mids,
        "UPDATE outbox SET state='sent', attempts=attempts+1, next_at=0, error=NULL WHERE mid=?",
        [](Statement&) {}
    );
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
