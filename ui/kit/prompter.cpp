#include "ui/kit/prompter.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QDialog>
#include <QPointer>
#include <QVBoxLayout>

namespace tidemark::ui {

void DialogPrompter::confirm(
    QWidget* context, const Question& question, std::function<void(bool isAgreed)> then
)
{
    const Tokens& tokens = Tokens::current();
    auto* dialog = new QDialog(context->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(question.heading);
    dialog->setAccessibleDescription(question.text);

    auto* heading = new Label(question.heading, TextStyle::title, Tone::text, dialog);
    heading->setWordWrap(true);
    auto* text = new Label(question.text, TextStyle::body, Tone::muted, dialog);
    text->setWordWrap(true);
    text->setMinimumWidth(tokens.px(360));
    const auto weight = question.isDestructive ? ButtonKind::danger : ButtonKind::primary;
    auto* agree = new Button(weight, question.action, {}, dialog);
    auto* cancel = new Button(ButtonKind::normal, QDialog::tr("Cancel"), {}, dialog);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(agree);
    auto* column = new QVBoxLayout(dialog);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(length::grid));
    column->addWidget(heading);
    column->addWidget(text);
    column->addSpacing(tokens.px(length::grid));
    column->addLayout(buttons);

    QObject::connect(agree, &Button::clicked, dialog, &QDialog::accept);
    QObject::connect(cancel, &Button::clicked, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::finished, context, [then = std::move(then)](int result) {
        then(result == QDialog::Accepted);
    });
    // What destroys is never one stray Enter away.
    (question.isDestructive ? cancel : agree)->setDefault(true);
    (question.isDestructive ? cancel : agree)->setFocus();
    dialog->open();
}

} // namespace tidemark::ui
