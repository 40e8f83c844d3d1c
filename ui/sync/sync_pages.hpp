// The pages of sync, for the shell.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {

/// Needs you, pending changes, work set aside, sync details, sync activity, diagnostics.
[[nodiscard]] std::vector<PageEntry> syncPages();

} // namespace tidemark::ui
