// What a person decides about waiting work: give it up, send it again, change it.
#include "models/core/seeded_fault.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

namespace tidemark::sync {
namespace {

bool awaitsPerson(const PendingMutation& mutation)
{
    return mutation.state == MutationState::rejected || mutation.state == MutationState::conflict ||
           mutation.state == MutationState::parked;
}

/// It may have arrived: from here on only the platform's answer decides.
bool isUnderWay(const PendingMutation& mutation)
{
    return !awaitsPerson(mutation) && (mutation.attempts > 0 || mutation.result);
}

Fault inFlight()
{
    return {
        FaultCode::conflict,
        "in_flight",
        "This change is on its way; whether it arrived is not known yet.",
        "Wait for the answer of the platform, then change the row again."};
}

} // namespace

Result<void> Vault::discard(Mid mid)
{
    const auto mutation = find(mid);
    if (!mutation)
        return mutation.error();
    if (isUnderWay(*mutation) && !TIDEMARK_SEEDED(discardInFlight))
        return inFlight();
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    if (auto done = archive(mid, "discarded", 0); !done)
        return done;
    if (awaitsPerson(*mutation)) {
        if (auto done = removeFromOutbox(mid, "abandoned"); !done)
            return done;
    } else if (auto done = leavePlaceholder(mid, mutation->createdAt); !done) {
        return done;
    }
    return transaction->commit();
}

Result<void> Vault::leavePlaceholder(Mid mid, Timestamp createdAt)
{
    creations_.reset();
    auto before = db_.prepare("SELECT body FROM outbox WHERE mid=?");
    if (!before)
        return before.error();
    const auto row = before->bind(1, mid).step();
    if (!row)
        return row.error();
    const auto given = *row ? readBody(before->text(0)) : Result<PushMutation>(PushMutation());
    before->reset();
    const std::string instead = given ? shaBegin(*given) : std::string();
    const std::string body = bodyOf(emptyMutation(mid, createdAt, instead));
    auto update = db_.prepare(
        "UPDATE outbox SET body=?, discarded=1, state='queued', next_at=0, error=NULL, waits=NULL "
        "WHERE mid=?"
    );
    if (!update)
        return update.error();
    return update->bind(1, std::string_view(body)).bind(2, mid).run();
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
    if (!awaitsPerson(*mutation)) {
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

Result<Mid> Vault::edit(Mid mid, std::vector<PushOp> ops)
{
    auto mutation = find(mid);
    if (!mutation)
        return mutation.error();
    if (isUnderWay(*mutation))
        return inFlight();
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    if (auto done = archive(mid, "retried", 0); !done)
        return done.error();
    auto left = awaitsPerson(*mutation) ? removeFromOutbox(mid, "mine")
                                        : leavePlaceholder(mid, mutation->createdAt);
    if (!left)
        return left.error();
    mutation->mutation.ops = std::move(ops);
    auto renewed = append(std::move(mutation->mutation));
    if (!renewed)
        return renewed.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    return renewed->mid;
}

} // namespace tidemark::sync
