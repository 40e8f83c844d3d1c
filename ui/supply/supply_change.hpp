// An edit of the schedule as data: what is done, undone and sent.
#pragma once

#include "models/core/uuid.hpp"
#include "ui/supply/supply_field.hpp"

#include <string>
#include <vector>

namespace tidemark::ui {

struct SupplyFieldChange {
    SupplyField field = SupplyField::fuelType;
    std::string before = {};
    std::string after = {};

    friend bool operator==(const SupplyFieldChange&, const SupplyFieldChange&) = default;
};

/// What happens to one row. A created row has its fields in `after`, a removed one in `before`.
struct SupplyRowChange {
    enum class Kind { create, update, remove };
    Kind kind = Kind::update;
    Uuid id = {};
    std::vector<SupplyFieldChange> fields = {};

    friend bool operator==(const SupplyRowChange&, const SupplyRowChange&) = default;
};

/// One undo step.
struct SheetChange {
    std::vector<SupplyRowChange> rows = {};

    friend bool operator==(const SheetChange&, const SheetChange&) = default;
};

/// The change that takes `change` back.
[[nodiscard]] SheetChange inverted(const SheetChange& change);

} // namespace tidemark::ui
