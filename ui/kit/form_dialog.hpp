// A small form over the window.
#pragma once

#include "models/core/fault.hpp"
#include "ui/kit/button.hpp"

#include <QDialog>

class QGridLayout;

namespace tidemark::ui {

class Banner;
class Label;

/// Heading, explanation, named fields, what went wrong, and two buttons. `agreed` asks for the
/// deed; the dialog stays open until `accept`, so that a refusal finds everything as it was typed.
/// Ctrl+Enter agrees, Escape leaves.
class FormDialog : public QDialog {
    Q_OBJECT

public:
    /// `agree` is the word of the deed: "Create", never "OK".
    FormDialog(
        const QString& heading,
        const QString& agree,
        QWidget* parent,
        ButtonKind kind = ButtonKind::primary
    );

    void setExplanation(const QString& text);
    /// A field behind its name, with a hint below it where one is given.
    void addField(const QString& name, QWidget* field, const QString& hint = {});
    /// Something over the whole width.
    void addWide(QWidget* part, int stretch = 0);
    /// No word on the button that leaves but "Close", and none that agrees.
    void setOnlyCloses();
    [[nodiscard]] Button& agreeButton() { return *agree_; }
    [[nodiscard]] Banner& banner() { return *banner_; }
    /// While the deed is under way.
    void setBusy(bool isBusy);
    /// The deed failed: says so and lets the person go on.
    void fail(const Fault& fault);

Q_SIGNALS:
    void agreed();

private:
    Label* explanation_ = nullptr;
    Banner* banner_ = nullptr;
    QGridLayout* fields_ = nullptr;
    Button* agree_ = nullptr;
    Button* leave_ = nullptr;
};

} // namespace tidemark::ui
