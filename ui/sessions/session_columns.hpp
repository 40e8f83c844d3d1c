// The columns of devices, sessions and sign-ins.
#pragma once

#include "sync/client/row_window_model.hpp"

namespace tidemark::ui {

/// Of the lines of one person's devices.
[[nodiscard]] std::vector<sync::RowColumn> deviceColumns();
/// Of all sessions of the tenant.
[[nodiscard]] std::vector<sync::RowColumn> sessionColumns();
/// Of attempts to sign in.
[[nodiscard]] std::vector<sync::RowColumn> signInColumns();

} // namespace tidemark::ui
