#include "models/protocol/ledger.hpp"

#include "models/core/seeded_fault.hpp"

#include <algorithm>
#include <utility>

namespace tidemark {
namespace {

Fault refusal(std::string reason, std::string cause, std::string nextStep)
{
    return Fault{FaultCode::conflict, std::move(reason), std::move(cause), std::move(nextStep)};
}

Fault cursorFault(std::string reason, std::string cause)
{
    return refusal(std::move(reason), std::move(cause), "Compare the copy with the platform.");
}

} // namespace

Fault clientForked()
{
    return refusal(
        "fork",
        "Another copy of this device's data was here already.",
        "Take a new identity and send the unsent work again."
    );
}

Result<PushTurn>
turnOf(const std::optional<ClientRecord>& client, const Pusher& pusher, std::int64_t mid)
{
    if (!client || client->user != pusher.user)
        return refusal(
            "unknown_client", "The platform does not know this device.", "Open a session first."
        );
    if (pusher.incarnation < client->incarnation && !TIDEMARK_SEEDED(noForkCheck))
        return clientForked();
    if (mid <= client->lastMid)
        return TIDEMARK_SEEDED(noDedupe) ? PushTurn::apply : PushTurn::repeat;
    if (mid > client->lastMid + 1)
        return refusal(
            "mid_gap", "Earlier changes of this device are missing.", "Send them first."
        );
    return PushTurn::apply;
}

Result<PushResult>
repeatedResult(const std::optional<LedgerEntry>& entry, const PushMutation& mutation)
{
    if (!entry)
        return PushResult{
            .mid = mutation.mid,
            .status = PushStatus::noop,
            .code = "result_expired",
            .cause = "This change was decided long ago.",
            .nextStep = "Look at the record to see how it stands."};
    if (entry->sha != shaOf(mutation))
        return refusal(
            "mid_reuse",
            "This device sent another change under the same number.",
            "Take a new identity and send the unsent work again."
        );
    return entry->result;
}

bool isToldAgain(const ClientRecord& client, std::int64_t mid)
{
    return mid > client.resumedMid && mid <= client.againMid;
}

std::optional<PushResult>
resultWithoutWork(const PushMutation& mutation, std::optional<std::int64_t> failedDependency)
{
    if (mutation.park)
        return PushResult{
            .mid = mutation.mid,
            .status = PushStatus::parked,
            .code = "parked",
            .cause = "The platform failed on this change again and again.",
            .nextStep = "Tell support the number of the change."};
    if (!failedDependency)
        return std::nullopt;
    return PushResult{
        .mid = mutation.mid,
        .status = PushStatus::rejected,
        .code = "dep_failed",
        .cause = "It builds on change " + std::to_string(*failedDependency) +
                 ", which was not carried out.",
        .nextStep = "Settle that change first, then make this one again."};
}

Result<std::int64_t> resumePoint(
    const std::optional<ClientRecord>& client,
    std::string_view user,
    const SessionRequest& request,
    std::string_view history
)
{
    std::int64_t last = client ? client->lastMid : 0;
    const bool isOtherPast = request.mirror && request.mirror->history != history;
    if (client) {
        const bool isOther = client->user != user;
        const bool isOlder = request.incarnation < client->incarnation;
        const bool reusesNumbers = request.nextMid <= last;
        if (isOther || ((isOlder || reusesNumbers) && !TIDEMARK_SEEDED(noForkCheck)))
            return clientForked();
        // A start whose answer was lost looks like a copy: only what it sends tells them apart.
        if (isOtherPast && client->history == history)
            last = client->resumedMid;
    }
    const bool isLost =
        request.oldestMid && *request.oldestMid > last + 1 && *request.oldestMid <= request.nextMid;
    return isOtherPast && isLost ? *request.oldestMid - 1 : last;
}

ClientRecord resumedClient(
    const std::optional<ClientRecord>& client,
    Pusher pusher,
    std::string_view history,
    std::int64_t resumed
)
{
    const bool isFirst = !client || client->history != history;
    const std::int64_t last = client ? client->lastMid : 0;
    return {
        .user = std::move(pusher.user),
        .incarnation = pusher.incarnation,
        .lastMid = std::max(last, resumed),
        .history = std::string(history),
        .resumedMid = isFirst ? resumed : client->resumedMid,
        .againMid = resumed < last ? last : 0};
}

Result<void> checkCursor(const ServerPast& past, const SyncCursor& cursor)
{
    if (TIDEMARK_SEEDED(epochIgnored))
        return {};
    if (cursor.history != past.history || cursor.epoch != past.epoch)
        return cursorFault("history_changed", "The platform's data has another history.");
    if (cursor.cut > past.headCut)
        return cursorFault("cursor_ahead", "The copy is newer than the platform.");
    if (cursor.cut < past.floorCut)
        return cursorFault("cursor_too_old", "The changes since the copy are no longer kept.");
    if (cursor.cut > 0 && past.salt != cursor.salt)
        return cursorFault("salt_mismatch", "The copy was made of another past of the platform.");
    return {};
}

} // namespace tidemark
