#include "models/protocol/ledger.hpp"

#include "models/core/seeded_fault.hpp"
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
    const std::int64_t last = client ? client->lastMid : 0;
    const bool isOtherPast = request.mirror && request.mirror->history != history;
    if (client) {
        const bool isOther = client->user != user;
        const bool isOlder = request.incarnation < client->incarnation;
        const bool reusesNumbers = request.nextMid <= last;
        // Another copy was here since the restore, and its numbers are not those of this one.
        const bool isSecond = isOtherPast && client->history == history &&
                              request.incarnation != client->incarnation;
        const bool isFork = isOlder || reusesNumbers || isSecond;
        if (isOther || (isFork && !TIDEMARK_SEEDED(noForkCheck)))
            return clientForked();
    }
    const bool isLost =
        request.oldestMid && *request.oldestMid > last + 1 && *request.oldestMid <= request.nextMid;
    return isOtherPast && isLost ? *request.oldestMid - 1 : last;
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
