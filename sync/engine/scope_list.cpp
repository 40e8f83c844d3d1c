#include "sync/engine/scope_list.hpp"

#include "sync/engine/diagnostics.hpp"
#include "sync/engine/scope_leaving.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

struct Wanted {
    std::vector<ScopeChoice> choices = {};
    std::map<ScopeId, ScopeNeed> needs = {};
};

Result<Wanted> readWanted(DeskStore& desk)
{
    auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    auto needs = scopeNeeds(desk);
    if (!needs)
        return needs.error();
    return Wanted{std::move(*choices), std::move(*needs)};
}

/// How long it may be read.
void addLease(json::object& item, Engine& engine, const ScopeGrant& grant)
{
    const auto& locked = engine.lockedScopes();
    const auto isIt = [&](const LockedScope& one) { return one.scope == grant.scope; };
    const auto found = std::find_if(locked.begin(), locked.end(), isIt);
    const auto end = engine.leases().endOf(grant);
    item["leaseEndsAt"] = end ? json::value(end->toString()) : json::value();
    item["lockedSince"] =
        found != locked.end() ? json::value(found->since.toString()) : json::value();
}

json::object awayItem(const ScopeChoice& choice)
{
    json::object item = toJson(ScopeState{.grant = choice.grant}, 0);
    item["standing"] = choice.wish == ScopeWish::away ? "away" : "wanted";
    item["wish"] = nameOf(choice.wish);
    item["forRoom"] = choice.isForRoom;
    item["need"] = nullptr;
    item["leaseEndsAt"] = nullptr;
    item["lockedSince"] = nullptr;
    return item;
}

} // namespace

QCoro::Task<json::array> scopeList(Engine& engine, const std::vector<ScopeState>& held)
{
    auto read = co_await engine.stores().desk(&readWanted);
    const Wanted wanted = read ? std::move(*read) : Wanted();
    const Status& status = engine.status();
    json::array items;
    for (const ScopeState& scope : held) {
        const ScopeId id = scope.grant.scope;
        const auto bytes = status.rows > 0 ? status.mirrorBytes * scope.rows / status.rows : 0;
        json::object item = toJson(scope, bytes);
        const auto isIt = [id](const ScopeChoice& one) { return one.grant.scope == id; };
        const auto choice = std::find_if(wanted.choices.begin(), wanted.choices.end(), isIt);
        const auto need = wanted.needs.find(id);
        const bool isPinned =
            choice != wanted.choices.end() && choice->wish == ScopeWish::pinned;
        item["wish"] = nameOf(isPinned ? ScopeWish::pinned : ScopeWish::usual);
        item["need"] =
            need != wanted.needs.end() ? json::value(nameOf(need->second)) : json::value();
        addLease(item, engine, scope.grant);
        items.emplace_back(std::move(item));
    }
    for (const ScopeChoice& choice : wanted.choices) {
        const auto isIt = [&](const ScopeState& one) {
            return one.grant.scope == choice.grant.scope;
        };
        if (std::none_of(held.begin(), held.end(), isIt))
            items.emplace_back(awayItem(choice));
    }
    co_return items;
}

} // namespace tidemark::sync
