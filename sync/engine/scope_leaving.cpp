#include "sync/engine/scope_leaving.hpp"

#include "sync/engine/kept_filings.hpp"
#include "sync/rows/scope_work.hpp"

#include <algorithm>
#include <array>

namespace tidemark::sync {
namespace {

using Needs = std::map<ScopeId, ScopeNeed>;

/// Finer is of no use, and each time is written to the disk.
constexpr std::int64_t useMicros = 3600LL * 1'000'000;

struct NeedWords {
    std::string_view name;
    const char* reason;
    const char* cause; ///< After the name of the scope.
    const char* nextStep;
};

constexpr std::array needWords{
    NeedWords{
        "everybody",
        "scope_needed_by_all",
        " is what everything else on this device stands on.",
        "Take another part off this device."},
    NeedWords{
        "waiting",
        "scope_needed_waiting",
        " has changes that are not sent yet.",
        "Wait until they are sent, or discard them under Pending changes."},
    NeedWords{
        "person",
        "scope_needed_person",
        " has changes that wait for your decision.",
        "Decide about them under Needs you."},
    NeedWords{
        "setAside",
        "scope_needed_set_aside",
        " has work that was set aside and is on this device alone.",
        "Hand it over, export it or discard it under Set aside."},
    NeedWords{
        "filing",
        "scope_needed_filing",
        " has a report that is kept ready offline.",
        "End that for the report first."},
    NeedWords{
        "pinned",
        "scope_needed_pinned",
        " has a report whose files are kept on this device.",
        "Let the files of that report go first."},
};

/// The weightiest counts.
void add(Needs& needs, ScopeId scope, ScopeNeed need)
{
    const auto known = needs.emplace(scope, need).first;
    known->second = std::min(known->second, need);
}

bool needsPerson(const PendingMutation& mutation)
{
    return mutation.state == MutationState::rejected || mutation.state == MutationState::conflict ||
           mutation.state == MutationState::parked;
}

Result<void> addWork(DeskStore& desk, Needs& needs)
{
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    const auto scopes = scopesOfWork(desk.windows.reader(), *pending);
    if (!scopes)
        return scopes.error();
    for (const PendingMutation& mutation : *pending) {
        for (const ScopeId scope : scopes->at(mutation.mid))
            add(needs, scope, needsPerson(mutation) ? ScopeNeed::person : ScopeNeed::waiting);
    }
    const auto aside = desk.vault.quarantined();
    if (!aside)
        return aside.error();
    for (const QuarantinedWork& work : *aside) {
        if (!work.handedAt && !work.exportedAt)
            add(needs, work.lost.scope, ScopeNeed::setAside);
    }
    return {};
}

Result<void>
addReports(DeskStore& desk, const std::set<Uuid>& reports, ScopeNeed need, Needs& needs)
{
    for (const Uuid& report : reports) {
        const auto scope = desk.windows.reader().scopeOf("complianceReport", report);
        if (!scope)
            return scope.error();
        if (*scope)
            add(needs, **scope, need);
    }
    return {};
}

Fault noSuchScope()
{
    return {
        FaultCode::notFound,
        "no_such_scope",
        "There is no such part of the data, or you may no longer read it.",
        "Look at the parts under Sync details."};
}

/// Held, or chosen to be away.
Result<ScopeChoice> choiceOf(DeskStore& desk, ScopeId scope)
{
    const auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    for (const ScopeChoice& choice : *choices) {
        if (choice.grant.scope == scope)
            return choice;
    }
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    for (const ScopeState& state : *held) {
        if (state.grant.scope == scope)
            return ScopeChoice{.grant = state.grant};
    }
    return noSuchScope();
}

Result<std::set<ScopeId>>
setWish(DeskStore& desk, ScopeId scope, ScopeWish wish, bool isForRoom = false)
{
    auto choice = choiceOf(desk, scope);
    if (!choice)
        return choice.error();
    choice->wish = wish;
    choice->isForRoom = isForRoom;
    if (auto chosen = choose(desk, *choice); !chosen)
        return chosen.error();
    return awayScopes(desk);
}

} // namespace

std::string_view nameOf(ScopeNeed need)
{
    return needWords[static_cast<std::size_t>(need)].name;
}

Result<Needs> scopeNeeds(DeskStore& desk)
{
    Needs needs;
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    for (const ScopeState& scope : *held) {
        if (scope.grant.kind == ScopeKind::tenant)
            add(needs, scope.grant.scope, ScopeNeed::everybody);
    }
    if (auto added = addWork(desk, needs); !added)
        return added.error();
    const auto filings = keptFilings(desk);
    if (!filings)
        return filings.error();
    if (auto added = addReports(desk, *filings, ScopeNeed::filing, needs); !added)
        return added.error();
    const auto pinned = desk.vault.blobs().pinnedReports();
    if (!pinned)
        return pinned.error();
    if (auto added = addReports(desk, *pinned, ScopeNeed::pinned, needs); !added)
        return added.error();
    return needs;
}

Result<void>
noteUse(DeskStore& desk, std::span<const std::pair<std::string, Uuid>> open, Timestamp now)
{
    std::set<ScopeId> used;
    for (const auto& [entity, id] : open) {
        const auto scope = desk.windows.reader().scopeOf(entity, id);
        if (!scope)
            return scope.error();
        if (*scope)
            used.insert(**scope);
    }
    for (const ScopeId scope : used) {
        auto choice = choiceOf(desk, scope);
        if (!choice)
            return choice.error();
        if (now.micros - choice->usedAt.micros < useMicros)
            continue;
        choice->usedAt = now;
        if (auto noted = choose(desk, *choice); !noted)
            return noted;
    }
    return {};
}

std::optional<ScopeId> scopeForRoom(
    std::span<const ScopeState> held, std::span<const ScopeChoice> choices, const Needs& needs
)
{
    std::optional<ScopeId> found;
    Timestamp oldest = {};
    int organizations = 0;
    for (const ScopeState& scope : held) {
        if (scope.grant.kind != ScopeKind::organization)
            continue;
        ++organizations;
        const ScopeId id = scope.grant.scope;
        const auto isIt = [id](const ScopeChoice& one) { return one.grant.scope == id; };
        const auto known = std::find_if(choices.begin(), choices.end(), isIt);
        const ScopeChoice choice = known != choices.end() ? *known : ScopeChoice();
        if (needs.contains(id) || choice.wish == ScopeWish::pinned)
            continue;
        if (!found || choice.usedAt.micros < oldest.micros) {
            found = id;
            oldest = choice.usedAt;
        }
    }
    return organizations > 1 ? found : std::nullopt;
}

Result<std::set<ScopeId>> sendAway(DeskStore& desk, ScopeId scope, bool isForRoom)
{
    const auto choice = choiceOf(desk, scope);
    if (!choice)
        return choice.error();
    const auto needs = scopeNeeds(desk);
    if (!needs)
        return needs.error();
    if (const auto need = needs->find(scope); need != needs->end()) {
        const NeedWords& words = needWords[static_cast<std::size_t>(need->second)];
        return Fault{
            FaultCode::conflict, words.reason, choice->grant.name + words.cause, words.nextStep};
    }
    return setWish(desk, scope, ScopeWish::away, isForRoom);
}

Result<std::set<ScopeId>> fetchBack(DeskStore& desk, ScopeId scope)
{
    auto choice = choiceOf(desk, scope);
    if (!choice)
        return choice.error();
    if (choice->wish != ScopeWish::away)
        return awayScopes(desk);
    choice->wish = ScopeWish::usual;
    choice->isForRoom = false;
    choice->usedAt = Timestamp::now(); // It must not be the first to leave again.
    if (auto chosen = choose(desk, *choice); !chosen)
        return chosen.error();
    return awayScopes(desk);
}

Result<std::set<ScopeId>> setPinned(DeskStore& desk, ScopeId scope, bool isPinned)
{
    return setWish(desk, scope, isPinned ? ScopeWish::pinned : ScopeWish::usual);
}

} // namespace tidemark::sync
