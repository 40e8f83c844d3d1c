// Unsent work whose scope was taken away: kept, never sent, handed to the person.
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/lost_scope.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

constexpr int internalClass = 1;
constexpr int restrictedClass = 3;

/// Which rows it was about, and how; not what it said.
std::string outlineOf(Mid mid, const NewMutation& work)
{
    PushMutation outline;
    outline.mid = mid;
    outline.name = work.name;
    outline.ops = work.ops;
    for (PushOp& op : outline.ops) {
        op.base.clear();
        op.set.clear();
    }
    outline.sha = shaOf(outline);
    return bodyOf(outline);
}

} // namespace

std::string textOf(const LostScope& lost)
{
    return boost::json::serialize(boost::json::object{
        {"scope", lost.scope},
        {"name", lost.name},
        {"reason", lost.reason},
        {"class", lost.dataClass}});
}

std::optional<LostScope> readLostScope(std::string_view text)
{
    boost::system::error_code failed;
    const auto value = boost::json::parse(text, failed);
    const auto* object = failed ? nullptr : value.if_object();
    const auto* scope = object != nullptr ? object->if_contains("scope") : nullptr;
    const auto* name = object != nullptr ? object->if_contains("name") : nullptr;
    const auto* reason = object != nullptr ? object->if_contains("reason") : nullptr;
    if (scope == nullptr || name == nullptr || reason == nullptr || !scope->is_int64() ||
        !name->is_string() || !reason->is_string())
        return std::nullopt;
    LostScope lost{
        scope->get_int64(), std::string(name->get_string()), std::string(reason->get_string())};
    if (const auto* dataClass = object->if_contains("class"); dataClass && dataClass->is_int64())
        lost.dataClass = static_cast<int>(dataClass->get_int64());
    return lost;
}

KeptPolicy policyFor(int dataClass)
{
    if (dataClass >= restrictedClass)
        return KeptPolicy::discard;
    return dataClass > internalClass ? KeptPolicy::escrow : KeptPolicy::keep;
}

std::string_view nameOf(KeptPolicy policy)
{
    switch (policy) {
    case KeptPolicy::escrow:
        return "escrow";
    case KeptPolicy::discard:
        return "discard";
    case KeptPolicy::keep:
        break;
    }
    return "keep";
}

Result<std::vector<Mid>> Vault::quarantine(std::span<const Mid> mids, const LostScope& lost)
{
    std::vector<Mid> gone;
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    auto mark = db_.prepare("UPDATE outbox SET leaving=? WHERE mid=?");
    if (!mark)
        return mark.error();
    const std::string leaving = textOf(lost);
    for (const Mid mid : mids) {
        const auto mutation = find(mid);
        if (!mutation && mutation.error().code == FaultCode::notFound)
            continue;
        if (!mutation)
            return mutation.error();
        const bool isRefused = mutation->state == MutationState::rejected ||
                               mutation->state == MutationState::conflict ||
                               mutation->state == MutationState::parked;
        if (!isRefused && (mutation->attempts > 0 || mutation->result)) {
            // Whether it arrived is not known; the platform's answer decides where it goes.
            if (auto done = mark->bind(1, std::string_view(leaving)).bind(2, mid).run(); !done)
                return done.error();
            continue;
        }
        const auto isGone = isolate(mid, lost);
        if (!isGone)
            return isGone.error();
        gone.push_back(mid);
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return gone;
}

Result<bool> Vault::isolate(Mid mid, const LostScope& lost)
{
    const auto mutation = find(mid);
    if (!mutation)
        return mutation.error();
    auto insert = db_.prepare(
        "INSERT INTO quarantine(mid, scope, scope_name, reason, body, created_at, at, class, "
        "uid) SELECT mid, ?, ?, ?, coalesce(?, body), created_at, ?, ?, ? FROM outbox WHERE mid=?"
    );
    if (!insert)
        return insert.error();
    insert->bind(1, lost.scope).bind(2, std::string_view(lost.name));
    insert->bind(3, std::string_view(lost.reason));
    const std::string told = outlineOf(mid, mutation->mutation);
    if (policyFor(lost.dataClass) == KeptPolicy::discard)
        insert->bind(4, std::string_view(told));
    else
        insert->bind(4, nullptr);
    insert->bind(5, Timestamp::now().micros).bind(6, static_cast<std::int64_t>(lost.dataClass));
    insert->bind(7, Uuid::make());
    if (auto done = insert->bind(8, mid).run(); !done)
        return done.error();
    const bool isAnswered = mutation->result || mutation->attempts > 0;
    auto left = isAnswered ? removeFromOutbox(mid, "abandoned")
                           : leavePlaceholder(mid, mutation->createdAt);
    if (!left)
        return left.error();
    return true;
}

Result<std::vector<QuarantinedWork>> Vault::quarantined()
{
    auto statement =
        db_.prepare("SELECT qid, mid, scope, scope_name, reason, body, created_at, at, "
                    "exported_at, class, handed_at, uid FROM quarantine ORDER BY qid");
    if (!statement)
        return statement.error();
    std::vector<QuarantinedWork> all;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        auto body = readBody(statement->text(5));
        if (!body)
            return body.error();
        QuarantinedWork work{.qid = statement->integer(0), .mid = statement->integer(1)};
        work.lost = {
            statement->integer(2),
            std::string(statement->text(3)),
            std::string(statement->text(4))};
        work.mutation = {std::move(body->name), body->mergeMode, std::move(body->ops), {}};
        work.createdAt = Timestamp{statement->integer(6)};
        work.at = Timestamp{statement->integer(7)};
        if (!statement->isNull(8))
            work.exportedAt = Timestamp{statement->integer(8)};
        work.lost.dataClass = static_cast<int>(statement->integer(9));
        if (!statement->isNull(10))
            work.handedAt = Timestamp{statement->integer(10)};
        work.id = statement->uuid(11);
        all.push_back(std::move(work));
    }
    if (!more)
        return more.error();
    return all;
}

Result<void> Vault::markExported(std::span<const std::int64_t> qids, Timestamp at)
{
    return updateEach(
        qids,
        "UPDATE quarantine SET exported_at=?2 WHERE qid=?1",
        [at](auto& update) { update.bind(2, at.micros); }
    );
}

Result<void> Vault::markHandedOver(std::span<const QuarantinedWork> handed, Timestamp at)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    for (const QuarantinedWork& work : handed) {
        auto update =
            db_.prepare("UPDATE quarantine SET handed_at=?2, body=coalesce(?3, body) WHERE qid=?1");
        if (!update)
            return update.error();
        const std::string told = outlineOf(work.mid, work.mutation);
        update->bind(1, work.qid).bind(2, at.micros);
        if (work.policy() == KeptPolicy::keep)
            update->bind(3, nullptr);
        else
            update->bind(3, std::string_view(told));
        if (auto done = update->run(); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> Vault::forgetQuarantined(std::int64_t qid)
{
    auto remove = db_.prepare("DELETE FROM quarantine WHERE qid=?");
    if (!remove)
        return remove.error();
    if (auto done = remove->bind(1, qid).run(); !done)
        return done;
    if (db_.changes() == 0)
        return Fault{
            FaultCode::notFound,
            "no_such_work",
            "This piece of work is not set aside any more.",
            "Look at the list again."};
    return {};
}

} // namespace tidemark::sync
