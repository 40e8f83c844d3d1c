#include "ui/kit/table_view.hpp"

#include "sync/client/row_window_model.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/tokens.hpp"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace tidemark::ui {
namespace {

constexpr int stretchingLeast = 160;
constexpr double squeezeMost = 0.88;
/// Tighter than this, an optional column gives way first.
constexpr double squeezeWithAll = 0.94;

} // namespace

TableView::TableView(const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    horizontalHeader()->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    verticalHeader()->setAccessibleName(tr("Rows of %1").arg(accessibleName));
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(24);
    connect(this, &QTableView::doubleClicked, this, &TableView::opened);
    applyTokens();
}

void TableView::setRowModel(sync::RowWindowModel* model)
{
    rowModel_ = model;
    // Without an indicator set first, enabling sorting would sort by the last column.
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setModel(model);
    setSortingEnabled(true);
    connect(model, &sync::RowWindowModel::loaded, this, &TableView::updateEmptyState);
    connect(model, &sync::RowWindowModel::totalChanged, this, &TableView::updateEmptyState);
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::tellVisibleRows);
    layoutColumns();
    tellVisibleRows();
}

void TableView::setColumnWidths(std::initializer_list<int> widths)
{
    widths_ = widths;
    layoutColumns();
}

void TableView::setOptionalColumns(std::initializer_list<int> columns)
{
    optional_ = columns;
    layoutColumns();
}

void TableView::setEmptyState(EmptyState* emptyState)
{
    emptyState_ = emptyState;
    emptyState_->setParent(viewport());
    emptyState_->hide();
    updateEmptyState();
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid() && state() != EditingState) {
        Q_EMIT opened(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
    tellVisibleRows();
    updateEmptyState();
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyTokens();
}

void TableView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0)
        tellVisibleRows();
}

void TableView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    layoutColumns();
    tellVisibleRows();
    updateEmptyState();
}

void TableView::applyTokens()
{
    const Tokens& tokens = Tokens::current();
    verticalHeader()->setMinimumSectionSize(tokens.px(length::row));
    verticalHeader()->setDefaultSectionSize(tokens.px(length::row));
    horizontalHeader()->setFixedHeight(tokens.px(length::row));
    layoutColumns();
}

int TableView::wantedWidth(int column) const
{
    const int given = widths_.at(column) == 0 ? stretchingLeast : widths_.at(column);
    return qMax(Tokens::current().px(given), horizontalHeader()->sectionSizeHint(column));
}

void TableView::hideOptionalColumns(int room)
{
    int wanted = 0;
    for (int i = 0; i < qMin<int>(static_cast<int>(widths_.size()), model()->columnCount()); ++i)
        wanted += wantedWidth(i);
    for (const int column : optional_) {
        const bool isTooWide = wanted * squeezeWithAll > room;
        setColumnHidden(column, isTooWide);
        if (isTooWide)
            wanted -= wantedWidth(column);
    }
}

void TableView::layoutColumns()
{
    if (model() == nullptr || widths_.isEmpty())
        return;
    const int room = viewport()->width();
    hideOptionalColumns(room);
    int stretching = -1;
    int first = -1;
    int wanted = 0;
    const int columns = qMin<int>(static_cast<int>(widths_.size()), model()->columnCount());
    for (int i = 0; i < columns; ++i) {
        if (isColumnHidden(i))
            continue;
        if (first < 0)
            first = i;
        if (widths_.at(i) == 0)
            stretching = i;
        wanted += wantedWidth(i);
    }
    if (stretching < 0)
        stretching = first;
    // A little too wide is squeezed in; only what would be cut badly gets a scroll bar.
    const double share = qBound(squeezeMost, double(room) / qMax(1, wanted), 1.0);
    int taken = 0;
    for (int i = 0; i < columns; ++i) {
        if (i == stretching || isColumnHidden(i))
            continue;
        const int squeezed = static_cast<int>(wantedWidth(i) * share);
        const int width = qMax(squeezed, horizontalHeader()->sectionSizeHint(i));
        setColumnWidth(i, width);
        taken += width;
    }
    if (stretching >= 0) {
        const int least = static_cast<int>(wantedWidth(stretching) * share);
        setColumnWidth(stretching, qMax(least, room - taken));
    }
}

void TableView::tellVisibleRows()
{
    if (rowModel_ == nullptr)
        return;
    const int first = qMax(0, rowAt(0));
    const int perScreen = viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize());
    rowModel_->setVisibleRows(first, first + perScreen + 1);
}

void TableView::updateEmptyState()
{
    if (emptyState_ == nullptr)
        return;
    const bool isLoading = rowModel_ != nullptr && rowModel_->isFirstLoad();
    const bool isEmpty = model() != nullptr && model()->rowCount() == 0 && !isLoading;
    emptyState_->setGeometry(viewport()->rect());
    emptyState_->setVisible(isEmpty);
}

} // namespace tidemark::ui
