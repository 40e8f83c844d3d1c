// The outbox part of the vault: edits go in and are looked up.
#include "models/protocol/limits.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/edit_keys.hpp"
#include "sync/vault/outbox_row.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_schema.hpp"

#include <set>

namespace tidemark::sync {
namespace {

/// Edits that may wait for the network. When full, editing is refused with a message rather than
/// growing a file that nobody drains.
constexpr std::int64_t outboxMax = 50'000;

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

constexpr std::size_t uuidChars = 36;

/// The edit itself is at fault, not the disk.
bool isRefusal(const Fault& fault)
{
    return fault.code == FaultCode::invalid || fault.code == FaultCode::tooLarge ||
           fault.reason == "outbox_full";
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
    std::vector<NewMutation> one;
    one.push_back(std::move(mutation));
    return std::move(enqueueAll(std::move(one)).front());
}

std::vector<Result<PendingMutation>> Vault::enqueueAll(std::vector<NewMutation> mutations)
{
    std::vector<Result<PendingMutation>> outcomes;
    outcomes.reserve(mutations.size());
    auto transaction = Transaction::begin(db_);
    std::optional<Fault> failed;
    if (!transaction)
        failed = transaction.error();
    for (NewMutation& mutation : mutations) {
        const auto checked = checkNew(mutation);
        if (failed)
            outcomes.emplace_back(*failed);
        else if (!checked)
            outcomes.emplace_back(checked.error());
        else
            outcomes.push_back(append(std::move(mutation)));
        // A refused edit has written nothing; a failed write may have, and takes all with it.
        if (!failed && !outcomes.back() && !isRefusal(outcomes.back().error()))
            failed = outcomes.back().error();
    }
    if (!failed) {
        if (auto done = transaction->commit(); !done)
            failed = done.error();
    }
    if (failed) {
        creations_.reset();
        for (auto& outcome : outcomes) {
            if (outcome)
                outcome = *failed;
        }
    }
    return outcomes;
}

Result<PendingMutation> Vault::append(NewMutation mutation)
{
    if (mutation.key) {
        const auto known = midOfKey(db_, *mutation.key);
        if (!known)
            return known.error();
        if (*known)
            return PendingMutation{.mid = **known, .isRepeat = true};
    }
    const auto count = db_.integer("SELECT count(*) FROM outbox");
    if (!count)
        return count.error();
    if (*count >= outboxMax)
        return Fault{
            FaultCode::full,
            "outbox_full",
            "Too many changes wait to be sent.",
            "Go online so that they can be sent, then go on."};
    auto next = identity();
    if (!next)
        return next.error();
    PushMutation pushed{
        .mid = next->nextMid,
        .name = mutation.name,
        .ops = std::move(mutation.ops),
        .mergeMode = mutation.mergeMode,
        .clientTime = Timestamp::now()};
    pushed.resolves = mutation.resolves;
    auto depends = dependsOf(pushed);
    if (!depends)
        return depends.error();
    pushed.depends = *std::move(depends);
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
    if (mutation.key) {
        const auto noted = rememberKey(db_, *mutation.key, pushed.mid, pushed.clientTime);
        if (!noted)
            return noted.error();
    }
    for (const PushOp& op : pushed.ops) {
        if (op.kind == PushOpKind::create)
            creations_->insert_or_assign(op.id, pushed.mid);
    }
    PendingMutation pending{.mid = pushed.mid, .createdAt = pushed.clientTime};
    pending.depends = std::move(pushed.depends);
    pending.mutation = {
        std::move(mutation.name), pushed.mergeMode, std::move(pushed.ops), mutation.resolves};
    return pending;
}

Result<Mid> Vault::keepRefused(NewMutation mutation, const Fault& why)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    const Timestamp now = Timestamp::now();
    if (mutation.key) {
        const auto known = midOfKey(db_, *mutation.key);
        if (!known)
            return known.error();
        if (*known)
            return **known;
    }
    const auto lowest = db_.integer("SELECT min(0, coalesce((SELECT min(mid) FROM outbox), 0), "
                                    "coalesce((SELECT min(mid) FROM archive), 0))");
    if (!lowest)
        return lowest.error();
    const Mid mid = *lowest - 1;
    PushMutation refused{
        .mid = 1, .name = mutation.name, .ops = mutation.ops, .mergeMode = mutation.mergeMode};
    refused.clientTime = now;
    refused.sha = shaOf(refused);
    const PushResult answer{
        .mid = mid,
        .status = PushStatus::rejected,
        .code = why.reason,
        .cause = why.cause,
        .nextStep = why.nextStep};
    auto insert = db_.prepare("INSERT INTO outbox(mid, body, state, created_at, error, result) "
                              "VALUES(?,?,'rejected',?,?,?)");
    if (!insert)
        return insert.error();
    const std::string body = bodyOf(refused);
    const std::string error = errorText(why);
    const std::string result = resultText(answer);
    insert->bind(1, mid).bind(2, std::string_view(body)).bind(3, now.micros);
    insert->bind(4, std::string_view(error)).bind(5, std::string_view(result));
    if (auto done = insert->run(); !done)
        return done.error();
    if (mutation.key) {
        if (auto done = rememberKey(db_, *mutation.key, mid, now); !done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    return mid;
}

Result<void> Vault::loadCreations()
{
    if (creations_)
        return {};
    auto statement = db_.prepare("SELECT mid, body FROM outbox WHERE result IS NULL AND state "
                                 "IN('queued','sent','held') AND mid>0");
    if (!statement)
        return statement.error();
    std::map<Uuid, Mid> found;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        // Most edits create nothing: those need no parsing.
        const std::string_view body = statement->text(1);
        if (body.find(R"("create")") == std::string_view::npos)
            continue;
        const auto mutation = readBody(body);
        if (!mutation)
            return mutation.error();
        for (const PushOp& op : mutation->ops) {
            if (op.kind == PushOpKind::create)
                found.insert_or_assign(op.id, mutation->mid);
        }
    }
    if (!more)
        return more.error();
    creations_ = std::move(found);
    return {};
}

Result<std::vector<Mid>> Vault::dependsOf(const PushMutation& mutation)
{
    if (auto loaded = loadCreations(); !loaded)
        return loaded.error();
    std::set<Mid> needed;
    const auto look = [&](const Uuid& id) {
        const auto made = creations_->find(id);
        if (made != creations_->end() && needed.size() < limits::dependsPerMutation)
            needed.insert(made->second);
    };
    for (const PushOp& op : mutation.ops) {
        if (creations_->empty())
            break;
        look(op.id);
        for (const auto& [field, value] : op.set) {
            const auto* text = value.if_string();
            const auto id = text != nullptr && text->size() == uuidChars
                                ? Uuid::parse({text->data(), text->size()})
                                : Result<Uuid>(Fault{});
            if (id)
                look(*id);
        }
    }
    needed.erase(mutation.mid);
    return std::vector<Mid>(needed.begin(), needed.end());
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

Result<OutboxCounts> Vault::counts()
{
    auto statement = db_.prepare(
        "SELECT (SELECT count(*) FROM outbox WHERE result IS NULL AND discarded=0 AND state "
        "IN('queued','sent','held')), (SELECT count(*) FROM outbox WHERE discarded=0 AND state "
        "IN('parked','rejected','conflict')), (SELECT count(*) FROM quarantine), "
        "(SELECT min(created_at) FROM outbox WHERE result IS NULL AND discarded=0 AND state "
        "IN('queued','sent','held')), (SELECT count(*) FROM quarantine WHERE exported_at IS NULL "
        "AND handed_at IS NULL AND class < 3)"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    OutboxCounts counts{
        .pending = statement->integer(0),
        .needYou = statement->integer(1),
        .quarantined = statement->integer(2),
        .onlyHere = statement->integer(4)};
    if (!statement->isNull(3))
        counts.oldestAt = Timestamp{statement->integer(3)};
    return counts;
}

} // namespace tidemark::sync
