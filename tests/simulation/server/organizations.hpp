// Which organization a row belongs to, and which scope that is.
#pragma once

#include "models/entity/entity_info.hpp"
#include "tests/simulation/server/platform_state.hpp"

namespace tidemark::sim {

/// The organization whose own scope this is.
[[nodiscard]] std::string organizationOf(Scope scope);
/// The scope of a row with these fields.
[[nodiscard]] Scope scopeOf(const EntityInfo& info, const boost::json::object& fields);

} // namespace tidemark::sim
