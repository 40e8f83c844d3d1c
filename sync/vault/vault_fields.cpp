// The outbox part of the vault: what an older platform does not know yet waits for it.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/held_back.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

namespace tidemark::sync {
namespace {

/// A mutation that cannot go as it is.
struct Parted {
    PushMutation mutation = {};
    Timestamp createdAt = {};
    PartedOps ops = {};
};

Result<std::vector<Parted>> partedAfter(Database& db, const KnownFields& lacking, Mid after)
{
    auto statement = db.prepare(
        "SELECT body, created_at FROM outbox WHERE mid>? AND attempts=0 AND discarded=0 AND "
        "waits IS NULL AND result IS NULL AND state IN('queued','sent','held') ORDER BY mid"
    );
    if (!statement)
        return statement.error();
    std::vector<Parted> all;
    statement->bind(1, after);
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto mutation = readBody(statement->text(0));
        if (!mutation)
            return mutation.error();
        PartedOps ops = partedBy(lacking, mutation->ops);
        if (!ops.isWhole)
            all.push_back(
                {*std::move(mutation), Timestamp{statement->integer(1)}, std::move(ops)}
            );
    }
    if (!more)
        return more.error();
    return all;
}

Result<void> keepWaiting(Database& db, Mid mid, Timestamp createdAt, const Fault& why)
{
    auto update = db.prepare("UPDATE outbox SET waits=?, created_at=? WHERE mid=?");
    if (!update)
        return update.error();
    const std::string words = errorText(why);
    return update->bind(1, std::string_view(words)).bind(2, createdAt.micros).bind(3, mid).run();
}

/// `fuelSupply.edit` becomes `fuelSupply.later`.
std::string laterName(const std::string& name)
{
    constexpr std::size_t longest = 70;
    return name.substr(0, std::min(name.find('.'), longest)) + ".later";
}

/// The same number with other content: it was never sent.
Result<void> rewrite(Database& db, PushMutation mutation)
{
    mutation.sha = shaOf(mutation);
    auto update = db.prepare("UPDATE outbox SET body=? WHERE mid=?");
    if (!update)
        return update.error();
    const std::string body = bodyOf(mutation);
    return update->bind(1, std::string_view(body)).bind(2, mutation.mid).run();
}

} // namespace

Result<void> Vault::part(PushMutation mutation, Timestamp createdAt, PartedOps ops)
{
    if (ops.now.empty() && !ops.later.empty())
        return keepWaiting(db_, mutation.mid, createdAt, heldBack(ops.fields));
    NewMutation rest{laterName(mutation.name), mutation.mergeMode, std::move(ops.later)};
    mutation.ops = std::move(ops.now);
    if (auto done = rewrite(db_, std::move(mutation)); !done)
        return done;
    if (rest.ops.empty())
        return {};
    const auto added = append(std::move(rest));
    if (!added)
        return added.error();
    return keepWaiting(db_, added->mid, createdAt, heldBack(ops.fields));
}

Result<bool> Vault::fitTo(const KnownFields& lacking, Mid after)
{
    if (lacking.entities.empty() && after != 0)
        return false;
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    if (after == 0) { // Another session, perhaps with a platform that knows more.
        if (auto done = db_.execute("UPDATE outbox SET waits=NULL WHERE waits IS NOT NULL"); !done)
            return done.error();
    }
    auto parted = lacking.entities.empty() ? Result<std::vector<Parted>>(std::vector<Parted>())
                                           : partedAfter(db_, lacking, after);
    if (!parted)
        return parted.error();
    for (Parted& one : *parted) {
        if (auto done = part(std::move(one.mutation), one.createdAt, std::move(one.ops)); !done) {
            creations_.reset(); // Read while the transaction was open.
            return done.error();
        }
    }
    if (auto done = transaction->commit(); !done) {
        creations_.reset();
        return done.error();
    }
    return !parted->empty();
}

} // namespace tidemark::sync
