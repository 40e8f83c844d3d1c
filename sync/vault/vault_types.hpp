// A user's own work on its way to the platform.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
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
};

/// Who this vault belongs to and what it is called on the platform.
struct VaultIdentity {
    std::string server = {};
    std::string clientId = {}; ///< Empty until the platform gave one.
    std::int64_t incarnation = 1;
    Mid nextMid = 1;
    std::string history = {}; ///< Last history seen.
};

/// A field that two people changed and that waits for a person.
struct OpenConflict {
    Mid mid = 0;
    PushConflict conflict = {};
    Timestamp openedAt = {};
};

} // namespace tidemark::sync
