// The columns of the run list.
#pragma once

#include "sync/client/row_window_model.hpp"

#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::vector<sync::RowColumn> runColumns();

} // namespace tidemark::ui
