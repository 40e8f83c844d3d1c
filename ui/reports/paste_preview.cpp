#include "ui/reports/paste_preview.hpp"

#include "ui/grid/sheet_view.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr std::size_t rowsShownMost = 12;
constexpr std::size_t columnsShownMost = 30;

/// The rows as the clipboard has them, under the columns of the sheet.
QStandardItemModel* previewModel(
    const ClipboardTable& table, const PastePlan& plan, const SheetModel& sheet, QObject* parent
)
{
    auto* model = new QStandardItemModel(parent);
    const std::size_t wide = std::min(table.width(), columnsShownMost);
    QStringList heads;
    for (std::size_t i = 0; i < wide; ++i) {
        const int column = i < plan.columnOf.size() ? plan.columnOf[i] : -1;
        heads
            << (column < 0 ? PastePreview::tr("(left out)")
                           : sheet.columns()[static_cast<std::size_t>(column)].title);
    }
    model->setHorizontalHeaderLabels(heads);
    const std::size_t from = plan.hasHeader ? 1 : 0;
    for (std::size_t row = from; row < table.rows.size() && row < from + rowsShownMost; ++row) {
        QList<QStandardItem*> items;
        for (std::size_t i = 0; i < wide; ++i) {
            const auto& cells = table.rows[row];
            auto* item = new QStandardItem(i < cells.size() ? cells[i].text : QString());
            item->setEditable(false);
            item->setEnabled(i < plan.columnOf.size() && plan.columnOf[i] >= 0);
            items << item;
        }
        model->appendRow(items);
    }
    return model;
}

} // namespace

PastePreview::PastePreview(const SheetView& view, QWidget* parent)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Paste preview"));
    resize(tokens.px(760), tokens.px(460));
    const auto [table, plan] = view.plannedPaste();
    const QString loss = describeLoss(plan.loss);
    QString words = tr("There is no table on the clipboard. Copy cells in your spreadsheet first.");
    if (!table.isEmpty()) {
        words = plan.rows == 1 ? tr("1 row goes to row %1.").arg(plan.firstRow + 1)
                               : tr("%1 rows go to row %2 and below.")
                                     .arg(formatNumber(plan.rows))
                                     .arg(plan.firstRow + 1);
        words += plan.hasHeader ? tr(" Columns are found by their heads.")
                                : tr(" Columns are taken in order from the cursor.");
    }
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(length::grid));
    column->addWidget(new Label(tr("Paste preview"), TextStyle::title, Tone::text, this));
    auto* said = new Label(words, TextStyle::body, Tone::muted, this);
    said->setWordWrap(true);
    column->addWidget(said);
    if (!loss.isEmpty()) {
        auto* lost = new Label(loss, TextStyle::body, Tone::warn, this);
        lost->setWordWrap(true);
        column->addWidget(lost);
    }
    auto* rows = new QTableView(this);
    rows->setAccessibleName(tr("First rows of the clipboard"));
    rows->setModel(previewModel(table, plan, *view.sheet(), rows));
    rows->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    rows->verticalHeader()->hide();
    rows->verticalHeader()->setDefaultSectionSize(tokens.px(length::row));
    column->addWidget(rows, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    auto* cancel = new Button(ButtonKind::normal, tr("Cancel"), {}, this);
    auto* paste =
        new Button(ButtonKind::primary, tr("Paste"), QStringLiteral("clipboard-paste"), this);
    paste->setEnabled(!plan.edits.empty());
    paste->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(paste, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(cancel);
    buttons->addWidget(paste);
    column->addLayout(buttons);
}

} // namespace tidemark::ui
