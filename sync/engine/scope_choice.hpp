// What a person wants of each scope on this device. It is kept with their work: a mirror that is
// fetched anew, a repair and a platform with another past leave it as it is.
#pragma once

#include "sync/engine/stores.hpp"

namespace tidemark::sync {

enum class ScopeWish {
    usual,  ///< Here while there is room.
    pinned, ///< Always here.
    away,   ///< Not on this device.
};

[[nodiscard]] std::string_view nameOf(ScopeWish wish);

/// About scopes without one the wish is `usual`.
struct ScopeChoice {
    ScopeGrant grant = {}; ///< As the platform told it last: who has no rows needs its name.
    ScopeWish wish = ScopeWish::usual;
    bool isForRoom = false; ///< Away because room was short, not by the person.
    Timestamp usedAt = {};  ///< About when a record of it was open here last.
};

[[nodiscard]] Result<std::vector<ScopeChoice>> scopeChoices(DeskStore& desk);
/// Takes the place of an earlier choice about the same scope.
[[nodiscard]] Result<void> choose(DeskStore& desk, const ScopeChoice& choice);
[[nodiscard]] Result<std::set<ScopeId>> awayScopes(DeskStore& desk);

/// These are granted, by these names; choices about others are forgotten. Returns what was away
/// until now, lost ones too, for `MirrorWriter::keepAway`.
[[nodiscard]] Result<std::set<ScopeId>>
settleChoices(DeskStore& desk, std::span<const ScopeGrant> granted);
/// Whoever gets a scope again that was taken away has not chosen yet.
[[nodiscard]] Result<void> forgetChoices(DeskStore& desk, std::span<const RevokeFrame> revokes);

} // namespace tidemark::sync
