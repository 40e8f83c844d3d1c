// A pull machine driven by hand.
#pragma once

#include "sync/protocol/pull_machine.hpp"

namespace tidemark::sync {

inline const Cursor head57{"h1", 1, 57, "s57"};

inline ScopeState
scope(ScopeId id, ScopeStanding standing, std::string after = {}, bool complete = false)
{
    ScopeState state;
    state.grant.scope = id;
    state.standing = standing;
    state.entity = "fuelSupply";
    state.after = std::move(after);
    state.snapshotComplete = complete;
    return state;
}

inline MirrorPlace place(Cursor cursor, std::vector<ScopeState> scopes)
{
    return {std::move(cursor), std::move(scopes), {}};
}

inline SessionAnswer session(std::int64_t headCut = 57, std::string history = "h1")
{
    SessionAnswer answer;
    answer.clientId = "c1";
    answer.history = std::move(history);
    answer.epoch = 1;
    answer.headCut = headCut;
    answer.salt = "s" + std::to_string(headCut);
    answer.scopes.push_back({.id = 1, .kind = ScopeKind::tenant, .rows = 100});
    return answer;
}

/// A machine with its last actions.
struct Pull {
    PullMachine machine{[] { return 0.5; }};
    std::vector<PullAction> actions = {};
    Millis now = 0;

    void tell(const PullEvent& event) { actions = machine.next(event, now); }

    template <class T>
    T only()
    {
        if (actions.size() != 1 || !std::holds_alternative<T>(actions.front()))
            return T{};
        return std::get<T>(actions.front());
    }
    template <class T>
    const T* find() const
    {
        for (const auto& action : actions) {
            if (const auto* found = std::get_if<T>(&action))
                return found;
        }
        return nullptr;
    }

    /// From a mirror at `at` with one live scope to the state where nothing is to do.
    void goLive(std::int64_t at = 57)
    {
        Cursor cursor = head57;
        cursor.cut = at;
        const auto there = place(cursor, {scope(1, ScopeStanding::live)});
        tell(PullWanted{there});
        tell(SessionOpened{only<OpenSession>().ticket, session(at)});
        tell(Prepared{only<Prepare>().ticket, there});
    }
};

} // namespace tidemark::sync
