// The mirror against the platform at its cut.
#include "tests/simulation/world/auditor.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/pull_applier.hpp"
#include "sync/mirror/scope_book.hpp"
#include "tests/simulation/server/organizations.hpp"

namespace tidemark::sim {
namespace {

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
    owed_.clear();
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
    if (cut == nullptr)
        return broken("I12", "cut " + std::to_string((*cursor)->cut) + " never was");
    const Standings standings = standingsOf(*scopes);
    const SeenRows rows = rowsOf(agent, standings.live);
    checkExact(agent, *cut, rows, standings.exact);
    checkSums(agent, rows, *scopes);
    checkHeld(agent, **cursor, *cut, standings);
    checkHidden(agent, *scopes);
    checkOwed(agent, **cursor);
    checkOrder(agent, **cursor, rows, standings.exact);
}

Auditor::Standings Auditor::standingsOf(const std::vector<sync::ScopeState>& scopes)
{
    Standings standings;
    for (const auto& scope : scopes) {
        standings.held.insert(scope.grant.scope);
        if (scope.standing != sync::ScopeStanding::live)
            continue;
        standings.live.insert(scope.grant.scope);
        if (scope.recheck == sync::Recheck::none)
            standings.exact.insert(scope.grant.scope);
    }
    return standings;
}

void Auditor::checkExact(
    Agent& agent, const CutRecord& cut, const SeenRows& rows, const std::set<Scope>& exact
)
{
    const std::string where =
        "agent " + std::to_string(agent.number()) + " at cut " + std::to_string(cut.cut) + ": ";
    for (const auto& [key, row] : *cut.rows) {
        if (!exact.contains(row->scope))
            continue;
        const auto seen = rows.find(key);
        if (seen == rows.end())
            return broken("I3", where + "lacks row " + nameOf(key));
        // What a comparison fetched is newer than the cut: the row has left for that scope.
        const bool hasLeft = !exact.contains(seen->second.scope) && seen->second.rv > row->rv;
        if (hasLeft)
            continue;
        if (seen->second.rv != row->rv || seen->second.scope != row->scope)
            return broken("I3", where + "has another version of row " + nameOf(key));
        if (seen->second.texts != textsOf(*row))
            return broken("I3", where + "has other values in row " + nameOf(key));
    }
    for (const auto& [key, row] : rows) {
        if (!exact.contains(row.scope))
            continue;
        const auto truth = cut.rows->find(key);
        if (truth == cut.rows->end() || truth->second->scope != row.scope)
            return broken("I3", where + "has row " + nameOf(key) + ", which is not there");
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
    if (cursor.epoch < place.cursor.epoch)
        broken("I5", "the past went back to epoch " + std::to_string(cursor.epoch));
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

} // namespace tidemark::sim
