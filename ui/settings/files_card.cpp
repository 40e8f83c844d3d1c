#include "ui/settings/files_card.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr qint64 gigabyte = 1024LL * 1024 * 1024;
constexpr int budgets[] = {1, 2, 5, 10, 20, 50};

qint64 numberOf(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

} // namespace

FilesCard::FilesCard(sync::AgentClient& agent, QWidget* parent)
    : Card(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Files of reports"), TextStyle::strong, Tone::text, this));
    banner_ = new Banner(this);
    column->addWidget(banner_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(20));
    grid->setVerticalSpacing(tokens.px(10));
    grid->setColumnMinimumWidth(0, tokens.px(150));
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    grid->addWidget(new Label(tr("On this device"), TextStyle::body, Tone::muted, this), 0, 0);
    room_ = new Label({}, TextStyle::body, Tone::text, this);
    room_->setWordWrap(true);
    grid->addWidget(room_, 0, 1);
    budget_ = new QComboBox(this);
    budget_->setAccessibleName(tr("Room for files"));
    for (const int size : budgets)
        budget_->addItem(tr("At most %1").arg(formatBytes(size * gigabyte)), size * gigabyte);
    grid->addWidget(budget_, 1, 1, Qt::AlignLeading);
    auto* note = new Label(
        tr("Above that, files unused for longest go. Never files of reports that you keep on this "
           "device, nor what the platform does not have."),
        TextStyle::secondary,
        Tone::muted,
        this
    );
    note->setWordWrap(true);
    column->addWidget(note);
    connect(budget_, &QComboBox::activated, this, [this](int row) {
        ask({{"bytes", budget_->itemData(row).toLongLong()}});
    });
}

void FilesCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    ask({});
}

void FilesCard::ask(json::object params)
{
    const auto reply = [this](const Result<json::value>& answer) {
        if (!answer)
            banner_->say(answer.error());
        else if (answer->is_object())
            showFigures(answer->get_object());
    };
    agent_.call("blobs.budget", std::move(params), this, reply);
}

void FilesCard::showFigures(const json::object& figures)
{
    banner_->clear();
    const qint64 budget = numberOf(figures, "budgetBytes");
    QString words =
        tr("%1 of %2").arg(formatBytes(numberOf(figures, "usedBytes")), formatBytes(budget));
    if (const qint64 pinned = numberOf(figures, "pinnedBytes"); pinned > 0)
        words += QStringLiteral(" · ") + tr("%1 of reports that you keep").arg(formatBytes(pinned));
    room_->setText(words);
    if (budget_->findData(budget) < 0)
        budget_->addItem(tr("At most %1").arg(formatBytes(budget)), budget);
    budget_->setCurrentIndex(budget_->findData(budget));
}

} // namespace tidemark::ui
