// The scopes of this device, as `sync.status` tells of them.
#pragma once

#include "sync/engine/engine.hpp"

#include <boost/json/array.hpp>

namespace tidemark::sync {

/// Those that are here, in the order of their ids, then those that are not.
[[nodiscard]] QCoro::Task<boost::json::array>
scopeList(Engine& engine, const std::vector<ScopeState>& held);

} // namespace tidemark::sync
