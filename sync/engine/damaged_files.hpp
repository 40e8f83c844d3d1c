// Files of the stores that were put aside: how much room they take, and when they go.
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace tidemark::sync {

/// A damaged vault is kept for so long: what was salvaged of it is in the new one, but somebody who
/// can read more of it may still bring more back.
inline constexpr std::chrono::hours damagedVaultKept{30 * 24};
/// A damaged local copy goes once it was fetched anew, and after this time in any case: it may hold
/// rows that its reader may not read any more.
inline constexpr std::chrono::hours damagedMirrorKept{7 * 24};

/// Bytes of all that was put aside in the data folder.
[[nodiscard]] std::int64_t setAsideBytes(const QString& folder);
/// Removes what was put aside of the local copy longer than `kept` ago; how many files went.
int removeSetAsideMirrors(const QString& folder, std::chrono::hours kept);
/// The same for vaults, and for journals of what was typed without an agent.
int removeSetAsideVaults(const QString& folder, std::chrono::hours kept);

} // namespace tidemark::sync
