// What somebody has typed into a window and not saved.
#pragma once

#include <boost/json/array.hpp>

class QWidget;

namespace tidemark::ui {

/// `[{name, text}]` of the fields that a person changed, in the order of the window. Passwords are
/// never among them.
[[nodiscard]] boost::json::array typedIn(const QWidget& window);

} // namespace tidemark::ui
