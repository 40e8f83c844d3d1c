// Mutations, as platform/feed carries them out.
#include "models/core/seeded_fault.hpp"
#include "models/entities/entities.hpp"
#include "models/merge/merge.hpp"
#include "tests/simulation/server/organizations.hpp"
#include "tests/simulation/server/platform_model.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::sim {
namespace {

PushResult rejected(const PushMutation& mutation, std::string code)
{
    PushResult result{.mid = mutation.mid, .status = PushStatus::rejected, .code = std::move(code)};
    result.cause = "The platform refused this change.";
    result.nextStep = "Look at the change.";
    return result;
}

PushConflict conflictOf(const EntityInfo& info, const Uuid& id, const FieldConflict& one)
{
    PushConflict conflict{.entity = info.name, .id = id, .field = one.field};
    conflict.base = one.base;
    conflict.mine = one.mine;
    conflict.theirs = one.theirs;
    return conflict;
}

boost::json::object withChanges(boost::json::object row, const boost::json::object& changes)
{
    for (const auto& member : changes)
        row[member.key()] = member.value();
    return row;
}

} // namespace

std::optional<Result<PushResult>> PlatformModel::applyMutation(
    UserNumber user, const PushRequest& request, const PushMutation& mutation
)
{
    const auto client = state_.clients.find(request.clientId);
    const bool isKnown = client != state_.clients.end() && client->second.history == state_.history;
    const auto record = isKnown ? std::optional(client->second) : std::optional<ClientRecord>();
    const auto turn = turnOf(record, {std::to_string(user), request.incarnation}, mutation.mid);
    if (!turn)
        return turn.error();
    if (*turn == PushTurn::repeat) {
        const auto earlier = state_.mutations.find({request.clientId, mutation.mid});
        const bool isKept = earlier != state_.mutations.end();
        auto result =
            repeatedResult(isKept ? std::optional(earlier->second.entry) : std::nullopt, mutation);
        if (result && isToldAgain(*record, mutation.mid)) {
            OpenTransaction telling = begin();
            tell(telling, request.clientId, mutation.mid);
            commit(telling);
        }
        return result;
    }
    const std::int64_t lastMid = client->second.lastMid;
    for (const PushOp& op : mutation.ops) {
        const EntityInfo* info = findEntity(op.entity);
        if (info != nullptr && locks_.contains({info->code, op.id}))
            return std::nullopt;
    }
    OpenTransaction open = begin();
    const auto without = resultWithoutWork(mutation, failedDependency(request, mutation));
    PushResult result = without ? *without : carryOut(open, user, request, mutation);
    result.sha = shaBegin(mutation);
    if (!isSuccess(result.status))
        rollBack(open);
    if (open.number == 0)
        open = begin();
    keep(open, request, mutation, result);
    if (TIDEMARK_SEEDED(lastMidApart)) {
        // Effects in one transaction, the number in another, which a failure may lose.
        commit(open);
        if (numbers_() % 4 == 0)
            client->second.lastMid = lastMid;
        return result;
    }
    commit(open);
    return result;
}

/// The client learns of its result with a cut.
void PlatformModel::tell(OpenTransaction& open, const std::string& client, std::int64_t mid)
{
    ChangeRecord told{.op = 'M', .rv = mid, .client = client};
    record(open, std::move(told));
}

void PlatformModel::keep(
    OpenTransaction& open,
    const PushRequest& request,
    const PushMutation& mutation,
    const PushResult& result
)
{
    const std::pair key{request.clientId, mutation.mid};
    state_.mutations[key] = {mutation.name, {shaOf(mutation), result}};
    if (isSuccess(result.status))
        ++state_.timesApplied[key];
    tell(open, request.clientId, mutation.mid);
    state_.clients[request.clientId].lastMid = mutation.mid;
}

PushResult PlatformModel::carryOut(
    OpenTransaction& open, UserNumber user, const PushRequest& request, const PushMutation& mutation
)
{
    PushResult result{.mid = mutation.mid};
    bool isChanged = false;
    bool isMerged = false;
    for (const PushOp& op : mutation.ops) {
        const EntityInfo* info = findEntity(op.entity);
        if (info == nullptr)
            return rejected(mutation, "stale_schema");
        if (shape_.age == PlatformAge::older && op.set.contains(newerColumn))
            return rejected(mutation, "stale_schema");
        const RowId key{info->code, op.id};
        const RowPointer before = seen(open, key);
        const bool isSeen = before && state_.isGranted(user, before->scope);
        if (op.kind == PushOpKind::create && !before) {
            const Scope scope = scopeOf(*info, op.set);
            if (!state_.isGranted(user, scope))
                return rejected(mutation, "denied");
            write(open, key, scope, op.set);
            isChanged = true;
            result.effects.push_back({info->name, op.id, open.writes[key]->rv});
            continue;
        }
        if (op.kind == PushOpKind::remove) {
            if (!isSeen)
                continue; // What was wanted is so.
            if (op.baseRv && *op.baseRv != before->rv &&
                !isOwnVersion(request.clientId, mutation.mid, before->rv)) {
                PushConflict removed{.entity = info->name, .id = op.id};
                removed.theirs = before->fields;
                result.conflicts.push_back(std::move(removed));
                continue;
            }
            remove(open, key);
            isChanged = true;
            result.effects.push_back({info->name, op.id, open.records.back().rv});
            continue;
        }
        if (!isSeen)
            return rejected(mutation, "gone");
        boost::json::object set = op.set;
        if (op.kind == PushOpKind::create)
            set.erase("organizationId");
        const bool isCurrent = op.baseRv && *op.baseRv == before->rv;
        const MergedRow merged =
            mergeRow(*info, isCurrent ? before->fields : op.base, set, before->fields);
        for (const FieldConflict& one : merged.conflicts)
            result.conflicts.push_back(conflictOf(*info, op.id, one));
        isMerged = isMerged || merged.tookTheirs;
        const bool isAtomic = mutation.mergeMode == MergeMode::atomic;
        if (merged.apply.empty() || (!merged.conflicts.empty() && isAtomic)) {
            result.effects.push_back({info->name, op.id, before->rv});
            continue;
        }
        write(open, key, before->scope, withChanges(before->fields, merged.apply));
        isChanged = true;
        isMerged = isMerged || !isCurrent;
        result.effects.push_back({info->name, op.id, open.writes[key]->rv});
    }
    if (!result.conflicts.empty()) {
        const bool isAtomic = mutation.mergeMode == MergeMode::atomic;
        result.status = isAtomic || !isChanged ? PushStatus::conflict : PushStatus::partial;
    } else {
        result.status = !isChanged ? PushStatus::noop
                        : isMerged ? PushStatus::merged
                                   : PushStatus::applied;
    }
    if (result.status == PushStatus::conflict) {
        result.effects.clear();
        result.code = "fields";
    }
    return result;
}

/// The first mutation that this one builds on and that did not take effect.
std::optional<std::int64_t>
PlatformModel::failedDependency(const PushRequest& request, const PushMutation& mutation) const
{
    for (const std::int64_t mid : mutation.depends) {
        const auto earlier = state_.mutations.find({request.clientId, mid});
        if (earlier != state_.mutations.end() && !isSuccess(earlier->second.entry.result.status))
            return mid;
    }
    return std::nullopt;
}

/// The row's newest version comes from this client, whose mirror had not shown it yet.
bool PlatformModel::isOwnVersion(const std::string& client, std::int64_t mid, std::int64_t rv) const
{
    for (auto one = state_.mutations.lower_bound({client, mid - 200});
         one != state_.mutations.end() && one->first.first == client;
         ++one) {
        for (const PushEffect& effect : one->second.entry.result.effects) {
            if (effect.rv == rv)
                return true;
        }
    }
    return false;
}

Reply PlatformModel::results(UserNumber user, const std::string& client, std::int64_t from) const
{
    const auto known = state_.clients.find(client);
    if (known == state_.clients.end() || known->second.user != std::to_string(user))
        return {
            .status = 409,
            .fault = {FaultCode::conflict, "unknown_client", "unknown", "Open a session."}};
    PushAnswer answer{.lastMid = known->second.lastMid};
    for (auto one = state_.mutations.lower_bound({client, from});
         one != state_.mutations.end() && one->first.first == client;
         ++one)
        answer.results.push_back(one->second.entry.result);
    return {.body = boost::json::serialize(toJson(answer))};
}

} // namespace tidemark::sim
