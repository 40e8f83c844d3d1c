// The pages of people, roles, sessions, the customer portal and single sign-on.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::vector<PageEntry> accessPages();

} // namespace tidemark::ui
