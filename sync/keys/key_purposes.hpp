// What a wrapped or derived key is for; bound to it, so that one cannot stand in for another.
#pragma once

#include <string_view>

namespace tidemark::sync {

inline constexpr std::string_view mirrorPurpose = "tidemark/mirror/1";
inline constexpr std::string_view vaultPurpose = "tidemark/vault/1";
inline constexpr std::string_view masterPurpose = "tidemark/master/2";
inline constexpr std::string_view recoveryPurpose = "tidemark/recovery/1";
inline constexpr std::string_view passphrasePurpose = "tidemark/passphrase/2";
inline constexpr std::string_view formsPurpose = "tidemark/forms/1";

} // namespace tidemark::sync
