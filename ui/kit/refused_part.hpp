// What stands in place of something that the reader may not see.
#pragma once

#include <QString>

#include <functional>
#include <string>

class QWidget;

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// Words that name the permission which is missing.
[[nodiscard]] QWidget* refusalOf(const std::string& permission, QWidget* parent);

/// `make`, or the words of `refusalOf`.
[[nodiscard]] QWidget* orRefused(
    sync::AgentClient& agent,
    const std::string& permission,
    QWidget* parent,
    const std::function<QWidget*(QWidget* parent)>& make
);

} // namespace tidemark::ui
