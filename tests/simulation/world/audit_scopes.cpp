// The scopes of a mirror: which are held, what of them is shown, and how they are mended.
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/scope_book.hpp"
#include "tests/simulation/world/auditor.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::sim {
namespace {

/// Three repairs and two whole joins, as tuning.hpp allows.
constexpr std::size_t mendsPerDayMost = 5;
constexpr std::int64_t rowsShown = 200;

/// It shows a change of the person that waits, or that was refused.
bool isOwn(const boost::json::object& row)
{
    return row.contains("_pending") || row.contains("_conflict");
}

std::string listOf(const std::set<Scope>& scopes)
{
    std::string list;
    for (const Scope scope : scopes)
        list += (list.empty() ? "" : ",") + std::to_string(scope);
    return list;
}

} // namespace

void Auditor::checkSums(
    Agent& agent, const SeenRows& rows, const std::vector<sync::ScopeState>& scopes
)
{
    std::map<Scope, DigestSum> sums;
    for (const auto& [key, row] : rows)
        sums[row.scope].add(key.id, row.rv);
    for (const auto& scope : scopes) {
        const Scope id = scope.grant.scope;
        const bool isLive = scope.standing == sync::ScopeStanding::live;
        const bool isPatched = scope.recheck == sync::Recheck::patched;
        if (const auto spoiled = spoiled_.find({agent.number(), id}); spoiled != spoiled_.end()) {
            if (!isLive || (isPatched && spoiled->second))
                spoiled_.erase(spoiled);
            else if (!isPatched)
                spoiled->second = true;
        }
        if (!isLive || spoiled_.contains({agent.number(), id}))
            continue;
        const auto sum =
            agent.reading().integer("SELECT s FROM scope WHERE id=" + std::to_string(id));
        if (!sum)
            return broken("read", sum.error().cause);
        if (sums[id].count != scope.rows || sums[id].sum != static_cast<std::uint64_t>(*sum))
            broken("I11", "scope " + std::to_string(id) + " does not add up to its own digest");
    }
}

bool Auditor::wasGrantedAfter(UserNumber user, Scope scope, std::int64_t cut) const
{
    const PlatformState& state = platform_.state();
    const auto isIt = [&](const ChangeRecord& one) {
        return one.op == 'G' && one.user == user && one.scope == scope;
    };
    for (const ChangeRecord& one : state.pending) {
        if (isIt(one))
            return true;
    }
    for (auto one = state.feed.rbegin(); one != state.feed.rend() && one->cut > cut; ++one) {
        if (isIt(*one))
            return true;
    }
    return false;
}

void Auditor::checkHeld(
    Agent& agent, const sync::Cursor& cursor, const CutRecord& cut, const Standings& standings
)
{
    for (const EntityInfo* info : {&tenantEntity(), &organizationEntity()}) {
        for (const std::string& table : {sync::tableOf(*info), "s_" + info->table}) {
            auto stray = agent.reading().prepare(
                "SELECT 1 FROM " + table + " WHERE _scope NOT IN (SELECT id FROM scope)"
            );
            const auto isThere = stray ? stray->step() : stray.error();
            if (!isThere || *isThere)
                return broken("I4", "rows of a scope that is not held are in " + table);
        }
    }
    const CutPointer now = platform_.state().cutOf(cursor.cut);
    const bool isThisPast =
        now && now->salt == cursor.salt && cursor.history == platform_.state().history;
    if (!isThisPast)
        return;
    const auto granted = cut.granted.find(agent.user());
    for (const Scope scope : standings.held) {
        const bool isGranted = granted != cut.granted.end() && granted->second.contains(scope);
        // A session says what is granted now: such a scope joins before the cut gets there.
        const bool isAhead =
            !standings.live.contains(scope) && wasGrantedAfter(agent.user(), scope, cursor.cut);
        if (!isGranted && !isAhead)
            broken(
                "I4",
                "scope " + std::to_string(scope) + " is held without a grant (of " +
                    listOf(standings.held) + ")"
            );
    }
}

void Auditor::checkHidden(Agent& agent, const std::vector<sync::ScopeState>& scopes)
{
    for (const auto& scope : scopes) {
        if (scope.standing != sync::ScopeStanding::joining)
            continue;
        for (const EntityInfo* info : {&tenantEntity(), &organizationEntity()}) {
            auto hidden = agent.reading().prepare(
                "SELECT id FROM " + sync::tableOf(*info) + " WHERE _scope=? LIMIT 3"
            );
            if (!hidden)
                return broken("read", hidden.error().cause);
            hidden->bind(1, scope.grant.scope);
            for (auto more = hidden->step(); more && *more; more = hidden->step()) {
                const auto shown = agent.view(info->name, hidden->uuid(0));
                if (shown && !isOwn(*shown))
                    return broken("I14", "a row of a scope that still joins is shown");
            }
        }
    }
}

void Auditor::checkShown(Agent& agent)
{
    const auto scopes = sync::readScopes(agent.reading());
    if (!scopes)
        return broken("read", scopes.error().cause);
    SeenRows rows = rowsOf(agent, standingsOf(*scopes).live);
    for (const EntityInfo* info : {&tenantEntity(), &organizationEntity()}) {
        const auto window = agent.desk().windows.window({.entity = info->name, .limit = rowsShown});
        if (!window)
            return broken("read", window.error().cause);
        const auto list = boost::json::parse(window->rows).as_array();
        for (const auto& one : list) {
            const auto& row = one.as_object();
            const auto id = Uuid::parse(row.at("id").as_string());
            const bool isIts = isOwn(row);
            if (!isIts && (!id || rows.erase({info->code, *id}) == 0))
                broken("I14", "a list shows a row that no live scope has");
            if (isIts && id)
                rows.erase({info->code, *id});
        }
    }
    for (const auto& [key, row] : rows) {
        const EntityInfo& info =
            key.entity == tenantEntity().code ? tenantEntity() : organizationEntity();
        const bool isTakenAway = !agent.view(info.name, key.id); // By a change that waits.
        if (!isTakenAway)
            broken("I14", "a list lacks a row of a live scope");
    }
}

void Auditor::checkScopesAtRest(Agent& agent)
{
    const auto scopes = sync::readScopes(agent.reading());
    if (!scopes)
        return broken("read", scopes.error().cause);
    const Standings standings = standingsOf(*scopes);
    std::set<Scope> granted;
    for (const auto& [key, grant] : platform_.state().grants) {
        if (key.first == agent.user() && !grant.isRevoked)
            granted.insert(key.second);
    }
    const std::string who = "agent " + std::to_string(agent.number());
    const auto away = sync::awayScopes(agent.desk());
    if (!away)
        return broken("read", away.error().cause);
    for (const Scope scope : *away)
        granted.erase(scope); // Its person wants it so.
    if (standings.held != granted)
        broken("I2", who + " holds " + listOf(standings.held) + " of " + listOf(granted));
    else if (standings.live != standings.held)
        broken("I2", who + " has live only " + listOf(standings.live));
}

void Auditor::spoiled(AgentNumber agent, Scope scope)
{
    damaged(agent);
    spoiled_[{agent, scope}] = false;
    everSpoiled_.insert({agent, scope});
}

void Auditor::mirrorFellBack(AgentNumber agent)
{
    places_.erase(agent);
    owed_.erase(agent);
    // The file as it was may know less of its mends, and not be mended.
    std::erase_if(mends_, [agent](const auto& one) { return one.first.first == agent; });
    for (const auto& one : everSpoiled_) {
        if (one.first == agent)
            spoiled_.emplace(one, false);
    }
}

void Auditor::applied(Agent& agent, const sync::PullApplied& applied, const std::string& frames)
{
    if (applied.verdict != sync::PullVerdict::applied)
        return;
    if (applied.cursor.history == platform_.state().history) {
        for (const PushResult& result : applied.results)
            owed_[agent.number()][result.mid] = result.sha;
    }
    const auto scopes = sync::readScopes(agent.reading());
    for (std::size_t at = 0; (at = frames.find("{\"f\":\"revoke\"", at)) != std::string::npos;
         ++at) {
        const auto frame =
            parseFrame(std::string_view(frames).substr(at, frames.find('\n', at) - at));
        const auto* revoke = frame ? std::get_if<RevokeFrame>(&*frame) : nullptr;
        for (const auto& scope : *scopes) {
            if (revoke != nullptr && scope.grant.scope == revoke->scope)
                broken("I4", "a revoked scope survived the pull that said so");
        }
    }
}

void Auditor::served(const SyncCursor& cursor)
{
    const CutPointer cut = platform_.state().cutOf(cursor.cut);
    const bool isOurs = cursor.history == platform_.state().history &&
                        (cursor.cut == 0 || (cut && cut->salt == cursor.salt));
    if (!isOurs)
        broken("I17", "the platform goes on from a cursor of another past");
}

void Auditor::mended(AgentNumber agent, const sync::MendPlan& plan, Millis now)
{
    if (!damaged_.contains(agent)) // The digest would hide by repairs what goes wrong in applying.
        broken("I11", "agent " + std::to_string(agent) + " mends, and nothing was damaged");
    for (const auto* scopes : {&plan.recheck, &plan.rejoin}) {
        for (const auto scope : *scopes) {
            auto& times = mends_[{agent, scope}];
            std::erase_if(times, [now](Millis at) { return now - at > sync::day; });
            times.push_back(now);
            // A clock that jumps begins another day, once for each jump.
            if (times.size() > mendsPerDayMost * (1 + turns_[agent]))
                broken("I25", "scope " + std::to_string(scope) + " is mended again and again");
        }
    }
}

} // namespace tidemark::sim
