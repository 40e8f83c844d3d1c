// The outbox part of the vault: mutations that wait for something of their own let others pass.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

/// A mutation that goes behind the others, with whatever depends on the rows it makes.
struct Aside {
    Mid mid = 0;
    Timestamp createdAt = {};
    NewMutation mutation = {};
    std::optional<std::string> waits = {}; ///< The column: for fields, not for files.
};

bool touchesAny(const PushMutation& mutation, const std::set<Uuid>& rows)
{
    return std::any_of(mutation.ops.begin(), mutation.ops.end(), [&](const PushOp& op) {
        return rows.contains(op.id);
    });
}

/// Those that wait, in order; empty when nothing stands behind them that does not.
Result<std::vector<Aside>> inTheWay(Database& db, BlobBook blobs)
{
    auto statement = db.prepare("SELECT mid, body, attempts, discarded, created_at, waits FROM "
                                "outbox WHERE result IS NULL AND state IN('queued','sent','held') "
                                "ORDER BY mid");
    if (!statement)
        return statement.error();
    std::vector<Aside> waiting;
    std::set<Uuid> rows;
    bool hasFollower = false;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        const std::string_view body = statement->text(1);
        const bool isNew = statement->integer(2) == 0;
        const bool isPlaceholder = statement->integer(3) != 0;
        const bool waitsForFields = !statement->isNull(5);
        const bool mayWait = isNew && (waitsForFields ||
                                       body.find(R"("attachment")") != std::string_view::npos);
        if (!mayWait) { // Most need no parsing.
            hasFollower = hasFollower || (!waiting.empty() && !isPlaceholder);
            continue;
        }
        auto mutation = readBody(body);
        if (!mutation)
            return mutation.error();
        const auto isLocal = blobs.isLocal(contentsOf(mutation->ops));
        if (!isLocal)
            return isLocal.error();
        if (!*isLocal && !waitsForFields && !touchesAny(*mutation, rows)) {
            hasFollower = hasFollower || !waiting.empty();
            continue;
        }
        // Other fields of a row do not depend on those that are not known yet.
        for (const PushOp& op : mutation->ops) {
            if (!waitsForFields)
                rows.insert(op.id);
        }
        NewMutation again{
            std::move(mutation->name),
            mutation->mergeMode,
            std::move(mutation->ops),
            mutation->resolves};
        Aside aside{statement->integer(0), Timestamp{statement->integer(4)}, std::move(again)};
        if (waitsForFields)
            aside.waits = statement->text(5);
        waiting.push_back(std::move(aside));
    }
    if (!more)
        return more.error();
    if (!hasFollower)
        waiting.clear();
    return waiting;
}

} // namespace

Result<bool> Vault::letOthersPass()
{
    const auto hasLocal = blobs().hasLocal();
    if (!hasLocal)
        return hasLocal;
    const auto isWaiting = db_.integer("SELECT EXISTS(SELECT 1 FROM outbox WHERE waits NOT NULL)");
    if (!isWaiting)
        return isWaiting.error();
    if (!*hasLocal && *isWaiting == 0)
        return false;
    auto waiting = inTheWay(db_, blobs());
    if (!waiting)
        return waiting.error();
    if (waiting->empty())
        return false;
    const auto move = [&]() -> Result<void> {
        auto transaction = Transaction::begin(db_);
        if (!transaction)
            return transaction.error();
        for (Aside& one : *waiting) {
            if (auto done = leavePlaceholder(one.mid, one.createdAt); !done)
                return done;
            auto moved = append(std::move(one.mutation));
            if (!moved)
                return moved.error();
            auto keep = db_.prepare("UPDATE outbox SET created_at=?, waits=? WHERE mid=?");
            if (!keep)
                return keep.error();
            keep->bind(1, one.createdAt.micros).bind(3, moved->mid);
            one.waits ? keep->bind(2, std::string_view(*one.waits)) : keep->bind(2, nullptr);
            if (auto done = keep->run(); !done)
                return done;
        }
        return transaction->commit();
    };
    if (auto moved = move(); !moved) {
        creations_.reset(); // Read while the transaction was open.
        return moved.error();
    }
    return true;
}

} // namespace tidemark::sync
