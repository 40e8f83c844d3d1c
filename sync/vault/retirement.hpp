// When a mutation's own copy may go, since the mirror shows its effect.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <functional>
#include <limits>
#include <span>

namespace tidemark::sync {

/// Below every number of a mutation, also of those that an earlier identity had answered.
inline constexpr Mid nothingSettled = std::numeric_limits<Mid>::min();

/// What the mirror knows, asked for by the sweep.
struct MirrorFacts {
    /// The answer that came by pull; nullopt when none came.
    std::function<std::optional<PushResult>(Mid)> result;
    /// rv of a row as readers see it; nullopt when it is not visible.
    std::function<std::optional<std::int64_t>(std::string_view entity, const Uuid& id)> visibleRv;
    /// A scope is still joining or being rechecked: a row that is not visible may still come.
    bool isJoining = false;
    /// Of mutations up to this one every effect is at or before the mirror's cut.
    Mid settledMid = nothingSettled;
};

/// What the sweep decided for one mutation.
struct Retirement {
    enum class Kind {
        retire,      ///< Done, and visible in the mirror: to the archive.
        needsPerson, ///< Refused or in conflict: becomes rejected, conflict or parked.
        note,        ///< Answered, effect not visible yet: keep the answer.
    };
    Mid mid = 0;
    Kind kind = Kind::retire;
    PushResult result = {};
};

/// Of each mutation only `mid`, `state` and `result` count.
///
/// Pure: the same vault and mirror give the same answer, so a crash between the commits of the two
/// files costs nothing; the next sweep says the same again.
[[nodiscard]] std::vector<Retirement>
decideRetirements(std::span<const PendingMutation> pending, const MirrorFacts& mirror);

} // namespace tidemark::sync
