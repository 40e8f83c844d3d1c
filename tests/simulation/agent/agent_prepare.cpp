// A session is open: the vault takes its work back, then the mirror begins.
#include "models/core/seeded_fault.hpp"
#include "tests/simulation/agent/agent.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

namespace tidemark::sim {

void Agent::prepare(sync::Prepare action)
{
    const auto isolateAndBegin = [this, action] {
        const auto away = std::make_shared<std::set<sync::ScopeId>>();
        const auto work = [granted = action.scopes,
                           away](sync::DeskStore& desk) -> Result<sync::ChangedRows> {
            auto settled = sync::settleChoices(desk, granted);
            if (!settled)
                return settled.error();
            *away = *std::move(settled);
            const auto lost = sync::ungrantedScopes(desk, granted);
            if (!lost)
                return lost.error();
            return sync::quarantineWork(desk, *lost);
        };
        isolate(work, action.ticket, [this, action, away] { begin(action, *away); });
    };
    if (action.mode == sync::PrepareMode::keep || TIDEMARK_SEEDED(mirrorBeforeVault))
        return isolateAndBegin();
    const unsigned life = pullLife_;
    const auto back = [action](sync::DeskStore& desk) {
        return sync::takeBack(desk, action.start.history, action.lastMid);
    };
    const auto take = [this, life, action, isolateAndBegin](const Result<sync::TakenBack>& taken) {
        if (life != pullLife_)
            return;
        outside_.note(number_, "takes back what follows " + std::to_string(action.lastMid));
        if (!taken)
            return stepPull(sync::StoreFailed{action.ticket, taken.error()});
        isolateAndBegin();
    };
    const auto forget = [last = action.lastMid](sync::MirrorWriter& writer) {
        return writer.forgetResultsAfter(last);
    };
    onMirror(forget, [this, life, action, back, take](const Result<void>& forgotten) {
        if (life != pullLife_)
            return;
        if (!forgotten)
            return stepPull(sync::StoreFailed{action.ticket, forgotten.error()});
        onDesk(back, take);
    });
}

/// Work in scopes that are lost leaves the outbox before the mirror forgets whose rows they were.
void Agent::isolate(
    std::function<Result<sync::ChangedRows>(sync::DeskStore&)> work,
    sync::Ticket ticket,
    std::function<void()> then
)
{
    const unsigned life = pullLife_;
    onDesk(std::move(work), [this, life, ticket, then](const Result<sync::ChangedRows>& isolated) {
        if (life != pullLife_)
            return;
        if (!isolated)
            return stepPull(sync::StoreFailed{ticket, isolated.error()});
        then();
    });
}

void Agent::begin(sync::Prepare action, const std::set<sync::ScopeId>& away)
{
    const unsigned life = pullLife_;
    const bool isKept = action.mode == sync::PrepareMode::keep;
    const auto begin = [action, isKept, away](sync::MirrorWriter& writer
                       ) -> Result<sync::MirrorPlace> {
        if (auto kept = writer.keepAway(away); !kept)
            return kept.error();
        const auto before = writer.cursor();
        const auto begun = isKept || (before && !*before)
                               ? writer.begin(action.start, action.scopes)
                               : writer.reconcile(action.start, action.scopes);
        if (!begun)
            return begun.error();
        return sync::placeOf(writer);
    };
    onMirror(begin, [this, life, isKept, action](const Result<sync::MirrorPlace>& place) {
        ++snapshot_;
        if (!isKept)
            witness_.begunAnew();
        if (life != pullLife_)
            return;
        if (!place)
            return stepPull(sync::StoreFailed{action.ticket, place.error()});
        outside_.note(
            number_,
            "holds " + std::to_string(place->scopes.size()) + " scopes from cut " +
                std::to_string(place->cursor ? place->cursor->cut : 0)
        );
        if (isKept)
            return finishPrepare(action, *place);
        const auto tell = [action](sync::DeskStore& desk) -> Result<int> {
            static_cast<void>(desk.windows.mirrorChanged(sync::everythingChanged()));
            if (TIDEMARK_SEEDED(mirrorBeforeVault))
                static_cast<void>(sync::takeBack(desk, action.start.history, action.lastMid));
            return 0;
        };
        onDesk(tell, [this, life, action, place = *place](const Result<int>&) {
            if (life == pullLife_)
                finishPrepare(action, place);
        });
    });
}

void Agent::finishPrepare(const sync::Prepare& action, const sync::MirrorPlace& place)
{
    if (const auto& answer = pull_->session()) {
        startPush(*answer);
        if (std::exchange(isSocketDue_, false))
            outside_.openSocket(number_);
    }
    stepPull(sync::Prepared{action.ticket, place});
    sendReceipts();
}

} // namespace tidemark::sim
