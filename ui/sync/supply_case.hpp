// The lists of a fuel-supply row in conflict.
#pragma once

#include "models/fuel/reference_data.hpp"
#include "ui/sync/conflict_item.hpp"
#include "ui/sync/value_editor.hpp"

#include <memory>

namespace tidemark::ui {

/// What the fields of the row can hold, given what it holds now. Empty without reference data, or
/// for a row of another kind.
[[nodiscard]] FieldChoices
supplyChoices(const ConflictItem& item, std::shared_ptr<const ReferenceData> reference);

} // namespace tidemark::ui
