#include "ui/sync/bulk_actions.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/sync/pending_source.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

BulkActions::BulkActions(PendingSource& source, Prompter& prompter, QWidget* parent)
    : QWidget(parent)
    , source_(source)
    , prompter_(prompter)
{
    heading_ = new Label({}, TextStyle::strong, Tone::text, this);
    heading_->setWordWrap(true);
    auto* retry =
        new Button(ButtonKind::normal, tr("Try all again"), QStringLiteral("rotate-ccw"), this);
    auto* save =
        new Button(ButtonKind::normal, tr("Export these…"), QStringLiteral("download"), this);
    auto* drop =
        new Button(ButtonKind::danger, tr("Discard these…"), QStringLiteral("trash-2"), this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::current().px(length::grid));
    column->addWidget(heading_);
    for (Button* button : {retry, save, drop})
        column->addWidget(button, 0, Qt::AlignLeading);
    connect(retry, &QAbstractButton::clicked, this, [this] { source_.retryAll(mids_); });
    connect(save, &QAbstractButton::clicked, this, [this] { Q_EMIT exportWanted(mids_); });
    connect(drop, &QAbstractButton::clicked, this, &BulkActions::discard);
}

void BulkActions::setMids(std::vector<std::int64_t> mids)
{
    mids_ = std::move(mids);
    heading_->setText(tr("%n change(s) selected", nullptr, static_cast<int>(mids_.size())));
}

void BulkActions::discard()
{
    const int count = static_cast<int>(mids_.size());
    const Question question{
        tr("Discard %n change(s)?", nullptr, count),
        tr("They are removed from this device and never sent. The platform keeps what it has. "
           "Export them first if you may want them again."),
        tr("Discard"),
        true};
    prompter_.confirm(this, question, [this, mids = mids_](bool isAgreed) {
        if (isAgreed)
            source_.discardAll(mids);
    });
}

} // namespace tidemark::ui
