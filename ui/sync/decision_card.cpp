#include "ui/sync/decision_card.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tidemark::ui {

DecisionCard::DecisionCard(QWidget* parent)
    : QWidget(parent)
{
    title_ = new ElidedLabel({}, TextStyle::title, Tone::text, this);
    words_ = new Label({}, TextStyle::body, Tone::muted, this);
    words_->setWordWrap(true);
    undo_ = new Button(ButtonKind::normal, tr("Undo"), QStringLiteral("undo-2"), this);
    connect(undo_, &QAbstractButton::clicked, this, [this] { Q_EMIT undoWanted(batch_); });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(undo_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::current().px(12));
    column->addWidget(title_);
    column->addWidget(words_);
    column->addLayout(buttons);
}

void DecisionCard::setDecision(const Decision& decision)
{
    batch_ = decision.batch;
    title_->setText(rowTitle(decision.first));
    const QString when = decision.at ? formatAge(*decision.at) : QString();
    words_->setText(
        tr("%n field(s) decided %1.", nullptr, decision.fields).arg(when) + u' ' +
        tr("What was before, yours and theirs are kept for two weeks. After an undo the conflicts "
           "are open again, and what the platform has taken of your decision gets theirs back.")
    );
}

} // namespace tidemark::ui
