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
bool isShown(const PushEffect& effect, bool cameByPull, const MirrorFacts& mirror)
{
    const auto rv = mirror.visibleRv(effect.entity, effect.id);
    if (rv && *rv >= effect.rv)
        return true;
    // An answer in the mirror stands at the cut of its effects or before the mirror's own; only a
    // scope that is still joining can hide the row.
    return cameByPull && !mirror.isJoining;
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
        const bool shown = std::all_of(
            result->effects.begin(),
            result->effects.end(),
            [&](const PushEffect& effect) { return isShown(effect, pulled.has_value(), mirror); }
        );
        if (shown || TIDEMARK_SEEDED(retireEarly))
            decided.push_back({mutation.mid, Retirement::Kind::retire, *result});
        else if (!mutation.result)
            decided.push_back({mutation.mid, Retirement::Kind::note, *result});
    }
    return decided;
}

} // namespace tidemark::sync
