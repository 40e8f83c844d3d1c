// Steps on the two stores.
#include "sync/engine/mirror_steps.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/protocol/frame.hpp"
#include "sync/rows/scope_work.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

void beginAnotherPast(DeskStore& desk)
{
    ++desk.past;
    desk.settledMid = nothingSettled;
}

/// The held scope that a denied change is about; none when its rows are not known here.
Result<std::optional<LostScope>> scopeOfDenied(MirrorReader& reader, const PendingMutation& refused)
{
    const auto held = reader.scopes();
    if (!held)
        return held.error();
    for (const ScopeState& scope : *held) {
        const auto mids = workIn(reader, std::span(&refused, 1), scope.grant.scope);
        if (!mids)
            return mids.error();
        if (!mids->empty())
            return std::optional(LostScope{
                scope.grant.scope, scope.grant.name, "denied", scope.grant.dataClass});
    }
    return std::optional<LostScope>();
}

} // namespace

Result<MirrorPlace> placeOf(MirrorWriter& writer)
{
    auto cursor = writer.cursor();
    if (!cursor)
        return cursor.error();
    auto scopes = writer.scopes();
    if (!scopes)
        return scopes.error();
    auto projection = writer.projection();
    if (!projection)
        return projection.error();
    return MirrorPlace{std::move(*cursor), std::move(*scopes), std::move(*projection)};
}

Result<std::string> nextPageOf(std::string_view frames)
{
    while (frames.ends_with('\n'))
        frames.remove_suffix(1);
    const auto line = frames.substr(frames.rfind('\n') + 1);
    const auto frame = parseFrame(line);
    const auto* page = frame ? std::get_if<PageFrame>(&*frame) : nullptr;
    if (!page)
        return Fault{
            FaultCode::offline,
            "page_incomplete",
            "A page of data broke off on the way.",
            "Tidemark tries again by itself."};
    return page->next ? page->next->toString() : std::string();
}

Result<ChangedRows>
takeIdentity(DeskStore& desk, const std::string& clientId, std::int64_t incarnation)
{
    beginAnotherPast(desk);
    if (auto taken = desk.vault.setClient(clientId, incarnation); !taken)
        return taken.error();
    return reloadOverlay(desk);
}

void expectSession(DeskStore& desk)
{
    // What was given up and answered meanwhile would be gone, and be sent as something else under
    // its number once what follows the session's is taken back.
    ++desk.past;
}

Result<TakenBack> takeBack(DeskStore& desk, const std::string& history, Mid lastMid)
{
    const auto before = desk.vault.identity();
    if (!before)
        return before.error();
    beginAnotherPast(desk);
    const auto again = desk.vault.historyChanged(history, lastMid);
    if (!again)
        return again.error();
    auto rows = reloadOverlay(desk);
    if (!rows)
        return rows.error();
    return TakenBack{
        std::move(*rows), *again, !before->history.empty() && before->history != history};
}

std::vector<RevokeFrame> revokesIn(std::string_view frames)
{
    std::vector<RevokeFrame> revokes;
    while (!frames.empty()) {
        const std::size_t end = std::min(frames.find('\n'), frames.size());
        const std::string_view line = frames.substr(0, end);
        frames.remove_prefix(std::min(end + 1, frames.size()));
        if (line.starts_with(R"({"f":"rows")"))
            break; // Revocations stand before the rows.
        const auto frame = parseFrame(line);
        if (const auto* revoke = frame ? std::get_if<RevokeFrame>(&*frame) : nullptr)
            revokes.push_back(*revoke);
    }
    return revokes;
}

Result<ChangedRows> quarantineWork(DeskStore& desk, const std::vector<LostScope>& lost)
{
    ChangedRows changed;
    for (const LostScope& scope : lost) {
        const auto pending = desk.vault.pending();
        if (!pending)
            return pending.error();
        const auto mids = workIn(desk.windows.reader(), *pending, scope.scope);
        if (!mids)
            return mids.error();
        const auto gone = desk.vault.quarantine(*mids, scope);
        if (!gone)
            return gone.error();
        const auto rows = desk.windows.pendingGone(*gone);
        if (!rows)
            return rows.error();
        mergeChanges(changed, *rows);
    }
    return changed;
}

Result<ChangedRows> setDeniedAside(DeskStore& desk, std::span<const Mid> mids)
{
    ChangedRows changed;
    for (const Mid mid : mids) {
        const auto refused = desk.vault.find(mid);
        if (!refused)
            return refused.error();
        const bool isDenied = refused->result && refused->result->status == PushStatus::rejected &&
                              refused->result->code == "denied";
        if (!isDenied)
            continue;
        const auto lost = scopeOfDenied(desk.windows.reader(), *refused);
        if (!lost)
            return lost.error();
        if (!*lost)
            continue; // Of rows that this device does not know: the person decides.
        const std::vector<Mid> one{mid};
        const auto gone = desk.vault.quarantine(one, **lost);
        if (!gone)
            return gone.error();
        const auto rows = desk.windows.pendingGone(*gone);
        if (!rows)
            return rows.error();
        mergeChanges(changed, *rows);
    }
    return changed;
}

Result<std::vector<LostScope>> lostScopes(DeskStore& desk, const std::vector<RevokeFrame>& revokes)
{
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    std::vector<LostScope> lost;
    for (const ScopeState& scope : *held) {
        for (const RevokeFrame& revoke : revokes) {
            if (revoke.scope == scope.grant.scope)
                lost.push_back(
                    {revoke.scope, scope.grant.name, revoke.reason, scope.grant.dataClass}
                );
        }
    }
    return lost;
}

Result<std::vector<LostScope>>
ungrantedScopes(DeskStore& desk, const std::vector<ScopeGrant>& granted)
{
    const auto held = desk.windows.reader().scopes();
    if (!held)
        return held.error();
    std::vector<LostScope> lost;
    for (const ScopeState& scope : *held) {
        const bool isGranted =
            std::any_of(granted.begin(), granted.end(), [&](const ScopeGrant& grant) {
                return grant.scope == scope.grant.scope;
            });
        if (!isGranted)
            lost.push_back(
                {scope.grant.scope, scope.grant.name, "access_ended", scope.grant.dataClass}
            );
    }
    return lost;
}

Result<PushReady> readyToPush(DeskStore& desk, const SessionAnswer& answer)
{
    desk.settledMid = answer.lastMid;
    desk.settledCut = answer.headCut;
    if (auto released = desk.vault.release(); !released)
        return released.error();
    auto identity = desk.vault.identity();
    if (!identity)
        return identity.error();
    const auto taken = desk.vault.areNumbersTaken(answer.lastMid);
    if (!taken)
        return taken.error();
    return PushReady{std::move(*identity), desk.past, *taken};
}

Result<DueFound> findDue(DeskStore& desk, const DueWanted& wanted)
{
    const auto parted = desk.vault.fitTo(wanted.lacking, wanted.fitted);
    if (!parted)
        return parted.error();
    const auto passed = desk.vault.letOthersPass();
    if (!passed)
        return passed.error();
    DueFound found{.hasMoved = *parted || *passed};
    if (found.hasMoved) {
        if (auto told = reloadOverlay(desk); !told)
            return told.error();
    }
    auto due = desk.vault.nextPush(wanted.limits, wanted.now);
    if (!due)
        return due.error();
    found.mutations = std::move(*due);
    const auto next = desk.vault.nextDue();
    if (!next)
        return next.error();
    found.next = *next;
    const auto identity = desk.vault.identity();
    if (!identity)
        return identity.error();
    found.fitted = identity->nextMid - 1;
    return found;
}

Result<std::vector<PushMutation>>
markSent(DeskStore& desk, const std::vector<Mid>& mids, unsigned past)
{
    if (desk.past != past && !TIDEMARK_SEEDED(pastIgnored))
        return std::vector<PushMutation>();
    return desk.vault.markSent(mids);
}

Result<Landed> landAnswers(DeskStore& desk, std::span<const PushResult> results, unsigned past)
{
    if (desk.past != past && !TIDEMARK_SEEDED(pastIgnored))
        return Landed{};
    auto noted = desk.vault.noteResults(results);
    if (!noted)
        return noted.error();
    const auto cursor = desk.windows.reader().cursor();
    auto swept = sweepOverlay(desk, cursor && *cursor ? (*cursor)->cut : 0);
    if (!swept)
        return swept.error();
    return Landed{std::move(*swept), *std::move(noted)};
}

Result<Shown> showApplied(DeskStore& desk, const PullApplied& applied)
{
    Shown shown;
    if (auto told = desk.windows.mirrorChanged(applied.changed); !told)
        return told.error();
    auto swept = sweepOverlay(desk, applied.cursor.cut);
    if (!swept)
        return swept.error();
    shown.change = std::move(*swept);
    mergeChanges(shown.change.rows, applied.changed);
    shown.mirrorBytes = desk.windows.reader().bytes();
    return shown;
}

} // namespace tidemark::sync
