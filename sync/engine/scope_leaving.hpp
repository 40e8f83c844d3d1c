// Scopes leave this device and come back, on the side of the vault.
#pragma once

#include "sync/engine/scope_choice.hpp"

namespace tidemark::sync {

/// What keeps a scope on this device, the weightiest first.
enum class ScopeNeed {
    everybody, ///< The tenant's: people and reference data, which all others stand on.
    waiting,   ///< Changes that are not sent yet.
    person,    ///< Changes that wait for a person: refused or in conflict.
    setAside,  ///< Work that was set aside and is nowhere else yet.
    filing,    ///< A report that is kept ready offline.
    pinned,    ///< A report whose files are kept here.
};

[[nodiscard]] std::string_view nameOf(ScopeNeed need);

/// Scopes that may not leave.
[[nodiscard]] Result<std::map<ScopeId, ScopeNeed>> scopeNeeds(DeskStore& desk);

/// Records that are open here: their scopes are in use.
[[nodiscard]] Result<void>
noteUse(DeskStore& desk, std::span<const std::pair<std::string, Uuid>> open, Timestamp now);

/// Which is to leave when room is short: of those that nothing keeps and that are not pinned, the
/// one that was not used for the longest. The last organization stays.
[[nodiscard]] std::optional<ScopeId> scopeForRoom(
    std::span<const ScopeState> held,
    std::span<const ScopeChoice> choices,
    const std::map<ScopeId, ScopeNeed>& needs
);

/// Each writes the choice down and returns what is away from now on, for `MirrorWriter::keepAway`.
/// Fault `conflict`/`scope_needed_…`: this scope may not leave. Fault `notFound`/`no_such_scope`.
[[nodiscard]] Result<std::set<ScopeId>> sendAway(DeskStore& desk, ScopeId scope, bool isForRoom);
[[nodiscard]] Result<std::set<ScopeId>> fetchBack(DeskStore& desk, ScopeId scope);
/// What was away comes back for it.
[[nodiscard]] Result<std::set<ScopeId>> setPinned(DeskStore& desk, ScopeId scope, bool isPinned);

} // namespace tidemark::sync
