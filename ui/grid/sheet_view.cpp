#include "ui/grid/sheet_view.hpp"

#include "ui/grid/frozen_column.hpp"
#include "ui/grid/sheet_delegate.hpp"

#include <QAbstractButton>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace tidemark::ui {

namespace {

bool isWalk(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        return !event.modifiers().testFlag(Qt::AltModifier);
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return true;
    default:
        return false;
    }
}

} // namespace

SheetView::SheetView(const QString& accessibleName, QWidget* parent)
    : QTableView(parent)
    , delegate_(new SheetDelegate(this))
    , frozen_(new FrozenColumn(*this))
{
    setAccessibleName(accessibleName);
    horizontalHeader()->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    verticalHeader()->setAccessibleName(tr("Rows of %1").arg(accessibleName));
    setItemDelegate(delegate_);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setEditTriggers(
        QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed |
        QAbstractItemView::DoubleClicked
    );
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->setHighlightSections(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        isSizedByReader_ = isSizedByReader_ || (!isFitting_ && isVisible() && sheet_ != nullptr &&
                                                QGuiApplication::mouseButtons() != Qt::NoButton);
    });
    if (auto* corner = findChild<QAbstractButton*>())
        corner->setAccessibleName(tr("Select all cells"));
    connect(delegate_, &SheetDelegate::leftBy, this, &SheetView::moveBy);
    connect(delegate_, &SheetDelegate::refused, this, &SheetView::refused);
    connect(delegate_, &SheetDelegate::landedAt, this, [this](int row) {
        goTo(row, currentIndex().column());
    });
    connect(frozen_, &FrozenColumn::pressed, this, &SheetView::goTo);
    for (const QHeaderView* head : {horizontalHeader(), verticalHeader()}) {
        connect(head, &QHeaderView::sectionResized, frozen_, &FrozenColumn::follow);
        connect(head, &QHeaderView::sectionMoved, frozen_, &FrozenColumn::follow);
    }
    applyTokens();
}

void SheetView::setSheet(SheetModel* sheet)
{
    sheet_ = sheet;
    setModel(sheet);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(sheet, &QAbstractItemModel::dataChanged, frozen_, repaint);
    connect(sheet, &QAbstractItemModel::rowsInserted, frozen_, repaint);
    connect(sheet, &QAbstractItemModel::rowsRemoved, frozen_, repaint);
    connect(sheet, &QAbstractItemModel::modelReset, frozen_, repaint);
    fitColumns();
    goTo(0, 0);
}

void SheetView::applyTokens()
{
    const Tokens& tokens = Tokens::current();
    setFont(tokens.body());
    verticalHeader()->setMinimumSectionSize(tokens.px(length::row));
    verticalHeader()->setDefaultSectionSize(tokens.px(length::row));
    verticalHeader()->setFixedWidth(tokens.px(40));
    horizontalHeader()->setFixedHeight(tokens.px(length::row));
    fitColumns();
}

void SheetView::fitColumns()
{
    if (sheet_ == nullptr || isSizedByReader_)
        return;
    const Tokens& tokens = Tokens::current();
    const std::vector<int> shown = shownColumns();
    const auto about = [this](int column) -> const SheetColumn& {
        return sheet_->columns()[static_cast<std::size_t>(column)];
    };
    // A head is never cut: words of another language may need more than the column's values.
    const QFontMetrics words(tokens.secondary());
    const auto widthOf = [&](int column) {
        const SheetColumn& of = about(column);
        const int head = of.title.isEmpty() ? 0 : words.horizontalAdvance(of.title) + tokens.px(18);
        return std::max(tokens.px(of.width), head);
    };
    const auto slackOf = [&](int column) {
        const SheetColumn& of = about(column);
        return of.leastWidth > 0 ? widthOf(column) - tokens.px(of.leastWidth) : 0;
    };
    int extra = viewport()->width();
    int slack = 0;
    for (const int column : shown) {
        extra -= widthOf(column);
        slack += slackOf(column);
    }
    extra = std::max(extra, -slack);
    isFitting_ = true;
    for (const int column : shown) {
        const int own = slackOf(column);
        const int given = slack > 0 ? extra * own / slack : 0;
        setColumnWidth(column, widthOf(column) + given);
        extra -= given; // What rounding leaves goes to the columns that follow.
        slack -= own;
    }
    isFitting_ = false;
}

void SheetView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    frozen_->follow();
}

void SheetView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    frozen_->follow();
}

void SheetView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    if (index.column() == frozen_->column())
        return;
    const QRect cell = visualRect(index);
    const int breadth = frozen_->breadth();
    const int covered = isRightToLeft() ? cell.right() + 1 - (viewport()->width() - breadth)
                                        : breadth - cell.left();
    if (covered > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - covered);
}

void SheetView::goTo(int row, int column)
{
    if (sheet_ == nullptr || sheet_->rowCount() == 0)
        return;
    const QModelIndex index = sheet_->index(
        std::clamp(row, 0, sheet_->rowCount() - 1), std::clamp(column, 0, sheet_->columnCount() - 1)
    );
    // Not the view's own way, which would extend the selection while Shift is held.
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index);
}

std::vector<int> SheetView::shownColumns() const
{
    std::vector<int> shown;
    const QHeaderView& head = *horizontalHeader();
    for (int visual = 0; visual < head.count(); ++visual) {
        const int logical = head.logicalIndex(visual);
        if (!head.isSectionHidden(logical))
            shown.push_back(logical);
    }
    return shown;
}

bool SheetView::isEnterable(int column) const
{
    const SheetColumn& about = sheet_->columns()[static_cast<std::size_t>(column)];
    return !about.isDerived && about.kind != CellKind::mark;
}

std::vector<int> SheetView::selectedRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void SheetView::moveBy(int rows, int columns)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    const std::vector<int> shown = shownColumns();
    const auto at = std::find(shown.begin(), shown.end(), current.column());
    int visual = static_cast<int>(at - shown.begin());
    int row = current.row() + rows;
    if (columns != 0) {
        if (tabColumn_ < 0)
            tabColumn_ = current.column();
        const int count = static_cast<int>(shown.size());
        visual += columns;
        if (visual >= count) {
            visual = 0;
            ++row;
        } else if (visual < 0) {
            visual = row > 0 ? count - 1 : 0;
            row = std::max(0, row - 1);
        }
    }
    int column = shown[static_cast<std::size_t>(std::clamp<int>(visual, 0, shown.size() - 1))];
    if (rows != 0 && tabColumn_ >= 0) {
        column = tabColumn_;
        tabColumn_ = -1;
    }
    const int keptTabColumn = tabColumn_;
    goTo(row, column);
    tabColumn_ = keptTabColumn;
    setFocus();
}

void SheetView::moveToEdge(int rows, int columns)
{
    QModelIndex at = currentIndex();
    if (!at.isValid())
        return;
    const std::vector<int> shown = shownColumns();
    const auto isFilled = [](const QModelIndex& index) {
        return !index.data(SheetModel::ValueRole).toString().isEmpty();
    };
    const auto next = [&](const QModelIndex& from) {
        const auto i =
            std::find(shown.begin(), shown.end(), from.column()) - shown.begin() + columns;
        const int row = from.row() + rows;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(shown.size()) || row < 0 ||
            row > sheet_->realRowCount())
            return QModelIndex();
        return sheet_->index(row, shown[static_cast<std::size_t>(i)]);
    };
    QModelIndex following = next(at);
    const bool goesOverFilled = isFilled(at) && following.isValid() && isFilled(following);
    while (following.isValid()) {
        if (goesOverFilled && !isFilled(following))
            break;
        at = following;
        if (!goesOverFilled && isFilled(at))
            break;
        following = next(at);
    }
    goTo(at.row(), at.column());
}

bool SheetView::handleMoveKey(const QKeyEvent& event)
{
    const bool isShifted = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool isControl = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        moveBy(isShifted ? -1 : 1, 0);
        return true;
    case Qt::Key_Tab:
        moveBy(0, 1);
        return true;
    case Qt::Key_Backtab:
        moveBy(0, -1);
        return true;
    case Qt::Key_End:
        if (!isControl || isShifted)
            return false;
        goTo(std::max(0, sheet_->realRowCount() - 1), shownColumns().back());
        return true;
    case Qt::Key_Down:
        if (event.modifiers().testFlag(Qt::AltModifier)) {
            openChoices();
            return true;
        }
        if (isControl && !isShifted)
            moveToEdge(1, 0);
        return isControl && !isShifted;
    case Qt::Key_Up:
        if (isControl && !isShifted)
            moveToEdge(-1, 0);
        return isControl && !isShifted;
    case Qt::Key_Right:
    case Qt::Key_Left: {
        const bool isForward = (event.key() == Qt::Key_Right) != isRightToLeft();
        if (isControl && !isShifted)
            moveToEdge(0, isForward ? 1 : -1);
        return isControl && !isShifted;
    }
    case Qt::Key_F6:
        isShifted ? focusPreviousChild() : focusNextChild();
        return true;
    default:
        return false;
    }
}

void SheetView::keyPressEvent(QKeyEvent* event)
{
    if (sheet_ == nullptr || state() == QAbstractItemView::EditingState) {
        QTableView::keyPressEvent(event);
        return;
    }
    // Typing into the cells of a run of Tabs belongs to it; walking away ends it.
    if (isWalk(*event))
        tabColumn_ = -1;
    if (handleCommandKey(*event) || handleMoveKey(*event)) {
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void SheetView::mousePressEvent(QMouseEvent* event)
{
    tabColumn_ = -1;
    QTableView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->pos());
    const bool isTick =
        event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier &&
        index.isValid() &&
        sheet_->columns()[static_cast<std::size_t>(index.column())].kind == CellKind::check;
    if (isTick && !sheet_->isReadOnly())
        tick();
}

void SheetView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyTokens();
}

void SheetView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    int cells = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        cells += range.width() * range.height();
    frozen_->update();
    Q_EMIT selectionTold(cells);
}

void SheetView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    // The frame of the current cell is drawn over the neighbours' lines.
    update(previous);
    update(current);
    frozen_->update();
}

} // namespace tidemark::ui
