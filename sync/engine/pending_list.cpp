// Items of `pending.list`.
#include "sync/engine/pending_list.hpp"

#include "sync/wire/message.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// More ops than this are counted, not listed: a paste may have ten thousand.
constexpr std::size_t opsListedMax = 200;

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
    if (isRefused) {
        const auto& result = *item.result;
        const bool isConflict = result.status == PushStatus::conflict;
        return toJson(Fault{
            isConflict ? FaultCode::conflict : FaultCode::invalid,
            result.code.empty() ? std::string(nameOf(result.status)) : result.code,
            result.cause,
            result.nextStep});
    }
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

json::array opsOf(const NewMutation& mutation)
{
    json::array all;
    for (const auto& op : mutation.ops) {
        if (all.size() >= opsListedMax)
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

} // namespace

json::array pendingItems(std::span<const PendingMutation> pending)
{
    json::array items;
    for (const auto& item : pending) {
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
        object["ops"] = opsOf(item.mutation);
        object["conflicts"] = conflictsOf(item);
        items.emplace_back(std::move(object));
    }
    return items;
}

} // namespace tidemark::sync
