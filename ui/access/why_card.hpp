// Why somebody may do something, or may not.
#pragma once

#include "ui/admin/platform_api.hpp"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace tidemark::ui {

class Button;
class Label;
class RowPicker;

/// One question about one permission of one person, on any row or on a chosen one, answered in
/// words.
class WhyCard final : public QWidget {
    Q_OBJECT

public:
    WhyCard(sync::AgentClient& agent, std::string userId, QWidget* parent = nullptr);

    /// Asks about this one.
    void ask(const std::string& permission);

private:
    /// Offers the rows that the typed permission is about, where people can name them.
    void offerRows();
    void onAnswer(const PlatformAnswer& answer);

    sync::AgentClient& agent_;
    std::string userId_;
    std::string resource_ = {}; ///< Whose rows are offered.
    QLineEdit* permission_ = nullptr;
    QVBoxLayout* rowPlace_ = nullptr;
    RowPicker* row_ = nullptr; ///< Null: the permission is about no row that can be named.
    Button* ask_ = nullptr;
    Label* verdict_ = nullptr;
    Label* because_ = nullptr;
};

} // namespace tidemark::ui
