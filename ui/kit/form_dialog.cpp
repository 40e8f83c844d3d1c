#include "ui/kit/form_dialog.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/labels.hpp"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {

FormDialog::FormDialog(
    const QString& heading, const QString& agree, QWidget* parent, ButtonKind kind
)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(heading);
    auto* title = new Label(heading, TextStyle::title, Tone::text, this);
    title->setWordWrap(true);
    explanation_ = new Label({}, TextStyle::body, Tone::muted, this);
    explanation_->setWordWrap(true);
    explanation_->hide();
    banner_ = new Banner(this);
    fields_ = new QGridLayout;
    fields_->setHorizontalSpacing(tokens.px(16));
    fields_->setVerticalSpacing(tokens.px(8));
    fields_->setColumnStretch(1, 1);
    agree_ = new Button(kind, agree, {}, this);
    leave_ = new Button(ButtonKind::normal, tr("Cancel"), {}, this);
    leave_->setAutoDefault(false);
    agree_->setToolTip(QStringLiteral("%1 (%2)").arg(
        agree, QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)
    ));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    buttons->addWidget(leave_);
    buttons->addWidget(agree_);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(18);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(title);
    column->addWidget(explanation_);
    column->addWidget(banner_);
    column->addLayout(fields_);
    column->addLayout(buttons);
    setMinimumWidth(tokens.px(460));
    connect(agree_, &QAbstractButton::clicked, this, &FormDialog::agreed);
    connect(leave_, &QAbstractButton::clicked, this, &QDialog::reject);
    auto* keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(keys, &QShortcut::activated, agree_, &QAbstractButton::click);
    if (kind == ButtonKind::danger)
        agree_->setAutoDefault(false);
}

void FormDialog::setExplanation(const QString& text)
{
    explanation_->setText(text);
    explanation_->setVisible(!text.isEmpty());
}

void FormDialog::addField(const QString& name, QWidget* field, const QString& hint)
{
    auto* label = new Label(name, TextStyle::body, Tone::muted, this);
    label->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(name);
    const int row = fields_->rowCount();
    fields_->addWidget(label, row, 0, Qt::AlignVCenter);
    fields_->addWidget(field, row, 1);
    if (hint.isEmpty())
        return;
    auto* words = new Label(hint, TextStyle::secondary, Tone::muted, this);
    words->setWordWrap(true);
    field->setAccessibleDescription(hint);
    fields_->addWidget(words, row + 1, 1);
}

void FormDialog::addWide(QWidget* part, int stretch)
{
    const int row = fields_->rowCount();
    fields_->addWidget(part, row, 0, 1, 2);
    fields_->setRowStretch(row, stretch);
}

void FormDialog::setOnlyCloses()
{
    agree_->hide();
    leave_->setText(tr("Close"));
    leave_->setDefault(true);
}

void FormDialog::setBusy(bool isBusy)
{
    agree_->setEnabled(!isBusy);
    if (isBusy)
        banner_->clear();
}

void FormDialog::fail(const Fault& fault)
{
    setBusy(false);
    banner_->say(fault);
}

} // namespace tidemark::ui
