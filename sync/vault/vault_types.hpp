// A user's own work on its way to the platform.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/protocol/push.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

using Mid = std::int64_t;

/// A mutation as the desk gives it.
struct NewMutation {
    std::string name = {}; ///< The intent: `fuelSupply.paste`.
    MergeMode mergeMode = MergeMode::atomic;
    std::vector<PushOp> ops = {};
    std::optional<Mid> resolves = {}; ///< The mutation whose conflict this decides.
    /// Of whoever hands it over: the same one again is the same edit, saved once.
    std::optional<Uuid> key = {};
};

/// Where a mutation is. Names are those of the local API.
enum class MutationState {
    queued,   ///< Safe here, never sent.
    sent,     ///< Sent at least once; its outcome is not known. It may not be changed any more.
    held,     ///< Waits for a person (sign-in, space), not for the network.
    parked,   ///< The platform put it aside.
    rejected, ///< The platform refused it; the person decides.
    conflict, ///< The row was changed by somebody else too; the person decides.
};

[[nodiscard]] std::string_view nameOf(MutationState state);

/// A mutation in the vault.
struct PendingMutation {
    Mid mid = 0;
    NewMutation mutation = {};
    MutationState state = MutationState::queued;
    int attempts = 0;
    Timestamp createdAt = {};
    std::optional<Timestamp> nextTryAt = {};
    std::optional<Fault> error = {};
    /// The platform's answer, once known; a success waits here until the mirror shows its rows.
    std::optional<PushResult> result = {};
    /// Mutations of this device that made the rows this one is about; without them it cannot be
    /// carried out.
    std::vector<Mid> depends = {};
    /// Its key was known: it was saved before, and may be long gone from the outbox.
    bool isRepeat = false;
};

/// How much work waits, and for whom.
struct OutboxCounts {
    std::int64_t pending = 0;               ///< The platform does not have it yet.
    std::int64_t needYou = 0;               ///< Refused, in conflict or parked: a person decides.
    std::int64_t quarantined = 0;           ///< Set aside, whatever became of it.
    std::int64_t onlyHere = 0;              ///< Of these: neither handed over nor exported.
    std::optional<Timestamp> oldestAt = {}; ///< Of what is pending.
};

/// What becomes of unsent work in a scope that was taken away.
enum class KeptPolicy {
    keep,    ///< Public, internal: handed over; its author may keep a text of it.
    escrow,  ///< Confidential: handed over, then its content goes from this device.
    discard, ///< Restricted: its content goes at once; the author is told what it was.
};

[[nodiscard]] KeptPolicy policyFor(int dataClass);
/// `keep`, `escrow`, `discard`.
[[nodiscard]] std::string_view nameOf(KeptPolicy policy);

/// Why work went to quarantine.
struct LostScope {
    std::int64_t scope = 0;
    std::string name = {};
    std::string reason = {}; ///< The platform's words, or a reason key.
    int dataClass = 1;       ///< As SessionScope's.

    friend bool operator==(const LostScope&, const LostScope&) = default;
};

/// Unsent work whose rows this person may not see any more, or may not change. It is never sent; it
/// is listed until a person takes it off the list.
struct QuarantinedWork {
    std::int64_t qid = 0;
    Uuid id = {}; ///< Its name on the platform.
    Mid mid = 0;
    NewMutation mutation = {};
    LostScope lost = {};
    Timestamp createdAt = {};
    Timestamp at = {};
    std::optional<Timestamp> exportedAt = {};
    std::optional<Timestamp> handedAt = {}; ///< The platform has it, for whoever holds the scope.

    [[nodiscard]] KeptPolicy policy() const { return policyFor(lost.dataClass); }
    /// Its values are still here: those of the others are not even in the file any more.
    [[nodiscard]] bool hasContent() const
    {
        return policy() == KeptPolicy::keep || (policy() == KeptPolicy::escrow && !handedAt);
    }
};

/// Who this vault belongs to and what it is called on the platform.
struct VaultIdentity {
    std::string server = {};
    std::string clientId = {}; ///< Empty until the platform gave one.
    std::int64_t incarnation = 1;
    Mid nextMid = 1;
    std::string history = {}; ///< Last history seen.
};

} // namespace tidemark::sync
