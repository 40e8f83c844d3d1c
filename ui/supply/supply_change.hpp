// An edit of the schedule as data: what is done, undone and sent.
#pragma once

#include "models/core/uuid.hpp"
#include "ui/supply/supply_field.hpp"

#include <memory>
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
    /// The row as the person saw it, when somebody else has changed it since. Then the fields are
    /// written whatever they hold now, and the platform compares with what was seen.
    std::shared_ptr<const FuelSupply> seen = {};

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
