// Why somebody may do something, or may not.
#pragma once

#include "ui/admin/platform_api.hpp"

#include <QWidget>

class QLineEdit;

namespace tidemark::ui {

class Button;
class Label;

/// One question about one permission of one person, answered in words.
class WhyCard final : public QWidget {
    Q_OBJECT

public:
    WhyCard(sync::AgentClient& agent, std::string userId, QWidget* parent = nullptr);

    /// Asks about this one.
    void ask(const std::string& permission);

private:
    void onAnswer(const PlatformAnswer& answer);

    sync::AgentClient& agent_;
    std::string userId_;
    QLineEdit* permission_ = nullptr;
    Button* ask_ = nullptr;
    Label* verdict_ = nullptr;
    Label* because_ = nullptr;
};

} // namespace tidemark::ui
