// The pages of people, roles and sessions.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::vector<PageEntry> accessPages();

} // namespace tidemark::ui
