#include "ui/reports/news_lines.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/supply/problem_text.hpp"
#include "ui/supply/supply_choices.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QStandardItemModel>

namespace tidemark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(NewsLines)
};

QString shownText(SupplyField field, const std::string& text)
{
    if (field == SupplyField::isCanadaProduced || field == SupplyField::isQ1Supplied)
        return text == "true" ? Words::tr("Yes") : Words::tr("No");
    if (text.empty())
        return QStringLiteral("—");
    if (field == SupplyField::quantity || field == SupplyField::energyDensity)
        return formatDecimal(text);
    return field == SupplyField::provision ? shortProvision(text) : QString::fromStdString(text);
}

QStandardItem* cellOf(const QString& text, Tone tone = Tone::text)
{
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(text);
    item->setData(static_cast<int>(tone), ToneRole);
    return item;
}

/// What comes of the field: theirs, unless the cell being typed says otherwise.
QString
resultOf(const SupplyGridModel& grid, const SupplyFieldChange& field, const TypedCell& typed)
{
    if (!typed.value)
        return {};
    const MergedRow merged = grid.typedMerge(typed.cell.column(), *typed.value);
    for (const FieldConflict& conflict : merged.conflicts) {
        if (conflict.field == nameOf(field.field))
            return Words::tr("you choose");
    }
    return shownText(field.field, field.after);
}

} // namespace

QString newsField(SupplyField field)
{
    return field == SupplyField::position ? Words::tr("Place") : fieldTitle(nameOf(field));
}

void fillNewsLines(
    QStandardItemModel& lines,
    const SupplyGridModel& grid,
    const SheetChange& news,
    const TypedCell& typed
)
{
    lines.removeRows(0, lines.rowCount());
    lines.setHorizontalHeaderLabels(
        {Words::tr("Row"),
         Words::tr("Field"),
         Words::tr("Yours"),
         Words::tr("Before"),
         Words::tr("Theirs"),
         Words::tr("Result")}
    );
    for (const SupplyRowChange& row : news.rows) {
        const std::optional<int> at = grid.sheet().find(row.id);
        const QString number = at ? QLocale().toString(*at + 1) : QStringLiteral("—");
        if (row.kind != SupplyRowChange::Kind::update) {
            const bool isNew = row.kind == SupplyRowChange::Kind::create;
            lines.appendRow(
                {cellOf(number),
                 cellOf(Words::tr("Row")),
                 cellOf({}),
                 cellOf({}),
                 cellOf(isNew ? Words::tr("added") : Words::tr("deleted"), Tone::info)}
            );
            continue;
        }
        const bool isTypedRow = at && typed.cell.isValid() && *at == typed.cell.row();
        for (const SupplyFieldChange& field : row.fields) {
            const bool isTypedCell =
                isTypedRow && SupplyGridModel::columnOf(nameOf(field.field)) == typed.cell.column();
            const QString mine = isTypedCell && typed.value
                                     ? shownText(field.field, typed.value->toStdString())
                                     : QString();
            const QString result =
                typed.isMerging && isTypedRow ? resultOf(grid, field, typed) : QString();
            lines.appendRow(
                {cellOf(number),
                 cellOf(newsField(field.field)),
                 cellOf(mine, Tone::accent),
                 cellOf(shownText(field.field, field.before), Tone::muted),
                 cellOf(shownText(field.field, field.after), Tone::info),
                 cellOf(result)}
            );
        }
    }
}

} // namespace tidemark::ui
