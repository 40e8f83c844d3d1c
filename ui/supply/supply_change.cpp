#include "ui/supply/supply_change.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::ui {

SheetChange inverted(const SheetChange& change)
{
    SheetChange back = change;
    std::reverse(back.rows.begin(), back.rows.end());
    for (RowChange& row : back.rows) {
        if (row.kind == RowChange::Kind::create)
            row.kind = RowChange::Kind::remove;
        else if (row.kind == RowChange::Kind::remove)
            row.kind = RowChange::Kind::create;
        for (FieldChange& field : row.fields)
            std::swap(field.before, field.after);
    }
    return back;
}

} // namespace tidemark::ui
