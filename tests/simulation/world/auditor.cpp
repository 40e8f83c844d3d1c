// The mirror against the platform at its cut.
#include "tests/simulation/world/auditor.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/pull_applier.hpp"
#include "sync/mirror/scope_book.hpp"
#include "tests/simulation/server/organizations.hpp"

namespace tidemark::sim {
namespace {

/// Three repairs and two whole joins, as tuning.hpp allows, with one to spare for lost mirrors.
constexpr std::size_t mendsPerDayMost = 6;

std::string listOf(const std::set<Scope>& scopes)
{
    std::string list;
    for (const Scope scope : scopes)
        list += (list.empty() ? "" : ",") + std::to_string(scope);
    return list;
}

std::string textOf(const boost::json::object& fields, std::string_view name)
{
    const auto* value = fields.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::string textsOf(const RowVersion& row)
{
    if (row.key.entity == tenantEntity().code)
        return textOf(row.fields, "code") + "|" + textOf(row.fields, "company");
    return textOf(row.fields, "nickname") + "|" + textOf(row.fields, "supplementalNote");
}

std::string nameOf(const RowId& key)
{
    return std::to_string(key.entity) + "/" + key.id.toString().substr(32);
}

} // namespace

void Auditor::broken(std::string invariant, std::string why)
{
    if (!violation_)
        violation_ = Violation{std::move(invariant), std::move(why)};
}

void Auditor::sequenced()
{
    const CutPointer& cut = platform_.state().cuts.back();
    cuts_[cut->salt] = cut;
    checkPlatform();
}

const CutRecord* Auditor::cutAt(const sync::Cursor& cursor) const
{
    static const CutRecord nothing{.rows = std::make_shared<const RowMap>()};
    if (cursor.cut == 0)
        return &nothing;
    const auto found = cuts_.find(cursor.salt);
    if (found == cuts_.end() || found->second->cut != cursor.cut)
        return nullptr;
    return found->second.get();
}

void Auditor::platformFellBack()
{
    checkedFeed_ = 0;
    lastRv_.clear();
    cutOfTransaction_.clear();
}

void Auditor::checkPlatform()
{
    const PlatformState& state = platform_.state();
    if (state.index != state.rows && state.pending.empty())
        broken("I9", "the feed does not add up to what was committed");
    for (; checkedFeed_ < state.feed.size(); ++checkedFeed_) {
        const ChangeRecord& one = state.feed[checkedFeed_];
        if (one.pos != static_cast<std::int64_t>(checkedFeed_) + 1)
            broken("I9", "the feed has a gap before " + std::to_string(one.pos));
        const auto [first, isNew] = cutOfTransaction_.emplace(one.transaction, one.cut);
        if (!isNew && first->second != one.cut)
            broken("I9", "a transaction is split over two cuts");
        if (one.op != 'U' && one.op != 'D')
            continue;
        auto& last = lastRv_[one.key];
        if (one.rv <= last)
            broken("I10", "row " + nameOf(one.key) + " went back to " + std::to_string(one.rv));
        last = one.rv;
    }
    for (const auto& [key, times] : state.timesApplied) {
        if (times > 1)
            broken("I7", "mutation " + std::to_string(key.second) + " took effect twice");
    }
}

Auditor::SeenRows Auditor::rowsOf(Agent& agent, const std::set<Scope>& live)
{
    SeenRows rows;
    if (live.empty())
        return rows;
    const auto read = [&](const EntityInfo& info, const std::string& columns) {
        auto statement = agent.reading().prepare(
            "SELECT id, rv, _scope, " + columns + " FROM " + sync::tableOf(info) +
            " WHERE _scope IN (SELECT id FROM scope WHERE standing='live')"
        );
        if (!statement)
            return broken("read", statement.error().cause);
        for (auto more = statement->step(); more && *more; more = statement->step()) {
            SeenRow& row = rows[{info.code, statement->uuid(0)}];
            row.rv = statement->integer(1);
            row.scope = statement->integer(2);
            row.texts = std::string(statement->text(3)) + "|" + std::string(statement->text(4));
        }
    };
    read(tenantEntity(), "code, company");
    read(organizationEntity(), "nickname, supplemental_note");
    return rows;
}

void Auditor::check(Agent& agent)
{
    if (!agent.isRunning() || agent.isBroken() || violation_)
        return;
    checkMirror(agent);
    checkVault(agent);
}

void Auditor::checkMirror(Agent& agent)
{
    const auto cursor = sync::readCursor(agent.reading());
    const auto scopes = sync::readScopes(agent.reading());
    if (!cursor || !scopes)
        return broken("read", (cursor ? scopes.error() : cursor.error()).cause);
    if (!*cursor)
        return;
    const CutRecord* cut = cutAt(**cursor);
    if (cut == nullptr && (*cursor)->history != "none")
        return broken("I12", "cut " + std::to_string((*cursor)->cut) + " never was");
    if (cut == nullptr)
        return;
    std::set<Scope> live;
    std::set<Scope> exact;
    for (const auto& scope : *scopes) {
        if (scope.standing != sync::ScopeStanding::live)
            continue;
        live.insert(scope.grant.scope);
        if (scope.recheck == sync::Recheck::none)
            exact.insert(scope.grant.scope);
    }
    // What a comparison fetched may be newer than the cut, and may have left an exact scope for it.
    if (exact != live)
        exact.clear();
    const SeenRows rows = rowsOf(agent, live);
    checkExact(agent, *cut, rows, exact);
    checkSums(agent, rows, live);
    checkHeld(agent, **cursor, cut, *scopes);
    checkOrder(agent, **cursor, rows, exact);
}

void Auditor::checkExact(
    Agent& agent, const CutRecord& cut, const SeenRows& rows, const std::set<Scope>& live
)
{
    const std::string where =
        "agent " + std::to_string(agent.number()) + " at cut " + std::to_string(cut.cut) + ": ";
    for (const auto& [key, row] : *cut.rows) {
        if (!live.contains(row->scope))
            continue;
        const auto seen = rows.find(key);
        if (seen == rows.end())
            return broken("I3", where + "lacks row " + nameOf(key));
        if (seen->second.rv != row->rv || seen->second.scope != row->scope)
            return broken("I3", where + "has another version of row " + nameOf(key));
        if (seen->second.texts != textsOf(*row))
            return broken("I3", where + "has other values in row " + nameOf(key));
    }
    for (const auto& [key, row] : rows) {
        if (!live.contains(row.scope))
            continue;
        const auto truth = cut.rows->find(key);
        if (truth == cut.rows->end() || !live.contains(truth->second->scope))
            return broken("I3", where + "has row " + nameOf(key) + ", which is not there");
    }
}

void Auditor::checkSums(Agent& agent, const SeenRows& rows, const std::set<Scope>& live)
{
    if (live.empty())
        return;
    std::map<Scope, DigestSum> sums;
    for (const auto& [key, row] : rows)
        sums[row.scope].add(key.id, row.rv);
    auto statement = agent.reading().prepare("SELECT id, n, s FROM scope WHERE standing='live'");
    if (!statement)
        return broken("read", statement.error().cause);
    for (auto more = statement->step(); more && *more; more = statement->step()) {
        const DigestSum& sum = sums[statement->integer(0)];
        const auto kept = static_cast<std::uint64_t>(statement->integer(2));
        if (sum.count != statement->integer(1) || sum.sum != kept)
            broken(
                "I11",
                "scope " + std::to_string(statement->integer(0)) +
                    " does not add up to its own digest"
            );
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
    Agent& agent,
    const sync::Cursor& cursor,
    const CutRecord* cut,
    const std::vector<sync::ScopeState>& scopes
)
{
    std::set<Scope> held;
    for (const auto& scope : scopes)
        held.insert(scope.grant.scope);
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
    const auto granted = cut->granted.find(agent.user());
    for (const Scope scope : held) {
        const bool isGranted = granted != cut->granted.end() && granted->second.contains(scope);
        if (!isGranted && isThisPast && !wasGrantedAfter(agent.user(), scope, cursor.cut))
            broken(
                "I4",
                "scope " + std::to_string(scope) + " is held without a grant (of " + listOf(held) +
                    ")"
            );
    }
}

void Auditor::checkOrder(
    Agent& agent, const sync::Cursor& cursor, const SeenRows& rows, const std::set<Scope>& exact
)
{
    Place& place = places_[agent.number()];
    const bool isSame =
        place.cursor.history == cursor.history && place.cursor.epoch == cursor.epoch;
    if (isSame && cursor.cut < place.cursor.cut)
        broken("I5", "the cut went back to " + std::to_string(cursor.cut));
    if (!isSame)
        place.versions.clear();
    for (const auto& [key, row] : rows) {
        auto& last = place.versions[key];
        if (!exact.contains(row.scope)) // Perhaps of another past.
            last = 0;
        else if (row.rv < last)
            broken("I5", "row " + nameOf(key) + " went back");
        last = exact.contains(row.scope) ? row.rv : 0;
    }
    place.cursor = cursor;
}

void Auditor::applied(Agent& agent, const sync::PullApplied& applied, const std::string& frames)
{
    if (applied.verdict != sync::PullVerdict::applied ||
        frames.find("{\"f\":\"revoke\"") == std::string::npos)
        return;
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

void Auditor::mended(AgentNumber agent, const sync::MendPlan& plan, Millis now)
{
    if (!isDamaged_) // The digest would hide by repairs what goes wrong in applying.
        broken("I11", "agent " + std::to_string(agent) + " mends, and nothing was damaged");
    for (const auto* scopes : {&plan.recheck, &plan.rejoin}) {
        for (const auto scope : *scopes) {
            auto& times = mends_[{agent, scope}];
            std::erase_if(times, [now](Millis at) { return now - at > sync::day; });
            times.push_back(now);
            if (times.size() > mendsPerDayMost && !isClockTurned_)
                broken("I25", "scope " + std::to_string(scope) + " is mended again and again");
        }
    }
}

} // namespace tidemark::sim
