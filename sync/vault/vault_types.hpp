// A user's own work on its way to the platform.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

using Mid = std::int64_t;

/// What happens to one row.
enum class OpKind { create, update, remove };

/// One row's part of a mutation. `set` and `base` are in the wire forms of entity_info.hpp.
struct MutationOp {
    OpKind kind = OpKind::update;
    std::string entity = {};
    Uuid id = {};
    std::optional<std::int64_t> baseRv = {}; ///< rv that the person saw; absent for a new row.
    boost::json::object base = {};           ///< The value that each field of `set` had.
    boost::json::object set = {};
};

enum class MergeMode { atomic, cleanFields };

/// A mutation as the desk gives it.
struct NewMutation {
    std::string name = {}; ///< The intent: `fuelSupply.paste`.
    MergeMode mergeMode = MergeMode::atomic;
    std::vector<MutationOp> ops = {};
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
    /// The platform's answer, JSON, once known by push or pull; a success waits for its rows.
    std::string result = {};
};

/// A mutation as it is pushed: `body` is the JSON object, byte for byte the same at each attempt.
struct OutgoingMutation {
    Mid mid = 0;
    std::string body = {};
};

/// The platform's answer to one mutation: `body` is the whole result object, JSON.
struct MutationAnswer {
    Mid mid = 0;
    std::string body = {};
};

/// Who this vault belongs to and what it is called on the platform.
struct VaultIdentity {
    std::string server = {};
    std::string clientId = {}; ///< Empty until the platform gave one.
    std::int64_t incarnation = 1;
    Mid nextMid = 1;
    std::string history = {}; ///< Last history seen.
};

/// A field that two people changed.
struct OpenConflict {
    Mid mid = 0;
    std::string entity = {};
    Uuid id = {};
    std::string field = {};
    std::string base = {}; ///< JSON values.
    std::string mine = {};
    std::string theirs = {};
    Timestamp openedAt = {};
};

} // namespace tidemark::sync
