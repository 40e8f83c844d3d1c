#include "ui/kit/empty_state.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    symbol_ = new Symbol({}, Tone::faint, 28, this);
    heading_ = new Label({}, TextStyle::strong, Tone::text, this);
    explanation_ = new Label({}, TextStyle::body, Tone::muted, this);
    explanation_->setWordWrap(true);
    explanation_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    explanation_->setFixedWidth(tokens.px(380));
    action_ = new Button(ButtonKind::normal, {}, {}, this);
    action_->hide();
    connect(action_, &Button::clicked, this, &EmptyState::actionTriggered);

    auto* column = new QVBoxLayout(this);
    column->setSpacing(tokens.px(length::grid));
    column->addStretch(2);
    column->addWidget(symbol_, 0, Qt::AlignHCenter);
    column->addWidget(heading_, 0, Qt::AlignHCenter);
    // Stretches instead of an alignment: an aligned label does not grow with its wrapped text.
    auto* wrapped = new QHBoxLayout;
    wrapped->addStretch(1);
    wrapped->addWidget(explanation_);
    wrapped->addStretch(1);
    column->addLayout(wrapped);
    column->addSpacing(tokens.px(length::half));
    column->addWidget(action_, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setWords(
    const QString& iconName, const QString& heading, const QString& explanation
)
{
    symbol_->setSymbol(iconName, Tone::faint);
    heading_->setText(heading);
    explanation_->setText(explanation);
}

void EmptyState::setAction(const QString& label, const QString& iconName)
{
    action_->setText(label);
    action_->setIconName(iconName);
    action_->setVisible(!label.isEmpty());
}

} // namespace tidemark::ui
