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

void Auditor::decided(AgentNumber agent, const std::string& name)
{
    decided_[agent].insert(name);
}

void Auditor::copied(AgentNumber from, AgentNumber to)
{
    vaultFellBack(to, editsOf(from));
    mirrorFellBack(to);
    std::erase_if(spoiled_, [to](const auto& one) { return one.first.first == to; });
    const auto spoiled = spoiled_;
    for (const auto& [of, isNext] : spoiled) {
        if (of.first != from)
            continue;
        spoiled_[{to, of.second}] = isNext;
        everSpoiled_.insert({to, of.second});
    }
    restored_.insert(from); // Either may send what the other gives up.
    const auto both = editsOf(from);
    mayDouble_[from].insert(both.begin(), both.end());
    damaged_.insert(to);
    decided_[to] = decided_[from];
}

void Auditor::renewing(Agent& agent)
{
    owed_.erase(agent.number()); // Asked for again, should the identity stay after all.
    for (const auto& [name, kept] : keptOf(agent)) {
        if (kept.isWaiting && !kept.result)
            mayDouble_[agent.number()].insert(name);
    }
}

void Auditor::mirrorBegun(AgentNumber agent)
{
    places_.erase(agent);
    owed_.erase(agent);
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
    mayDouble_[agent].insert(kept.begin(), kept.end());
    owed_.erase(agent);
    refused_.erase(agent); // What the older file still holds is found again by the next check.
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
            // The newest tells how it ended: done anew, given up, or confirmed in this past.
            Kept& before = kept.emplace(nameIn(statement->text(0)), one).first->second;
            before.places += isWaiting ? 1 : 0;
            before.isApplied = before.isApplied || (!isWaiting && one.why == "applied");
        }
    };
    read("SELECT body, state, result FROM outbox WHERE discarded=0", true);
    read("SELECT body, reason, NULL FROM quarantine", true);
    read("SELECT body, why, result FROM archive ORDER BY keep_until DESC", false);
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
        if (found->second.places > 1)
            return broken("I6", "edit " + name + " waits in two places");
        const auto& result = found->second.result;
        if (result && !isSuccess(result->status))
            refused_[agent.number()][name] = result->mid;
        else
            refused_[agent.number()].erase(name);
        if (found->second.isWaiting) {
            waiting.insert(name);
        } else if (waiting.erase(name) > 0) {
            if (found->second.why == "applied")
                checkRetired(agent, name, found->second);
            else if (!found->second.isApplied)
                checkGone(agent, name, found->second);
        }
    }
}

/// Only a person drops what did not take effect; or a later change that is in conflict about the
/// same values takes its place.
void Auditor::checkGone(Agent& agent, const std::string& name, const Kept& kept)
{
    const AgentNumber number = agent.number();
    if (givenUp_[number].contains(name) || decided_[number].contains(name) ||
        restored_.contains(number))
        return;
    const bool wasInConflict = kept.result && !kept.result->conflicts.empty();
    const auto open =
        agent.desk().vault.database().integer("SELECT count(*) FROM conflict WHERE state='open'");
    if (!wasInConflict || !open || *open == 0)
        broken("I8", "edit " + name + " was dropped (" + kept.why + ") and nobody was told");
}

/// What a pull said of our own work is durable with its cut.
void Auditor::checkOwed(Agent& agent, const sync::Cursor& cursor)
{
    auto& owed = owed_[agent.number()];
    if (owed.empty() || cursor.history != platform_.state().history)
        return owed.clear();
    const auto told = agent.desk().windows.reader().results();
    if (!told)
        return broken("read", told.error().cause);
    std::set<std::int64_t> known;
    for (const PushResult& result : *told)
        known.insert(result.mid);
    auto open = agent.desk().vault.database().prepare(
        "SELECT mid, body FROM outbox WHERE mid>0 AND result IS NULL AND "
        "state IN('queued','sent','held')"
    );
    std::map<std::int64_t, std::string> waiting;
    for (auto more = open->step(); more && *more; more = open->step())
        waiting[open->integer(0)] = open->text(1);
    // A number of a former identity may stand for another change by now.
    std::erase_if(owed, [&](const auto& answer) {
        const auto asked = waiting.find(answer.first);
        return asked == waiting.end() ||
               asked->second.find("\"sha\":\"" + answer.second) == std::string::npos;
    });
    for (const auto& [mid, sha] : owed) {
        if (!known.contains(mid))
            return broken("I12", "the answer to " + std::to_string(mid) + " was lost with its cut");
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

void Auditor::checkTwice(AgentNumber agent)
{
    std::map<std::string, int> times;
    for (const auto& [key, mutation] : platform_.state().mutations) {
        const PushStatus status = mutation.entry.result.status;
        if (status == PushStatus::applied || status == PushStatus::merged)
            ++times[mutation.name];
    }
    for (const std::string& name : edits_[agent]) {
        if (times[name] > 1 && !mayDouble_[agent].contains(name))
            broken("I7", "edit " + name + " took effect under two numbers");
    }
}

/// Of two copies of a device's files one sends its work again after a restore, and the other gives
/// up their common identity: the person finds the answer where it was sent from. Only the answer to
/// the very number that was confirmed here counts, and only held there now: else it hides a loss.
bool Auditor::isRefusedElsewhere(
    AgentNumber agent, const std::string& name, const Kept& confirmed
) const
{
    return std::any_of(refused_.begin(), refused_.end(), [&](const auto& refused) {
        const auto told = refused.second.find(name);
        return refused.first != agent && told != refused.second.end() && confirmed.result &&
               told->second == confirmed.result->mid;
    });
}

void Auditor::checkAtRest(Agent& agent)
{
    check(agent);
    if (violation_)
        return;
    const auto cursor = sync::readCursor(agent.reading());
    checkScopesAtRest(agent);
    checkShown(agent);
    checkTwice(agent.number());
    if (cursor && *cursor && (*cursor)->salt != platform_.state().cuts.back()->salt)
        broken("I2", "agent " + std::to_string(agent.number()) + " is not at the head");
    std::set<std::string> succeeded;
    std::set<std::string> whole; // Of one that took effect in part the rest may be given up.
    for (const auto& [key, mutation] : platform_.state().mutations) {
        const PushStatus status = mutation.entry.result.status;
        if (isSuccess(status))
            succeeded.insert(mutation.name);
        if (status == PushStatus::applied || status == PushStatus::merged)
            whole.insert(mutation.name);
        if (mutation.entry.result.code == "stale_schema")
            broken("I26", "edit " + mutation.name + " has a field that the platform lacks");
    }
    const auto kept = keptOf(agent);
    for (const std::string& name : edits_[agent.number()]) {
        const auto found = kept.find(name);
        const bool isDone =
            found != kept.end() && !found->second.isWaiting && found->second.why == "applied";
        if (isDone && !succeeded.contains(name) &&
            !isRefusedElsewhere(agent.number(), name, found->second))
            broken("I24", "edit " + name + " was confirmed and is not on the platform");
    }
    for (const std::string& name : givenUp_[agent.number()]) {
        if (whole.contains(name) && !restored_.contains(agent.number()))
            broken("I6", "edit " + name + " was given up and took effect");
    }
    const auto open = agent.desk().vault.database().integer(
        "SELECT count(*) FROM outbox WHERE result IS NULL AND waits IS NULL AND "
        "(discarded=0 OR attempts>0) AND state IN('queued','sent','held')"
    );
    if (!open || *open != 0)
        broken("L1", "agent " + std::to_string(agent.number()) + " has work without an answer");
}

} // namespace tidemark::sim
