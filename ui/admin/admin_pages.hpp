// The pages of API keys, tenant settings and recovery.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::vector<PageEntry> adminPages();

} // namespace tidemark::ui
