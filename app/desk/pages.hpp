// All pages of the desk.
#pragma once

#include "ui/kit/page.hpp"

#include <vector>

namespace tidemark::ui {
class IdleLock;
class ThemeControl;
} // namespace tidemark::ui

namespace tidemark::desk {

/// In the order of the rail.
[[nodiscard]] std::vector<ui::PageEntry> allPages(ui::ThemeControl& theme, ui::IdleLock& idleLock);
/// What quick open finds besides pages.
[[nodiscard]] std::vector<ui::QuickOpenSource> quickOpenSources(sync::AgentClient& agent);

} // namespace tidemark::desk
