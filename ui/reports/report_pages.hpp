// The pages of compliance reports, as the shell takes them.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

/// The list in the rail, and the workbench of one report (`{"report", "<id>"}`).
[[nodiscard]] std::vector<PageEntry> reportPages();

} // namespace tidemark::ui
