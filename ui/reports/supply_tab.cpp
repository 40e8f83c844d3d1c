#include "ui/reports/supply_tab.hpp"

#include "ui/grid/sheet_view.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/labels.hpp"
#include "ui/reports/news_bar.hpp"
#include "ui/reports/paste_preview.hpp"
#include "ui/reports/problems_panel.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

using namespace std::chrono_literals;

/// Good news pass by themselves and move nothing.
constexpr auto newsShownFor = 5s;

QString columnSetting(const QString& key)
{
    return QStringLiteral("supply/columns/") + key;
}

} // namespace

SupplyTab::SupplyTab(ReportSession& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , refreshSoon_(new QTimer(this))
    , newsSoon_(new QTimer(this))
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    lock_ = new Banner(this);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    column->addWidget(lock_);
    column->addWidget(banner_);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(tokens.px(14), tokens.px(8), tokens.px(12), tokens.px(8));
    tools->setSpacing(tokens.px(6));
    buildGrid();
    column->addWidget(new NewsBar(session, *view_, this));
    buildTools(tools);
    column->addLayout(tools);
    column->addWidget(view_, 1);
    problems_ = new ProblemsPanel(this);
    problems_->setSheet(&session.grid().sheet());
    column->addWidget(problems_);
    refreshSoon_->setSingleShot(true);
    refreshSoon_->setInterval(50);
    newsSoon_->setSingleShot(true);
    connect(newsSoon_, &QTimer::timeout, this, &SupplyTab::updateCounts);
    connectSession();
    showLock();
    updateCounts();
}

void SupplyTab::buildGrid()
{
    view_ = new SheetView(tr("Fuel supply schedule"), this);
    view_->setSheet(&session_.grid());
    const QSettings settings;
    const auto& columns = session_.grid().columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool isShown =
            settings.value(columnSetting(columns[i].key), columns[i].isShownFirst).toBool();
        view_->setColumnHidden(static_cast<int>(i), !isShown);
    }
    view_->fitColumns();
    view_->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(
        view_->horizontalHeader(),
        &QWidget::customContextMenuRequested,
        this,
        [this](const QPoint& at) {
            chooseColumns(view_->horizontalHeader()->viewport()->mapToGlobal(at));
        }
    );
    connect(view_, &SheetView::pasted, this, &SupplyTab::onPasted);
    connect(view_, &SheetView::refused, this, [this](const QString& cause) {
        banner_->say(Kind::warn, cause);
    });
    connect(view_, &SheetView::selectionTold, this, [this](int cells) {
        selectedCells_ = cells;
        updateCounts();
    });
}

void SupplyTab::buildTools(QHBoxLayout* row)
{
    auto* add = new Button(ButtonKind::quiet, tr("Add rows"), QStringLiteral("plus"), this);
    auto* menu = new QMenu(add);
    for (const int count : {1, 5, 10, 50}) {
        QAction* action =
            menu->addAction(count == 1 ? tr("1 row below") : tr("%1 rows below").arg(count));
        connect(action, &QAction::triggered, view_, [this, count] { view_->addRows(count); });
    }
    menu->addSeparator();
    QAction* remove = menu->addAction(tr("Delete selected rows\tCtrl+−"));
    connect(remove, &QAction::triggered, view_, &SheetView::removeSelectedRows);
    add->setMenu(menu);
    auto* preview =
        new Button(ButtonKind::quiet, tr("Paste preview"), QStringLiteral("clipboard-paste"), this);
    connect(preview, &QPushButton::clicked, this, &SupplyTab::previewPaste);
    auto* columns = new Button(ButtonKind::quiet, tr("Columns"), QStringLiteral("columns-3"), this);
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        chooseColumns(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    filter_ = new QLineEdit(this);
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter rows"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(
        icon(QStringLiteral("list-filter"), Tone::muted), QLineEdit::LeadingPosition
    );
    filter_->setMinimumWidth(Tokens::current().px(60));
    filter_->setMaximumWidth(Tokens::current().px(150));
    connect(filter_, &QLineEdit::textChanged, this, &SupplyTab::filterRows);
    counts_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    folded_ = new Label({}, TextStyle::strong, Tone::text, this);
    folded_->hide();
    for (QWidget* tool : std::initializer_list<QWidget*>{add, preview, columns, filter_})
        row->addWidget(tool);
    row->setStretchFactor(filter_, 2);
    row->addStretch(1);
    row->addWidget(counts_);
    row->addWidget(folded_);
    editTools_ = {add, preview};
}

void SupplyTab::connectSession()
{
    connect(&session_.grid(), &SupplyGridModel::figuresChanged, refreshSoon_, [this] {
        if (!refreshSoon_->isActive())
            refreshSoon_->start();
    });
    connect(refreshSoon_, &QTimer::timeout, this, [this] {
        problems_->refresh();
        updateCounts();
        if (!filter_->text().isEmpty())
            filterRows(filter_->text());
        Q_EMIT figuresChanged();
    });
    connect(problems_, &ProblemsPanel::chosen, this, [this](int row, int column) {
        view_->setColumnHidden(column, false);
        view_->goTo(row, column);
        view_->setFocus();
    });
    connect(problems_, &ProblemsPanel::nextWanted, this, &SupplyTab::goToNextProblem);
    connect(&session_.undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        if (index >= pastedAt_)
            return;
        pastedAt_ = 0;
        banner_->clear(); // What is said of a paste goes with the paste.
    });
    connect(&session_, &ReportSession::reportChanged, this, &SupplyTab::showLock);
    connect(&session_, &ReportSession::fieldsLeft, this, [this](int count) {
        banner_->say(
            Kind::info,
            count == 1 ? tr("1 cell was left as it is: somebody else has changed it since.")
                       : tr("%1 cells were left as they are: somebody else has changed them since.")
                             .arg(count)
        );
    });
    auto* next = new QShortcut(QKeySequence(Qt::Key_F8), this);
    connect(next, &QShortcut::activated, this, &SupplyTab::goToNextProblem);
}

void SupplyTab::goToNextProblem()
{
    problems_->refresh();
    const QModelIndex now = view_->currentIndex();
    const int problem = problems_->model().nextAfter(now.row(), now.column());
    if (problem < 0)
        return;
    const auto [row, column] = problems_->model().cellOf(problem);
    if (row < 0)
        return;
    view_->setColumnHidden(column, false);
    view_->setRowHidden(row, false);
    view_->goTo(row, column);
    view_->setFocus();
}

void SupplyTab::chooseColumns(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto& columns = session_.grid().columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].title.isEmpty())
            continue;
        const int column = static_cast<int>(i);
        QAction* action = menu->addAction(columns[i].title);
        action->setCheckable(true);
        action->setChecked(!view_->isColumnHidden(column));
        const QString key = columns[i].key;
        connect(action, &QAction::toggled, this, [this, column, key](bool isShown) {
            view_->setColumnHidden(column, !isShown);
            QSettings().setValue(columnSetting(key), isShown);
            view_->fitColumns();
        });
    }
    menu->popup(at);
}

void SupplyTab::filterRows(const QString& text)
{
    const SupplySheet& sheet = session_.grid().sheet();
    const QString wanted = text.trimmed();
    for (int row = 0; row < sheet.size(); ++row) {
        bool isShown = wanted.isEmpty();
        for (int column = 0; !isShown && column < session_.grid().columnCount(); ++column)
            isShown = session_.grid()
                          .index(row, column)
                          .data()
                          .toString()
                          .contains(wanted, Qt::CaseInsensitive);
        if (view_->isRowHidden(row) == isShown)
            view_->setRowHidden(row, !isShown);
    }
}

void SupplyTab::previewPaste()
{
    auto* dialog = new PastePreview(*view_, this);
    connect(dialog, &QDialog::accepted, view_, &SheetView::pasteClipboard);
    dialog->open();
}

void SupplyTab::updateCounts()
{
    const int rows = session_.grid().realRowCount();
    const QString all = rows == 1 ? tr("1 row") : tr("%1 rows").arg(formatNumber(rows));
    if (!newsSoon_->isActive())
        counts_->setText(tr("%1 · %2 selected").arg(all, formatNumber(selectedCells_)));
}

void SupplyTab::onPasted(int rows, bool byHeads, const QString& loss)
{
    const QString done =
        rows == 1 ? tr("1 row pasted.") : tr("%1 rows pasted.").arg(formatNumber(rows));
    pastedAt_ = session_.undoStack().index();
    const QString how = byHeads ? tr(" Columns were found by their heads.") : QString();
    if (!loss.isEmpty())
        banner_->say(Kind::warn, done + how, loss + u' ' + tr("Ctrl+Z takes the paste back."));
    else
        tell(done + how);
}

void SupplyTab::tell(const QString& news)
{
    banner_->clear();
    counts_->setText(news);
    newsSoon_->start(newsShownFor);
}

void SupplyTab::showLock()
{
    const QString why = session_.lockedBecause();
    if (why.isEmpty())
        lock_->clear();
    else
        lock_->say(Kind::info, why);
    for (Button* tool : editTools_) {
        tool->setEnabled(why.isEmpty());
        tool->setToolTip(why);
    }
    if (!why.isEmpty())
        banner_->clear();
    problems_->setLocked(!why.isEmpty());
}

void SupplyTab::setFoldedSummary(const QString& words)
{
    folded_->setText(words);
    folded_->setVisible(!words.isEmpty());
    counts_->setVisible(words.isEmpty());
}

} // namespace tidemark::ui
