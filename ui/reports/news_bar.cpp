#include "ui/reports/news_bar.hpp"

#include "ui/grid/sheet_view.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/reports/news_lines.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

constexpr int linesShownMost = 5;
constexpr int placesNamedMost = 3;
constexpr int tickMs = 5'000; ///< "20 s ago" moves on.

/// Reached by Tab, but a click leaves the focus in the cell that is being typed.
Button* quietButton(const QString& label, QWidget* parent)
{
    auto* button = new Button(ButtonKind::normal, label, {}, parent);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

bool touches(const ReportNews& news, const SheetChange& mine)
{
    std::set<Uuid> ids;
    for (const SupplyRowChange& row : mine.rows)
        ids.insert(row.id);
    return news.fieldCount(ids) > 0;
}

} // namespace

NewsBar::NewsBar(ReportSession& session, SheetView& view, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , view_(view)
    , news_(session.agent())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    for (auto* button : banner_->findChildren<Button*>())
        button->setFocusPolicy(Qt::TabFocus);
    column->addWidget(banner_);
    buildDetails();
    column->addWidget(details_);
    connect(undo_, &QAbstractButton::clicked, this, [this] {
        session_.undoMine(*merged_);
        dismiss();
    });
    connect(banner_, &Banner::actionTriggered, this, [this] {
        session_.grid().typedNews() && !isMerging_ ? mergeNow() : toggleDetails();
    });
    connect(banner_, &Banner::dismissed, this, &NewsBar::dismiss);
    connect(&session_, &ReportSession::changedElsewhere, this, &NewsBar::onNews);
    connect(&session_, &ReportSession::merged, this, &NewsBar::onMerged);
    connect(&view_, &SheetView::typingMoved, this, &NewsBar::onTyping);
    connect(&news_, &ReportNews::changed, this, &NewsBar::refresh);
    connect(&tick_, &QTimer::timeout, this, &NewsBar::sayNews);
    auto* merge = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_M), &view_);
    merge->setContext(Qt::WidgetWithChildrenShortcut);
    connect(merge, &QShortcut::activated, this, &NewsBar::mergeNow);
    tick_.setInterval(tickMs);
    hide();
}

void NewsBar::buildDetails()
{
    const Tokens& tokens = Tokens::current();
    details_ = new QWidget(this);
    lines_ = new QStandardItemModel(0, newsColumns, this);
    table_ = new TableView(tr("What others changed"), details_);
    table_->setModel(lines_);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setColumnWidths({44, 100, 110, 110, 0, 110});
    outcome_ = new Label({}, TextStyle::body, Tone::text, details_);
    outcome_->setWordWrap(true);
    undo_ = quietButton(tr("Undo mine"), details_);
    undo_->setToolTip(tr("Takes back what you changed and leaves what they changed"));
    takeMine_ = quietButton({}, details_);
    takeTheirs_ = quietButton(tr("Take theirs"), details_);
    connect(takeMine_, &QAbstractButton::clicked, this, [this] { decide(true); });
    connect(takeTheirs_, &QAbstractButton::clicked, this, [this] { decide(false); });
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(
        tokens.px(length::pageMargin), tokens.px(6), tokens.px(12), tokens.px(6)
    );
    foot->setSpacing(tokens.px(length::grid));
    foot->addWidget(outcome_, 1);
    foot->addWidget(undo_);
    foot->addWidget(takeMine_);
    foot->addWidget(takeTheirs_);
    auto* column = new QVBoxLayout(details_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(table_);
    column->addLayout(foot);
    details_->hide();
}

void NewsBar::onNews(const SheetChange& change)
{
    news_.add(change);
    if (awaited_ && touches(news_, *awaited_))
        onMerged(*std::exchange(awaited_, {}));
}

void NewsBar::onMerged(const SheetChange& mine)
{
    // Their part comes before the answer or after it; or it had been seen long before.
    if (touches(news_, mine))
        merged_ = mine;
    else
        awaited_ = mine;
    refresh();
}

void NewsBar::onTyping(const QModelIndex&)
{
    isMerging_ = false;
    refresh();
}

void NewsBar::dismiss()
{
    merged_.reset();
    awaited_.reset();
    isMerging_ = false;
    details_->hide();
    news_.clear();
}

void NewsBar::refresh()
{
    const bool isShown = !news_.isEmpty();
    const bool hasTypedNews = isShown && session_.grid().typedNews().has_value();
    setVisible(isShown);
    if (!isShown) {
        tick_.stop();
        banner_->clear();
        return;
    }
    isMerging_ = isMerging_ && hasTypedNews;
    details_->setVisible(!details_->isHidden() || isMerging_);
    banner_->setAction(
        hasTypedNews && !isMerging_ ? tr("Merge now")
        : details_->isHidden()      ? tr("See")
                                    : tr("Hide")
    );
    undo_->setVisible(merged_.has_value());
    sayNews();
    fillDetails();
    tick_.start();
}

void NewsBar::sayNews()
{
    const int fields = news_.fieldCount();
    const QString who = news_.who();
    const QString when = formatAge(news_.at());
    int added = 0, deleted = 0;
    for (const SupplyRowChange& row : news_.change().rows) {
        added += row.kind == SupplyRowChange::Kind::create ? 1 : 0;
        deleted += row.kind == SupplyRowChange::Kind::remove ? 1 : 0;
    }
    QStringList sentences;
    if (merged_)
        sentences << tr("Merged with the changes of %1 (%n field(s)).", nullptr, fields).arg(who);
    else if (fields > 0)
        sentences << tr("%1 changed %n field(s) %2.", nullptr, fields).arg(who, when);
    if (added > 0)
        sentences << tr("%1 added %n row(s) %2.", nullptr, added).arg(who, when);
    if (deleted > 0)
        sentences << tr("%1 deleted %n row(s) %2.", nullptr, deleted).arg(who, when);
    const auto typed = session_.grid().typedNews();
    QString below = places();
    if (typed && typed->kind == SupplyRowChange::Kind::remove)
        below = tr("The row that you type into was deleted. What you type is kept.");
    else if (typed)
        below += tr(" A newer version of the row that you type into exists; what you type is "
                    "kept. Ctrl+M merges.");
    banner_->say(Kind::info, sentences.join(u' '), below);
}

QString NewsBar::places() const
{
    QStringList named;
    int rows = 0;
    for (const SupplyRowChange& row : news_.change().rows) {
        const std::optional<int> at = session_.grid().sheet().find(row.id);
        if (!at || row.kind != SupplyRowChange::Kind::update || rows++ >= placesNamedMost)
            continue;
        QStringList fields;
        for (const SupplyFieldChange& field : row.fields)
            fields << newsField(field.field);
        named
            << tr("row %1: %2").arg(QLocale().toString(*at + 1), fields.join(QLatin1String(", ")));
    }
    if (rows > placesNamedMost)
        named << tr("%n more row(s)", nullptr, rows - placesNamedMost);
    QString words = named.join(QLatin1String("; "));
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words.isEmpty() ? words : words + u'.';
}

void NewsBar::fillDetails()
{
    if (details_->isHidden())
        return;
    const auto typed = session_.grid().typedNews();
    const QModelIndex cell = typed ? view_.currentIndex() : QModelIndex();
    const std::optional<QString> value = typed ? view_.typedValue() : std::nullopt;
    fillNewsLines(*lines_, session_.grid(), news_.change(), {cell, value, isMerging_});
    table_->horizontalHeader()->setSectionHidden(newsColumns - 1, !isMerging_);
    const int lines = std::clamp(lines_->rowCount(), 1, linesShownMost);
    table_->setFixedHeight(Tokens::current().px(length::row) * (lines + 1) + 2);
    const bool isOffered = isMerging_ && value.has_value();
    takeMine_->setVisible(isOffered);
    takeTheirs_->setVisible(isOffered);
    outcome_->clear();
    if (!isMerging_)
        return;
    const bool isClean = value && session_.grid().typedMerge(cell.column(), *value).isClean();
    takeMine_->setText(isClean ? tr("Merge") : tr("Keep what I type"));
    takeTheirs_->setVisible(isOffered && !isClean);
    outcome_->setText(
        !value    ? tr("What you type does not fit the column yet.")
        : isClean ? tr("Their changes and what you type go together.")
                  : tr("Both of you changed this cell. Nothing is chosen for you.")
    );
}

void NewsBar::toggleDetails()
{
    details_->setVisible(details_->isHidden());
    isMerging_ = isMerging_ && !details_->isHidden();
    refresh();
}

void NewsBar::mergeNow()
{
    const auto typed = session_.grid().typedNews();
    if (!typed || typed->kind == SupplyRowChange::Kind::remove)
        return;
    isMerging_ = true;
    details_->show();
    refresh();
}

void NewsBar::decide(bool isMine)
{
    if (!isMine)
        view_.retype();
    session_.grid().acceptTypedNews();
    dismiss();
}

} // namespace tidemark::ui
