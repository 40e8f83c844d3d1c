#include "platform/feed/mutation_work.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/gone_row.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

/// Who last wrote one of the fields, or the row as a whole.
constexpr std::string_view authorSql =
    "SELECT actor, device, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    " FROM app.audit_entry WHERE entity = $1 AND entity_id = $2"
    " AND ($3::text[] = '{}' OR after ?| $3::text[]) ORDER BY at DESC LIMIT 1";
/// How far back a client's own writes are recognised.
constexpr std::string_view ownVersionSql =
    "SELECT EXISTS (SELECT FROM sync.mutation WHERE client_id = $1 AND mid > $2::bigint - 200"
    " AND strpos(result, '\"rv\":\"' || $3 || '\"') > 0)";

Fault staleSchema(std::string_view entity)
{
    return Fault{
        FaultCode::unsupported,
        "stale_schema",
        "The platform does not know records of the kind " + std::string(entity) + ".",
        "Install the current version of Tidemark."};
}

const EntityInfo* writableEntity(std::string_view name)
{
    const EntityInfo* info = findEntity(name);
    return info != nullptr && info->sync != SyncPolicy::serverOnly ? info : nullptr;
}

/// A creation of a row that is there already: what of it could be a change.
PushOp asChange(const EntityInfo& info, PushOp op)
{
    if (op.kind != PushOpKind::create)
        return op;
    op.set.erase("id");
    for (const FieldInfo& field : info.fields) {
        if (field.fixed)
            op.set.erase(field.name);
    }
    return op;
}

} // namespace

bool isFinal(const Fault& fault)
{
    switch (fault.code) {
    case FaultCode::invalid:
    case FaultCode::notFound:
    case FaultCode::forbidden:
    case FaultCode::conflict:
    case FaultCode::tooLarge:
    case FaultCode::unsupported:
        return true;
    default:
        return false;
    }
}

PushResult rejection(std::int64_t mid, const Fault& fault)
{
    PushResult result{.mid = mid, .status = PushStatus::rejected};
    result.cause = fault.cause;
    result.nextStep = fault.nextStep;
    if (fault.code == FaultCode::forbidden)
        result.code = "denied";
    else if (fault.code == FaultCode::notFound || fault.reason == "missing_reference")
        result.code = "gone";
    else if (fault.code == FaultCode::invalid)
        result.code = "invalid";
    else if (fault.code == FaultCode::tooLarge)
        result.code = "too_large";
    else
        result.code = fault.reason;
    return result;
}

MutationWork::MutationWork(
    Transaction& transaction, ClientWriter& writer, std::string client, const PushMutation& mutation
)
    : transaction_(transaction)
    , writer_(writer)
    , client_(std::move(client))
    , mutation_(mutation)
    , result_{.mid = mutation.mid}
{
}

asio::awaitable<Result<PushResult>> MutationWork::run()
{
    auto found = co_await findExisting();
    if (!found)
        co_return found.error();
    const auto& ops = mutation_.ops;
    for (std::size_t i = 0; i < ops.size();) {
        const EntityInfo* info = writableEntity(ops[i].entity);
        if (info == nullptr)
            co_return staleSchema(ops[i].entity);
        std::size_t next = i + 1;
        Result<void> done;
        if (ops[i].kind == PushOpKind::remove) {
            done = co_await removeRow(*info, ops[i]);
        } else if (ops[i].kind == PushOpKind::update || existing_.contains(ops[i].id)) {
            done = co_await updateRow(*info, asChange(*info, ops[i]));
        } else {
            while (next < ops.size() && ops[next].kind == PushOpKind::create &&
                   ops[next].entity == ops[i].entity && !existing_.contains(ops[next].id))
                ++next;
            done = co_await createRows(*info, i, next);
        }
        if (!done)
            co_return done.error();
        i = next;
    }
    result_.status = status();
    if (result_.status == PushStatus::conflict) {
        result_.effects.clear();
        result_.code = "fields";
        result_.cause = isGone() ? "Somebody deleted what you changed."
                                 : "Somebody changed the same fields in the meantime.";
        result_.nextStep = isGone() ? "Restore it as a copy with your changes, or leave it deleted."
                                    : "Choose which values are right.";
    }
    auto finished = co_await writer_.finish();
    if (!finished)
        co_return finished.error();
    co_return std::move(result_);
}

/// A client that took a new identity sends its work again: what was created already is compared.
MutationWork::Done MutationWork::findExisting()
{
    std::map<const EntityInfo*, std::string> ids;
    for (const PushOp& op : mutation_.ops) {
        const EntityInfo* info = writableEntity(op.entity);
        if (info == nullptr || op.kind != PushOpKind::create)
            continue;
        std::string& list = ids[info];
        list += list.empty() ? "{" : ",";
        list += op.id.toString();
    }
    for (const auto& [info, list] : ids) {
        const std::string sql =
            "SELECT id FROM " + tableOf(*info).name + " WHERE id = ANY ($1::uuid[])";
        Params params = {list + '}'};
        auto rows = co_await transaction_.run(sql, std::move(params));
        if (!rows)
            co_return rows.error();
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (const auto id = Uuid::parse(rows->text(row, 0)))
                existing_.insert(*id);
        }
    }
    co_return Result<void>();
}

MutationWork::Done
MutationWork::createRows(const EntityInfo& info, std::size_t begin, std::size_t end)
{
    std::vector<boost::json::object> rows;
    for (std::size_t i = begin; i < end; ++i) {
        boost::json::object row = mutation_.ops[i].set;
        row["id"] = mutation_.ops[i].id.toString();
        rows.push_back(std::move(row));
    }
    auto created = co_await writer_.createAll(info, rows);
    if (!created)
        co_return created.error();
    for (const StoredRow& row : *created)
        wrote(info, row);
    co_return Result<void>();
}

MutationWork::Done MutationWork::updateRow(const EntityInfo& info, PushOp op)
{
    auto outcome = co_await writer_.merge(info, op, mutation_.mergeMode);
    if (!outcome && outcome.error().code == FaultCode::notFound) {
        // Changed here, deleted there: what was changed is kept, and the user decides.
        auto gone = co_await goneConflict(transaction_, writer_.actor(), info, std::move(op));
        if (!gone)
            co_return gone.error();
        if (!*gone)
            co_return outcome.error();
        result_.conflicts.push_back(std::move(**gone));
        co_return Result<void>();
    }
    if (!outcome)
        co_return outcome.error();
    if (outcome->isChanged)
        wrote(info, outcome->row);
    else
        result_.effects.push_back({info.name, outcome->row.id, outcome->row.rv});
    isMerged_ = isMerged_ || outcome->isMerged;
    co_return co_await addConflicts(info, *outcome);
}

MutationWork::Done MutationWork::addConflicts(const EntityInfo& info, const MergeOutcome& outcome)
{
    for (const FieldConflict& field : outcome.conflicts) {
        PushConflict conflict{.entity = info.name, .id = outcome.row.id, .field = field.field};
        conflict.base = field.base;
        conflict.mine = field.mine;
        conflict.theirs = field.theirs;
        conflict.group = field.group;
        conflict.kind = nameOf(field.kind);
        conflict.theirRv = outcome.row.rv;
        for (const BrokenRule& rule : outcome.broken)
            conflict.rules.push_back(boost::json::object{
                {"field", rule.field},
                {"reason", rule.reason},
                {"args", boost::json::array(rule.args.begin(), rule.args.end())}});
        if (auto done = co_await addAuthor(conflict); !done)
            co_return done.error();
        result_.conflicts.push_back(std::move(conflict));
    }
    co_return Result<void>();
}

MutationWork::Done MutationWork::addAuthor(PushConflict& conflict)
{
    // Of a broken rule any change of theirs may be the other half.
    const bool isWhole = conflict.field.empty() || conflict.kind == nameOf(ConflictKind::rule);
    std::string fields = "{";
    if (!isWhole)
        fields += conflict.field;
    fields += '}';
    Params params = {conflict.entity, conflict.id.toString(), fields};
    auto rows = co_await transaction_.run(authorSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Result<void>();
    conflict.by.name = rows->text(0, 0);
    conflict.by.device = rows->text(0, 1);
    if (const auto at = Timestamp::parse(rows->text(0, 2)))
        conflict.by.at = *at;
    co_return Result<void>();
}

MutationWork::Done MutationWork::removeRow(const EntityInfo& info, const PushOp& op)
{
    auto removed = co_await writer_.remove(info, op.id, op.baseRv);
    if (!removed && removed.error().reason == "stale") {
        const StoredRow current = *writer_.current();
        auto isOwn = co_await isOwnVersion(current.rv);
        if (!isOwn)
            co_return isOwn.error();
        if (!*isOwn) {
            // Deleted here, changed there: the row stays, and the user decides.
            PushConflict conflict{.entity = info.name, .id = op.id};
            if (!op.base.empty())
                conflict.base = op.base; // What changed since can be shown.
            conflict.theirs = current.object();
            conflict.kind = nameOf(ConflictKind::removed);
            conflict.theirRv = current.rv;
            if (auto done = co_await addAuthor(conflict); !done)
                co_return done.error();
            result_.conflicts.push_back(std::move(conflict));
            co_return Result<void>();
        }
        removed = co_await writer_.remove(info, op.id, current.rv);
    }
    if (!removed && removed.error().code == FaultCode::notFound)
        co_return Result<void>(); // What was wanted is so.
    if (!removed)
        co_return removed.error();
    isChanged_ = true;
    result_.effects.push_back({info.name, op.id, removed->rv});
    co_return Result<void>();
}

/// The row's newest version comes from this client, whose mirror had not shown it yet.
asio::awaitable<Result<bool>> MutationWork::isOwnVersion(std::int64_t rv)
{
    Params params = {client_, std::to_string(mutation_.mid), std::to_string(rv)};
    auto rows = co_await transaction_.run(ownVersionSql, std::move(params));
    if (!rows)
        co_return rows.error();
    co_return rows->boolean(0, 0);
}

bool MutationWork::isGone() const
{
    return std::all_of(
        result_.conflicts.begin(),
        result_.conflicts.end(),
        [](const PushConflict& conflict) { return conflict.kind == nameOf(ConflictKind::gone); }
    );
}

PushStatus MutationWork::status() const
{
    if (!result_.conflicts.empty()) {
        const bool isAtomic = mutation_.mergeMode == MergeMode::atomic;
        return isAtomic || !isChanged_ ? PushStatus::conflict : PushStatus::partial;
    }
    if (!isChanged_)
        return PushStatus::noop;
    return isMerged_ ? PushStatus::merged : PushStatus::applied;
}

void MutationWork::wrote(const EntityInfo& info, const StoredRow& row)
{
    isChanged_ = true;
    result_.effects.push_back({info.name, row.id, row.rv});
}

} // namespace tidemark::platform
