// The person at a device lets a scope go, or wants it back: in the order of
// sync/engine/scope_keeper.
#include "tests/simulation/agent/agent.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

namespace tidemark::sim {
namespace {

using Away = std::set<sync::ScopeId>;

/// Every scope that is held or away, by its number.
Result<Away> turn(sync::DeskStore& desk, std::uint64_t choice)
{
    const auto away = sync::awayScopes(desk);
    if (!away)
        return away;
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    std::vector<sync::ScopeId> all(away->begin(), away->end());
    for (const sync::ScopeState& scope : *held) {
        if (!away->contains(scope.grant.scope))
            all.push_back(scope.grant.scope);
    }
    if (all.empty())
        return away;
    const sync::ScopeId scope = all[choice % all.size()];
    return away->contains(scope) ? sync::fetchBack(desk, scope)
                                 : sync::sendAway(desk, scope, false);
}

} // namespace

void Agent::turnScope(std::uint64_t choice)
{
    const auto decide = [choice](sync::DeskStore& desk) { return turn(desk, choice); };
    onDesk(decide, [this](const Result<Away>& away) {
        if (!away)
            return outside_.note(number_, "keeps a scope: " + away.error().reason);
        outside_.note(number_, "is without " + std::to_string(away->size()) + " scopes");
        const auto keep = [away = *away](sync::MirrorWriter& writer) {
            return writer.keepAway(away);
        };
        onMirror(keep, [this](const Result<sync::ChangedRows>& gone) {
            ++snapshot_;
            if (!gone)
                return;
            const auto tell = [gone = *gone](sync::DeskStore& desk) {
                return desk.windows.mirrorChanged(gone);
            };
            onDesk(tell, [this](const Result<void>&) { stepPull(sync::ScopesChosen{}); });
        });
    });
}

} // namespace tidemark::sim
