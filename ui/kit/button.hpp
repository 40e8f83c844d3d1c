// Push buttons in the four weights of the look.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QPushButton>

namespace tidemark::ui {

/// How much a button weighs. A page has at most one primary.
enum class ButtonKind { normal, primary, quiet, danger };

/// A push button that the Style draws by its kind. Without text it is square, and `label` is its
/// accessible name and tool tip.
class Button final : public QPushButton {
    Q_OBJECT

public:
    Button(
        ButtonKind kind,
        const QString& label,
        const QString& iconName = {},
        QWidget* parent = nullptr
    );

    /// A button that shows only its icon.
    [[nodiscard]] static Button* iconOnly(
        ButtonKind kind, const QString& label, const QString& iconName, QWidget* parent = nullptr
    );

    [[nodiscard]] ButtonKind kind() const { return kind_; }
    void setKind(ButtonKind kind);
    [[nodiscard]] const QString& iconName() const { return iconName_; }
    void setIconName(const QString& name);

private:
    ButtonKind kind_;
    QString iconName_ = {};
};

} // namespace tidemark::ui
