#include "sync/vault/retirement.hpp"

#include "models/core/seeded_fault.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

bool awaitsPerson(MutationState state)
{
    return state == MutationState::parked || state == MutationState::rejected ||
           state == MutationState::conflict;
}

/// Readers see the effect, or cannot see it any more: the row was deleted or left their scopes.
bool isShown(const PushEffect& effect, bool isInCut, const MirrorFacts& mirror)
{
    const auto rv = mirror.visibleRv(effect.entity, effect.id);
    if (rv && *rv >= effect.rv)
        return true;
    // What is in the mirror's cut and not to be seen can only be hidden by a scope that is still
    // joining.
    return isInCut && !mirror.isJoining;
}

} // namespace

std::vector<Retirement>
decideRetirements(std::span<const PendingMutation> pending, const MirrorFacts& mirror)
{
    std::vector<Retirement> decided;
    for (const PendingMutation& mutation : pending) {
        if (awaitsPerson(mutation.state))
            continue;
        const auto pulled = mirror.result(mutation.mid);
        const auto& result = pulled ? pulled : mutation.result;
        if (!result)
            continue;
        if (!isSuccess(result->status) || !result->conflicts.empty()) {
            decided.push_back({mutation.mid, Retirement::Kind::needsPerson, *result});
            continue;
        }
        // An answer that came by pull stands at the cut of its effects.
        const bool isInCut = pulled || mutation.mid <= mirror.settledMid;
        const bool shown = std::all_of(
            result->effects.begin(),
            result->effects.end(),
            [&](const PushEffect& effect) { return isShown(effect, isInCut, mirror); }
        );
        if (shown || TIDEMARK_SEEDED(retireEarly))
            decided.push_back({mutation.mid, Retirement::Kind::retire, *result});
        else if (!mutation.result)
            decided.push_back({mutation.mid, Retirement::Kind::note, *result});
    }
    return decided;
}

} // namespace tidemark::sync
