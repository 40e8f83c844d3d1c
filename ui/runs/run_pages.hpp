// The pages of this feature, for the desk to give to the shell.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {

/// The run list (`runs`) and the watch of one run (`run`).
[[nodiscard]] std::vector<PageEntry> runPages();

} // namespace tidemark::ui
