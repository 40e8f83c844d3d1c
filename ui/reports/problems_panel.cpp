#include "ui/reports/problems_panel.hpp"

#include "ui/grid/number_text.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/supply/problem_text.hpp"

#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr int linesShownMost = 4;

constexpr int lineHeight = 22;

/// Lines closer together than the rows of a table.
class LineDelegate final : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

    [[nodiscard]] QSize
    sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {CellDelegate::sizeHint(option, index).width(), Tokens::current().px(lineHeight)};
    }
};

QString counted(int count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

} // namespace

void ProblemsModel::setSheet(const SupplySheet* sheet)
{
    sheet_ = sheet;
    refresh();
}

void ProblemsModel::refresh()
{
    beginResetModel();
    places_.clear();
    for (int row = 0; sheet_ != nullptr && row < sheet_->size(); ++row) {
        const SheetRow& held = sheet_->at(row);
        const std::size_t count = held.problems.size() + (held.duplicateOf ? 1 : 0);
        for (std::size_t i = 0; i < count; ++i)
            places_.push_back({held.values.id.value, static_cast<int>(i)});
    }
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(places_.size());
}

std::pair<int, int> ProblemsModel::cellOf(int problem) const
{
    const Place& place = places_[static_cast<std::size_t>(problem)];
    const std::optional<int> row = sheet_->find(place.id);
    if (!row)
        return {-1, -1};
    const auto problems = sheet_->problemsOf(*row);
    if (place.index >= static_cast<int>(problems.size()))
        return {*row, 0};
    const int column =
        SupplyGridModel::columnOf(problems[static_cast<std::size_t>(place.index)].field);
    return {*row, std::max(0, column)};
}

int ProblemsModel::nextAfter(int row, int column) const
{
    for (int i = 0; i < rowCount(); ++i) {
        if (cellOf(i) > std::pair(row, column))
            return i;
    }
    return places_.empty() ? -1 : 0;
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || sheet_ == nullptr)
        return {};
    const Place& place = places_[static_cast<std::size_t>(index.row())];
    const std::optional<int> row = sheet_->find(place.id);
    if (!row)
        return {};
    const auto problems = sheet_->problemsOf(*row);
    if (place.index >= static_cast<int>(problems.size()))
        return {};
    const SupplyProblem& problem = problems[static_cast<std::size_t>(place.index)];
    const bool isError = problem.severity == ProblemSeverity::error;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return problemLine(problem, *row);
    case Qt::AccessibleTextRole:
        return (isError ? tr("Error: ") : tr("Warning: ")) + problemLine(problem, *row);
    case IconNameRole:
        return isError ? QStringLiteral("circle-x") : QStringLiteral("triangle-alert");
    case IconToneRole:
        return static_cast<int>(isError ? Tone::bad : Tone::warn);
    case RowRole:
        return *row;
    case FieldRole:
        return QString::fromStdString(problem.field);
    default:
        return {};
    }
}

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : Pane(Pane::Ground::surface, Qt::TopEdge, parent)
    , model_(new ProblemsModel(this))
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens.px(4), tokens.px(6), tokens.px(4), tokens.px(6));
    column->setSpacing(tokens.px(2));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(tokens.px(8), 0, tokens.px(8), 0);
    head->setSpacing(tokens.px(10));
    head->addWidget(new Label(tr("Problems"), TextStyle::strong, Tone::text, this));
    errors_ = new Chip({}, this);
    warnings_ = new Chip({}, this);
    none_ =
        new Label(tr("None: the schedule can be submitted."), TextStyle::body, Tone::muted, this);
    head->addWidget(errors_);
    head->addWidget(warnings_);
    head->addWidget(none_);
    head->addStretch(1);
    next_ = new Button(ButtonKind::quiet, tr("Next problem  F8"), {}, this);
    next_->setAccessibleName(tr("Next problem"));
    next_->setToolTip(tr("Goes to the next cell with an error or a warning (F8)"));
    connect(next_, &QPushButton::clicked, this, &ProblemsPanel::nextWanted);
    head->addWidget(next_);
    column->addLayout(head);
    list_ = new QListView(this);
    list_->setModel(model_);
    list_->setItemDelegate(new LineDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    list_->setAccessibleName(tr("Problems"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this](const QModelIndex& index) {
        const auto [row, cell] = model_->cellOf(index.row());
        if (row >= 0)
            Q_EMIT chosen(row, cell);
    };
    connect(list_, &QListView::clicked, this, choose);
    connect(list_, &QListView::activated, this, choose);
    column->addWidget(list_);
    refresh();
}

void ProblemsPanel::setSheet(const SupplySheet* sheet)
{
    sheet_ = sheet;
    model_->setSheet(sheet);
    refresh();
}

void ProblemsPanel::refresh()
{
    model_->refresh();
    const ProblemCounts counts = sheet_ == nullptr ? ProblemCounts() : sheet_->counts();
    errors_->setChip({Kind::bad, counted(counts.errors, tr("1 error"), tr("%1 errors")), {}});
    warnings_->setChip(
        {Kind::warn, counted(counts.warnings, tr("1 warning"), tr("%1 warnings")), {}}
    );
    errors_->setVisible(counts.errors > 0);
    warnings_->setVisible(counts.warnings > 0);
    none_->setVisible(counts == ProblemCounts());
    next_->setEnabled(model_->rowCount() > 0);
    updateHeight();
}

void ProblemsPanel::setLocked(bool isLocked)
{
    none_->setText(isLocked ? tr("None.") : tr("None: the schedule can be submitted."));
}

void ProblemsPanel::updateHeight()
{
    const int lines = std::min(model_->rowCount(), linesShownMost);
    list_->setVisible(lines > 0);
    list_->setFixedHeight(lines * Tokens::current().px(lineHeight));
}

} // namespace tidemark::ui
