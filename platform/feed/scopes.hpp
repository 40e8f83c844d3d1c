// What an actor may hold of a tenant's feed: scopes, entities, and their digests.
#pragma once

#include "models/protocol/frame.hpp"
#include "platform/identity/actor.hpp"

#include <map>

namespace tidemark::platform {

/// A scope that the actor holds now.
struct HeldScope {
    std::int64_t id = 0;
    ScopeKind kind = ScopeKind::tenant;
    std::string name = {};
    std::int64_t leaseSeconds = 0;
    int dataClass = 1; ///< See SessionScope.
};

/// All scopes of the actor, by id.
[[nodiscard]] asio::awaitable<Result<std::vector<HeldScope>>>
heldScopes(Database& database, const Actor& actor);

/// Codes of the mirrored entities that the actor may read.
[[nodiscard]] std::vector<int> readableEntities(const Actor& actor);

/// Their names, and a short text that changes when they do.
struct Projection {
    std::string mark = {};
    std::vector<std::string> reads = {};
};
[[nodiscard]] Projection projectionOf(const Actor& actor);

/// Fault `forbidden`/`scope_not_granted` unless the actor holds the scope now.
[[nodiscard]] asio::awaitable<Result<void>>
mustHold(Database& database, const Actor& actor, std::int64_t scope);

/// Count and digest of scopes at a cut, over the entities of `codes`.
[[nodiscard]] asio::awaitable<Result<std::vector<ScopeDigest>>> scopeDigests(
    Database& database,
    const Tenancy& tenancy,
    const std::vector<std::int64_t>& scopes,
    const std::vector<int>& codes,
    std::int64_t cut
);

/// `{1,2,3}`: an array parameter.
template <class Numbers>
[[nodiscard]] std::string arrayParameter(const Numbers& numbers)
{
    std::string text = "{";
    for (const auto number : numbers) {
        text += text.size() == 1 ? "" : ",";
        text += std::to_string(number);
    }
    return text + '}';
}

} // namespace tidemark::platform
