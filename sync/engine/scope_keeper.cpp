#include "sync/engine/scope_keeper.hpp"

#include "sync/engine/engine.hpp"
#include "sync/engine/presence_driver.hpp"
#include "sync/engine/sync_events.hpp"

namespace tidemark::sync {
namespace {

constexpr int lookEveryMs = 20'000;
/// So much has to be free in a file that is at its limit before it is made smaller.
constexpr std::int64_t marginBytes = 64LL * 1024 * 1024;

/// None: there is room, or nothing can leave. A file that is full only of free pages is none.
Result<std::optional<ScopeId>> leastUsed(DeskStore& desk, std::int64_t limit)
{
    const auto used = desk.windows.reader().usedBytes();
    if (!used)
        return used.error();
    if (desk.windows.reader().bytes() < limit || *used < limit - marginBytes)
        return std::optional<ScopeId>();
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    const auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    const auto needs = scopeNeeds(desk);
    if (!needs)
        return needs.error();
    return scopeForRoom(*held, *choices, *needs);
}

} // namespace

ScopeKeeper::ScopeKeeper(Engine& engine, const PresenceDriver& presence, QObject* parent)
    : QObject(parent)
    , engine_(engine)
    , presence_(presence)
{
    connect(&timer_, &QTimer::timeout, this, &ScopeKeeper::look);
    timer_.start(lookEveryMs);
}

/// One at a time: what it gave back is counted before another one leaves.
QCoro::Task<void> ScopeKeeper::look()
{
    if (isLooking_ || !engine_.stores().isOpen())
        co_return;
    isLooking_ = true;
    const StorageFacts storage = co_await engine_.storage();
    const auto find = [open = presence_.openRecords(), now = engine_.trustedNow(), storage](
                          DeskStore& desk
                      ) -> Result<std::optional<ScopeId>> {
        if (auto noted = noteUse(desk, open, now); !noted)
            return noted.error();
        return leastUsed(desk, storage.limitBytes);
    };
    const auto found = co_await engine_.stores().desk(find);
    if (found && *found) {
        const ScopeId scope = **found;
        const Choose choose = [scope](DeskStore& desk) { return sendAway(desk, scope, true); };
        SyncEvent event = scopeEvent(EventKind::access, "scope_left_for_room", scope);
        event.level = EventLevel::warning;
        (void)co_await carryOut(choose, std::move(event));
    }
    isLooking_ = false;
}

QCoro::Task<Result<void>> ScopeKeeper::leave(ScopeId scope)
{
    const Choose choose = [scope](DeskStore& desk) { return sendAway(desk, scope, false); };
    return carryOut(choose, scopeEvent(EventKind::access, "scope_left", scope));
}

QCoro::Task<Result<void>> ScopeKeeper::need(ScopeId scope)
{
    const Choose choose = [scope](DeskStore& desk) { return fetchBack(desk, scope); };
    return carryOut(choose, scopeEvent(EventKind::access, "scope_wanted", scope));
}

QCoro::Task<Result<void>> ScopeKeeper::pin(ScopeId scope, bool isPinned)
{
    const Choose choose = [scope, isPinned](DeskStore& desk) {
        return setPinned(desk, scope, isPinned);
    };
    const char* what = isPinned ? "scope_pinned" : "scope_unpinned";
    return carryOut(choose, scopeEvent(EventKind::access, what, scope));
}

QCoro::Task<Result<void>> ScopeKeeper::carryOut(Choose choose, SyncEvent event)
{
    const auto away = co_await engine_.stores().desk(std::move(choose));
    if (!away)
        co_return away.error();
    const auto keep = [away = *away](MirrorWriter& writer) -> Result<ChangedRows> {
        auto gone = writer.keepAway(away);
        if (gone)
            static_cast<void>(writer.tidy()); // What fails is tried again after the next pull.
        return gone;
    };
    auto gone = co_await engine_.stores().mirror(keep);
    if (!gone)
        co_return gone.error();
    engine_.events().add(std::move(event));
    co_await engine_.scopesChosen(std::move(*gone));
    co_return Result<void>{};
}

} // namespace tidemark::sync
