// The vault's part in conflicts: they open with an answer, and end with a decision.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/conflict_book.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

Fault tooLate(std::string cause, std::string nextStep)
{
    return {FaultCode::conflict, "cannot_undo", std::move(cause), std::move(nextStep)};
}

} // namespace

Result<std::vector<ConflictCase>> Vault::conflicts()
{
    return ConflictBook(db_).cases();
}

Result<std::vector<Resolution>> Vault::recentDecisions(std::size_t most)
{
    return ConflictBook(db_).recent(most);
}

Result<void> Vault::openConflicts(Mid mid, const PushResult& result, Swept& swept)
{
    ConflictBook book(db_);
    std::set<Mid> displaced;
    for (const PushConflict& conflict : result.conflicts) {
        const auto before = book.add(mid, conflict);
        if (!before)
            return before.error();
        if (*before)
            displaced.insert(**before);
    }
    // A later edit speaks for the earlier one now. What else that one wanted goes on its way.
    for (const Mid earlier : displaced) {
        const auto isOpen = book.hasOpen(earlier);
        if (!isOpen)
            return isOpen.error();
        if (*isOpen)
            continue;
        const auto made = settle(earlier);
        if (!made)
            return made.error();
        std::erase(swept.needPerson, earlier);
        swept.retired.push_back(earlier);
        if (*made)
            swept.made.push_back(**made);
    }
    return {};
}

/// Carries out what was decided of a change, once nothing of it is open any more.
Result<std::optional<Mid>> Vault::settle(Mid mid)
{
    ConflictBook book(db_);
    const auto isOpen = book.hasOpen(mid);
    if (!isOpen)
        return isOpen.error();
    if (*isOpen)
        return std::optional<Mid>();
    auto mutation = find(mid);
    if (!mutation && mutation.error().code == FaultCode::notFound)
        return std::optional<Mid>(); // Given up in the meantime.
    if (!mutation)
        return mutation.error();
    const auto decided = book.decided(mid);
    if (!decided)
        return decided.error();
    std::vector<PushOp> ops = settledOps(*mutation, *decided);
    if (auto done = archive(mid, ops.empty() ? "discarded" : "retried", 0); !done)
        return done.error();
    if (auto done = removeFromOutbox(mid, "abandoned"); !done)
        return done.error();
    std::optional<Mid> made;
    if (!ops.empty()) {
        NewMutation next{mutation->mutation.name, mutation->mutation.mergeMode, std::move(ops)};
        if (mid > 0)
            next.resolves = mid;
        const auto appended = append(std::move(next));
        if (!appended)
            return appended.error();
        made = appended->mid;
    }
    if (auto done = book.carriedOut(mid, made); !done)
        return done.error();
    return made;
}

Result<Resolution> Vault::decideConflicts(std::span<const CaseChoice> choices)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    ConflictBook book(db_);
    const auto batch = book.nextBatch();
    if (!batch)
        return batch.error();
    std::set<Mid> mids;
    for (const CaseChoice& choice : choices) {
        if (auto done = book.decide(choice, *batch, mids); !done)
            return done.error();
    }
    Resolution resolution{.batch = *batch, .at = Timestamp::now()};
    for (const Mid mid : mids) {
        const auto made = settle(mid);
        if (!made)
            return made.error();
        if (*made)
            resolution.made.push_back(**made);
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return resolution;
}

Result<void> Vault::undoDecisions(std::int64_t batch)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    ConflictBook book(db_);
    const auto fields = book.batchFields(batch);
    if (!fields)
        return fields.error();
    if (fields->empty())
        return tooLate("This decision is not remembered any more.", "Change the row again.");
    std::vector<std::pair<Mid, std::optional<Mid>>> pairs;
    if (auto done = book.reopen(batch, pairs); !done)
        return done;
    bool isArrived = false;
    for (const auto& [mid, by] : pairs) {
        const auto arrived = by ? takeBack(*by) : Result<bool>(false);
        if (!arrived)
            return arrived.error();
        isArrived = isArrived || *arrived;
        if (auto done = putBack(mid); !done)
            return done;
        // What the platform has of the other decisions stays; the rest goes with the next one.
        if (auto done = *arrived ? Result<void>() : book.waitAgain(mid, by); !done)
            return done;
    }
    if (isArrived) {
        if (auto done = sendTheirsAgain(*fields); !done)
            return done;
    }
    return transaction->commit();
}

/// Stops a change that carried out a decision. True: the platform has taken it already.
Result<bool> Vault::takeBack(Mid mid)
{
    const auto mutation = find(mid);
    if (!mutation && mutation.error().code == FaultCode::notFound)
        return true;
    if (!mutation)
        return mutation.error();
    if (mutation->result)
        return isSuccess(mutation->result->status)
                   ? Result<bool>(true)
                   : tooLate("The platform did not take this decision.", "Decide what is open.");
    if (mutation->attempts > 0)
        return tooLate(
            "This decision is on its way; whether it arrived is not known yet.",
            "Wait for the answer of the platform, then undo it."
        );
    if (auto done = archive(mid, "discarded", 0); !done)
        return done.error();
    if (auto done = leavePlaceholder(mid, mutation->createdAt); !done)
        return done.error();
    return false;
}

/// The change that was in conflict waits for a person again, with the answer it had.
Result<void> Vault::putBack(Mid mid)
{
    auto there = db_.prepare("SELECT 1 FROM outbox WHERE mid=?");
    if (!there)
        return there.error();
    const auto isThere = there->bind(1, mid).step();
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return {};
    auto insert = db_.prepare(
        "INSERT INTO outbox(mid, body, state, attempts, created_at, result) "
        "SELECT mid, body, 'conflict', 1, ?, result FROM archive WHERE mid=? AND why IN"
        "('retried','discarded') AND client=coalesce((SELECT v FROM meta WHERE k='client'),'') "
        "AND result IS NOT NULL LIMIT 1"
    );
    if (!insert)
        return insert.error();
    if (auto done = insert->bind(1, Timestamp::now().micros).bind(2, mid).run(); !done)
        return done;
    auto back = find(mid);
    if (!back)
        return tooLate("The change itself is not kept any more.", "Change the row again.");
    return {};
}

/// The platform took the decision: the rows get back what they had, as an ordinary change.
Result<void> Vault::sendTheirsAgain(std::span<const DecidedField> fields)
{
    NewMutation back{.name = "conflict.undo"};
    for (const DecidedField& field : fields) {
        if (const auto copy = copyIn(field))
            back.ops.push_back({.kind = PushOpKind::remove, .entity = copy->entity, .id = copy->id}
            );
        if (field.source == ConflictSource::theirs || field.field.empty())
            continue;
        auto op = std::find_if(back.ops.begin(), back.ops.end(), [&](const PushOp& other) {
            return other.id == field.id && other.entity == field.entity;
        });
        if (op == back.ops.end()) {
            PushOp fresh{.kind = PushOpKind::update, .entity = field.entity, .id = field.id};
            op = back.ops.insert(back.ops.end(), std::move(fresh));
        }
        op->base[field.field] = field.value;
        op->set[field.field] = field.theirs;
    }
    if (back.ops.empty())
        return {};
    const auto appended = append(std::move(back));
    return appended ? Result<void>() : appended.error();
}

Result<void> Vault::startFromConflicts(NewMutation& mutation)
{
    const auto isAnyOpen = db_.integer("SELECT EXISTS(SELECT 1 FROM conflict WHERE state='open')");
    if (!isAnyOpen)
        return isAnyOpen.error();
    if (*isAnyOpen == 0) // Nearly always: a paste of many rows asks once.
        return {};
    ConflictBook book(db_);
    for (PushOp& op : mutation.ops) {
        if (op.kind != PushOpKind::update)
            continue;
        const auto open = book.openBases(op.entity, op.id);
        if (!open)
            return open.error();
        for (const auto& [field, base] : *open) {
            if (!op.set.contains(field) && !op.base.contains(field))
                continue;
            op.base[field] = base;
            op.baseRv.reset(); // Nobody has looked at theirs yet.
        }
    }
    return {};
}

} // namespace tidemark::sync
