// Which of a person's waiting changes are about the rows of a scope.
#pragma once

#include "sync/mirror/mirror_reader.hpp"
#include "sync/vault/vault_types.hpp"

#include <map>
#include <set>
#include <span>

namespace tidemark::sync {

/// Of each waiting change, the scopes that `workIn` finds it in. Those of rows that are not in the
/// mirror are in none.
[[nodiscard]] Result<std::map<Mid, std::set<ScopeId>>>
scopesOfWork(MirrorReader& reader, std::span<const PendingMutation> pending);

/// Mutations that change or remove a row of the scope, make a row that refers to one, or depend on
/// such a mutation. The scope's rows are still in the mirror.
[[nodiscard]] Result<std::vector<Mid>>
workIn(MirrorReader& reader, std::span<const PendingMutation> pending, ScopeId scope);

} // namespace tidemark::sync
