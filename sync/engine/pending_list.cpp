// Items of `pending.list`.
#include "sync/engine/pending_list.hpp"

#include "sync/wire/message.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// More ops than this are counted, not listed: a paste may have ten thousand.
constexpr std::size_t opsListedMax = 200;
/// Of all items together: a message of the local API has a limit.
constexpr std::size_t opsInAllMax = 5'000;

json::value textOrNull(const std::optional<Timestamp>& time)
{
    return time ? json::value(time->toString()) : json::value();
}

/// `fuelSupply.paste` of 200 rows: "fuelSupply.paste (200)". Words are the windows' business.
std::string titleOf(const NewMutation& mutation)
{
    if (mutation.ops.size() < 2)
        return mutation.name;
    return mutation.name + " (" + std::to_string(mutation.ops.size()) + ")";
}

json::value errorOf(const PendingMutation& item)
{
    const bool isRefused = item.result && !isSuccess(item.result->status);
    if (isRefused)
        return toJson(refusalOf(*item.result));
    return item.error ? json::value(toJson(*item.error)) : json::value();
}

json::array conflictsOf(const PendingMutation& item)
{
    json::array all;
    if (!item.result)
        return all;
    for (const auto& conflict : item.result->conflicts)
        all.emplace_back(json::object{
            {"entity", conflict.entity},
            {"id", conflict.id.toString()},
            {"field", conflict.field},
            {"base", conflict.base},
            {"mine", conflict.mine},
            {"theirs", conflict.theirs}});
    return all;
}

bool needsPerson(const PendingMutation& item)
{
    return item.state == MutationState::rejected || item.state == MutationState::conflict ||
           item.state == MutationState::parked;
}

/// The refused mutation that this one cannot do without, itself or through others.
std::optional<Mid> blockerOf(const PendingMutation& item, const std::map<Mid, Mid>& blocked)
{
    for (const Mid needed : item.depends) {
        if (const auto found = blocked.find(needed); found != blocked.end())
            return found->second;
    }
    return std::nullopt;
}

} // namespace

Fault refusalOf(const PushResult& result)
{
    const bool isConflict = result.status == PushStatus::conflict;
    return Fault{
        isConflict ? FaultCode::conflict : FaultCode::invalid,
        result.code.empty() ? std::string(nameOf(result.status)) : result.code,
        result.cause,
        result.nextStep};
}

json::array opsOf(const NewMutation& mutation, std::size_t most)
{
    json::array all;
    for (const auto& op : mutation.ops) {
        if (all.size() >= most)
            break;
        all.emplace_back(json::object{
            {"op", nameOf(op.kind)},
            {"entity", op.entity},
            {"id", op.id.toString()},
            {"base", op.base},
            {"set", op.set}});
    }
    return all;
}

std::vector<PendingMutation>
mostUrgent(const std::vector<PendingMutation>& pending, std::size_t most)
{
    std::vector<PendingMutation> chosen;
    for (const bool wanted : {true, false}) {
        for (const auto& item : pending) {
            if (chosen.size() < most && needsPerson(item) == wanted)
                chosen.push_back(item);
        }
    }
    std::sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) {
        return a.mid < b.mid;
    });
    return chosen;
}

json::array pendingItems(std::span<const PendingMutation> pending)
{
    json::array items;
    std::map<Mid, Mid> blocked; // What needs a refused one, and which.
    std::size_t opsLeft = opsInAllMax;
    for (const auto& item : pending) {
        const auto blocker = blockerOf(item, blocked);
        if (needsPerson(item) || blocker)
            blocked.emplace(item.mid, blocker.value_or(item.mid));
        json::object object{
            {"mid", item.mid},
            {"name", item.mutation.name},
            {"state", nameOf(item.state)},
            {"title", titleOf(item.mutation)},
            {"createdAt", item.createdAt.toString()},
            {"attempts", item.attempts},
            {"nextTryAt", textOrNull(item.nextTryAt)},
            {"error", errorOf(item)}};
        if (!item.mutation.ops.empty()) {
            object["entity"] = item.mutation.ops.front().entity;
            object["id"] = item.mutation.ops.front().id.toString();
        }
        object["opCount"] = item.mutation.ops.size();
        auto ops = opsOf(item.mutation, std::min(opsListedMax, opsLeft));
        opsLeft -= ops.size();
        object["ops"] = std::move(ops);
        if (!item.depends.empty())
            object["dependsOn"] = json::array(item.depends.begin(), item.depends.end());
        if (blocker)
            object["blockedBy"] = *blocker;
        object["conflicts"] = conflictsOf(item);
        items.emplace_back(std::move(object));
    }
    return items;
}

} // namespace tidemark::sync
