// Which reports are kept ready offline, as the vault knows it.
#pragma once

#include "sync/engine/stores.hpp"

namespace tidemark::sync {

/// The setting of the vault that holds them; what else is in it is the keeper's.
inline constexpr std::string_view filingSetting = "user.filing";

[[nodiscard]] Result<std::set<Uuid>> keptFilings(DeskStore& desk);

} // namespace tidemark::sync
