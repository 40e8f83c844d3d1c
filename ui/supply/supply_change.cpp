#include "ui/supply/supply_change.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::ui {

SheetChange inverted(const SheetChange& change)
{
    SheetChange back = change;
    std::reverse(back.rows.begin(), back.rows.end());
    for (SupplyRowChange& row : back.rows) {
        if (row.kind == SupplyRowChange::Kind::create)
            row.kind = SupplyRowChange::Kind::remove;
        else if (row.kind == SupplyRowChange::Kind::remove)
            row.kind = SupplyRowChange::Kind::create;
        for (SupplyFieldChange& field : row.fields)
            std::swap(field.before, field.after);
    }
    return back;
}

} // namespace tidemark::ui
