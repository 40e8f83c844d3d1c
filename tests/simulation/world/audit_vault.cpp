// The vault: no edit is ever nowhere, and none disappears before its effect is seen.
#include "sync/mirror/pull_applier.hpp"
#include "sync/mirror/scope_book.hpp"
#include "tests/simulation/world/auditor.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace tidemark::sim {
namespace {

/// The name in the JSON of a mutation. Names of edits need no escapes.
std::string nameIn(std::string_view body)
{
    constexpr std::string_view key = "\"name\":\"";
    const std::size_t at = body.find(key);
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = at + key.size();
    return std::string(body.substr(begin, body.find('"', begin) - begin));
}

} // namespace

void Auditor::accepted(AgentNumber agent, const std::string& name)
{
    edits_[agent].insert(name);
    waiting_[agent].insert(name);
}

void Auditor::givenUp(AgentNumber agent, const std::string& name)
{
    givenUp_[agent].insert(name);
}

std::set<std::string> Auditor::editsOf(AgentNumber agent) const
{
    const auto found = edits_.find(agent);
    return found == edits_.end() ? std::set<std::string>() : found->second;
}

void Auditor::vaultFellBack(AgentNumber agent, const std::set<std::string>& kept)
{
    edits_[agent] = kept;
    waiting_[agent].clear();
    givenUp_[agent].clear();
    restored_.insert(agent);
}

std::map<std::string, Auditor::Kept> Auditor::keptOf(Agent& agent)
{
    std::map<std::string, Kept> kept;
    auto& db = agent.desk().vault.database();
    const auto read = [&](std::string_view sql, bool isWaiting) {
        auto statement = db.prepare(sql);
        if (!statement)
            return broken("read", statement.error().cause);
        for (auto more = statement->step(); more && *more; more = statement->step()) {
            Kept one{.isWaiting = isWaiting, .why = std::string(statement->text(1))};
            if (!statement->isNull(2)) {
                const auto result = readPushResult(boost::json::parse(statement->text(2)));
                if (result)
                    one.result = *result;
            }
            const auto [known, isNew] = kept.emplace(nameIn(statement->text(0)), one);
            // What was sent again, given up or done anew since it was confirmed tells how it ended.
            if (!isNew && !known->second.isWaiting && one.why != "applied")
                known->second = std::move(one);
        }
    };
    read("SELECT body, state, result FROM outbox", true);
    read("SELECT body, reason, NULL FROM quarantine", true);
    read("SELECT body, why, result FROM archive", false);
    return kept;
}

void Auditor::checkVault(Agent& agent)
{
    checkOutbox(agent);
    const auto kept = keptOf(agent);
    auto& waiting = waiting_[agent.number()];
    for (const std::string& name : edits_[agent.number()]) {
        const auto found = kept.find(name);
        if (found == kept.end())
            return broken(
                "I6", "edit " + name + " of agent " + std::to_string(agent.number()) + " is nowhere"
            );
        if (found->second.isWaiting)
            waiting.insert(name);
        else if (waiting.erase(name) > 0 && found->second.why == "applied")
            checkRetired(agent, name, found->second);
    }
}

void Auditor::checkOutbox(Agent& agent)
{
    auto& db = agent.desk().vault.database();
    auto statement = db.prepare("SELECT mid FROM outbox WHERE result IS NULL AND state "
                                "IN('queued','sent','held') ORDER BY mid");
    if (!statement)
        return broken("read", statement.error().cause);
    sync::Mid last = 0;
    for (auto more = statement->step(); more && *more; more = statement->step()) {
        const sync::Mid mid = statement->integer(0);
        if (last != 0 && mid != last + 1)
            return broken(
                "I15",
                "the outbox has a gap from " + std::to_string(last) + " to " + std::to_string(mid)
            );
        last = mid;
    }
    if (last == 0)
        return;
    const auto identity = agent.desk().vault.identity();
    if (!identity || identity->nextMid != last + 1)
        broken(
            "I15",
            "the outbox ends with " + std::to_string(last) + ", but its next number is " +
                (identity ? std::to_string(identity->nextMid) : "unreadable")
        );
}

void Auditor::checkRetired(Agent& agent, const std::string& name, const Kept& kept)
{
    if (!kept.result)
        return;
    const auto cursor = sync::readCursor(agent.reading());
    if (!cursor || !*cursor)
        return;
    const CutRecord* cut = cutAt(**cursor);
    const auto scopes = sync::readScopes(agent.reading());
    for (const PushEffect& effect : kept.result->effects) {
        const auto seen = agent.desk().windows.reader().visibleRv(effect.entity, effect.id);
        if (seen && *seen && **seen >= effect.rv)
            continue;
        const EntityInfo* info =
            effect.entity == tenantEntity().name ? &tenantEntity() : &organizationEntity();
        const auto truth =
            cut == nullptr ? RowMap::const_iterator() : cut->rows->find({info->code, effect.id});
        const bool isThere = cut != nullptr && truth != cut->rows->end();
        const bool isHeld =
            isThere && std::any_of(scopes->begin(), scopes->end(), [&](const auto& scope) {
                return scope.grant.scope == truth->second->scope;
            });
        const bool isBehind = cut == nullptr || (isThere && truth->second->rv < effect.rv);
        if (isHeld || isBehind)
            broken("I8", "edit " + name + " disappeared before its effect was seen");
    }
}

void Auditor::checkAtRest(Agent& agent)
{
    check(agent);
    if (violation_)
        return;
    const auto cursor = sync::readCursor(agent.reading());
    if (cursor && *cursor && (*cursor)->salt != platform_.state().cuts.back()->salt)
        broken("I2", "agent " + std::to_string(agent.number()) + " is not at the head");
    std::set<std::string> succeeded;
    for (const auto& [key, mutation] : platform_.state().mutations) {
        if (isSuccess(mutation.entry.result.status))
            succeeded.insert(mutation.name);
    }
    const auto kept = keptOf(agent);
    for (const std::string& name : edits_[agent.number()]) {
        const auto found = kept.find(name);
        const bool isDone =
            found != kept.end() && !found->second.isWaiting && found->second.why == "applied";
        if (isDone && !succeeded.contains(name))
            broken("I24", "edit " + name + " was confirmed and is not on the platform");
    }
    for (const std::string& name : givenUp_[agent.number()]) {
        if (succeeded.contains(name) && !restored_.contains(agent.number()))
            broken("I6", "edit " + name + " was given up and took effect");
    }
    const auto open = agent.desk().vault.database().integer(
        "SELECT count(*) FROM outbox WHERE result IS NULL AND state IN('queued','sent','held')"
    );
    if (!open || *open != 0)
        broken("L1", "agent " + std::to_string(agent.number()) + " has work without an answer");
}

} // namespace tidemark::sim
