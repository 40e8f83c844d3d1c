// What the cells of the fuel-supply grid show and say.
#include "ui/grid/number_text.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/supply/problem_text.hpp"
#include "ui/supply/supply_columns.hpp"
#include "ui/supply/supply_grid_model.hpp"

#include <QLocale>

#include <algorithm>

namespace tidemark::ui {

namespace {

QString numberText(const std::optional<Decimal>& value, int places)
{
    return value ? writeNumber(*value, QLocale(), places) : QString();
}

/// Ratios have one digit unless they need two.
QString ratioText(const std::optional<Decimal>& ratio)
{
    if (!ratio)
        return {};
    return numberText(ratio, ratio->rounded(1) == *ratio ? 1 : 2);
}

} // namespace

QString SupplyGridModel::displayText(const SheetRow& row, SupplyColumn column) const
{
    const FuelSupply& values = row.values;
    switch (column) {
    case SupplyColumn::provision:
        return shortProvision(values.provision.value_or(std::string()));
    case SupplyColumn::fuelCode:
        if (!values.fuelCode && values.provision && !SupplyChoices::takesFuelCode(values))
            return QStringLiteral("—");
        return QString::fromStdString(values.fuelCode.value_or(std::string()));
    case SupplyColumn::quantity:
        return numberText(values.quantity, -1);
    case SupplyColumn::unit:
        return shortUnit(values.unit.value_or(std::string()));
    case SupplyColumn::energyDensity:
        return numberText(values.energyDensity, 2);
    case SupplyColumn::intensity:
        return numberText(values.recordedIntensity, 2);
    case SupplyColumn::ratio:
        return ratioText(values.effectivenessRatio);
    case SupplyColumn::units:
        return numberText(values.complianceUnits, 2);
    case SupplyColumn::isCanadaProduced:
        return values.isCanadaProduced ? tr("Yes") : QString();
    case SupplyColumn::isQ1Supplied:
        return values.isQ1Supplied ? tr("Yes") : QString();
    case SupplyColumn::mark:
        return {};
    default:
        return QString::fromStdString(enteredText(values, *fieldOf(column), reference_.get()));
    }
}

QString SupplyGridModel::copiedText(const SheetRow& row, SupplyColumn column) const
{
    const FuelSupply& values = row.values;
    const auto plain = [](const std::optional<Decimal>& value) {
        return value ? writePlainNumber(*value, QLocale()) : QString();
    };
    switch (column) {
    case SupplyColumn::quantity:
        return plain(values.quantity);
    case SupplyColumn::energyDensity:
        return plain(values.energyDensity);
    case SupplyColumn::intensity:
        return plain(values.recordedIntensity);
    case SupplyColumn::ratio:
        return plain(values.effectivenessRatio);
    case SupplyColumn::units:
        return plain(values.complianceUnits);
    case SupplyColumn::fuelCode:
        return QString::fromStdString(values.fuelCode.value_or(std::string()));
    default:
        return displayText(row, column);
    }
}

QVariant SupplyGridModel::alignment(SupplyColumn column) const
{
    const bool isNumber = columns_[static_cast<std::size_t>(column)].kind == CellKind::number;
    return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant SupplyGridModel::toneOf(const SheetRow& row, SupplyColumn column) const
{
    switch (column) {
    case SupplyColumn::fuelCode:
    case SupplyColumn::intensity:
    case SupplyColumn::ratio:
        return static_cast<int>(Tone::muted);
    case SupplyColumn::units: {
        const auto& units = row.values.complianceUnits;
        return units && units->isNegative() ? QVariant(static_cast<int>(Tone::bad)) : QVariant();
    }
    default:
        return {};
    }
}

QVariant SupplyGridModel::problemKind(int row, SupplyColumn column) const
{
    const SheetRow& held = sheet_.at(row);
    const std::string_view name = fieldName(column);
    if (column == SupplyColumn::fuelType && held.duplicateOf)
        return static_cast<int>(Kind::bad);
    if (!name.empty() && isInConflict(held.values.id.value, name))
        return static_cast<int>(Kind::warn);
    for (const SupplyProblem& problem : held.problems) {
        if (problem.field == name)
            return static_cast<int>(
                problem.severity == ProblemSeverity::error ? Kind::bad : Kind::warn
            );
    }
    return {};
}

QString SupplyGridModel::toolTip(int row, SupplyColumn column) const
{
    const SheetRow& held = sheet_.at(row);
    const std::string_view name = fieldName(column);
    QStringList lines;
    for (const SupplyProblem& problem : sheet_.problemsOf(row)) {
        if (problem.field == name || column == SupplyColumn::mark)
            lines << problemLine(problem, row);
    }
    const Uuid& id = held.values.id.value;
    const bool isRowMark =
        column == SupplyColumn::mark && (held.hasConflict || conflicts_.contains(id));
    if (isRowMark || (!name.empty() && isInConflict(id, name)))
        lines << tr("Changed by somebody else too. Open “Needs you” to choose.");
    if (column == SupplyColumn::mark && held.isPending)
        lines << tr("Saved on this device, not yet confirmed by the platform.");
    if (lines.isEmpty() && column == SupplyColumn::provision && held.values.provision)
        lines << QString::fromStdString(*held.values.provision);
    if (lines.isEmpty() && column == SupplyColumn::endUse && held.values.endUse)
        lines << QString::fromStdString(*held.values.endUse);
    if (lines.isEmpty() && column == SupplyColumn::unit && held.values.unit)
        lines << QString::fromStdString(*held.values.unit);
    if (lines.isEmpty() && column == SupplyColumn::units && held.values.complianceUnits)
        lines << numberText(held.values.complianceUnits, 5);
    if (lines.isEmpty() && column == SupplyColumn::quantity && held.values.quantity)
        lines << displayText(held, column) + u' ' + shortUnit(held.values.unit.value_or(""));
    if (lines.isEmpty() && column == SupplyColumn::fuelCode && held.values.provision &&
        !SupplyChoices::takesFuelCode(held.values))
        lines << tr("Only the provision “Fuel code” takes a code.");
    return lines.join(u'\n');
}

QVariant SupplyGridModel::markData(int row, int role) const
{
    const SheetRow& held = sheet_.at(row);
    const bool hasError =
        held.duplicateOf ||
        (!held.problems.empty() && held.problems.front().severity == ProblemSeverity::error);
    QString name;
    Tone tone = Tone::muted;
    if (held.hasConflict || conflicts_.contains(held.values.id.value)) {
        name = QStringLiteral("git-compare");
        tone = Tone::warn;
    } else if (hasError) {
        name = QStringLiteral("circle-x");
        tone = Tone::bad;
    } else if (!held.problems.empty()) {
        name = QStringLiteral("triangle-alert");
        tone = Tone::warn;
    } else if (held.isPending) {
        name = QStringLiteral("pencil");
        tone = Tone::accent;
    }
    if (name.isEmpty())
        return {};
    return role == IconNameRole ? QVariant(name) : QVariant(static_cast<int>(tone));
}

QString SupplyGridModel::spokenText(int row, SupplyColumn column) const
{
    const QString title = columns_[static_cast<std::size_t>(column)].title;
    QString text = title.isEmpty() ? tr("State") : title;
    text += QStringLiteral(": ") + displayText(sheet_.at(row), column);
    const QString tip = toolTip(row, column);
    return tip.isEmpty() ? text : text + QStringLiteral(". ") + tip;
}

QVariant SupplyGridModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto column = static_cast<SupplyColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return alignment(column);
    if (role == SunkenRole)
        return column == SupplyColumn::intensity || column == SupplyColumn::ratio ||
               column == SupplyColumn::units;
    if (role == StrongRole)
        return column == SupplyColumn::units;
    if (index.row() >= sheet_.size()) {
        if (role == Qt::AccessibleTextRole)
            return tr("Empty row");
        return role == Qt::DisplayRole || role == Qt::EditRole ? QVariant(QString()) : QVariant();
    }
    const SheetRow& row = sheet_.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::EditRole:
        if (column == SupplyColumn::quantity && row.values.quantity)
            return writeNumber(*row.values.quantity, QLocale());
        if (column == SupplyColumn::energyDensity && row.values.energyDensity)
            return writePlainNumber(*row.values.energyDensity, QLocale());
        return displayText(row, column);
    case ValueRole: {
        const auto field = fieldOf(column);
        return field ? QString::fromStdString(enteredText(row.values, *field, reference_.get()))
                     : displayText(row, column);
    }
    case SeenRole: {
        const auto field = fieldOf(column);
        const FuelSupply& seen = isTypedInto(row.values.id.value) ? *typed_ : row.values;
        return field ? QString::fromStdString(enteredText(seen, *field, reference_.get()))
                     : displayText(row, column);
    }
    case CopyRole:
        return copiedText(row, column);
    case ToneRole:
        return toneOf(row, column);
    case ProblemRole:
        return problemKind(index.row(), column);
    case Qt::ToolTipRole:
        return toolTip(index.row(), column);
    case Qt::AccessibleTextRole:
        return spokenText(index.row(), column);
    case IconNameRole:
    case IconToneRole:
        return column == SupplyColumn::mark ? markData(index.row(), role) : QVariant();
    default:
        return {};
    }
}

QVariant SupplyGridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return columns_[static_cast<std::size_t>(section)].title;
    if (role == Qt::TextAlignmentRole)
        return alignment(static_cast<SupplyColumn>(section));
    return {};
}

Qt::ItemFlags SupplyGridModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const auto column = static_cast<SupplyColumn>(index.column());
    const auto field = fieldOf(column);
    if (isReadOnly_ || !field || columns_[static_cast<std::size_t>(column)].kind == CellKind::check)
        return flags;
    const FuelSupply none;
    const FuelSupply& row = index.row() < sheet_.size() ? sheet_.at(index.row()).values : none;
    const bool isForOther =
        *field == SupplyField::fuelTypeOther || *field == SupplyField::energyDensity;
    if (isForOther && !isOtherFuel(row, reference_.get()))
        return flags;
    if (*field == SupplyField::fuelCode && row.provision && !SupplyChoices::takesFuelCode(row) &&
        !row.fuelCode)
        return flags;
    return flags | Qt::ItemIsEditable;
}

} // namespace tidemark::ui
