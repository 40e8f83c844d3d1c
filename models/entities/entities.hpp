// All entities of Tidemark.
#pragma once

#include "models/entity/entity_info.hpp"
#include <span>
#include <string_view>

namespace tidemark {

/// Every entity, in the order of their codes.
[[nodiscard]] std::span<const EntityInfo> allEntities();

/// By `fuelSupply`; nullptr when there is none.
[[nodiscard]] const EntityInfo* findEntity(std::string_view name);
/// By `fuel-supplies`; nullptr when there is none.
[[nodiscard]] const EntityInfo* findEntityByPlural(std::string_view plural);
/// By its number in the feed; nullptr when there is none.
[[nodiscard]] const EntityInfo* findEntityByCode(int code);

} // namespace tidemark
