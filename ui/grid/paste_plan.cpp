#include "ui/grid/paste_plan.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

namespace tidemark::ui {

namespace {

constexpr int headsNamedMost = 6;

QString normalized(const QString& text)
{
    QString out;
    for (const QChar c : text.toCaseFolded()) {
        if (c.isLetterOrNumber())
            out += c;
    }
    return out;
}

int columnOfHead(const QString& head, const std::vector<SheetColumn>& columns)
{
    const QString wanted = normalized(head);
    if (wanted.isEmpty())
        return -1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].kind == CellKind::mark)
            continue;
        const auto isSame = [&](const QString& name) { return normalized(name) == wanted; };
        if (isSame(columns[i].title) || isSame(columns[i].key) ||
            std::any_of(columns[i].aliases.begin(), columns[i].aliases.end(), isSame))
            return static_cast<int>(i);
    }
    return -1;
}

class Planner {
public:
    Planner(
        const ClipboardTable& table,
        const std::vector<SheetColumn>& columns,
        const PasteTarget& target,
        DecimalSign assumed
    )
        : table_(table)
        , columns_(columns)
        , target_(target)
        , assumed_(assumed)
    {
    }

    PastePlan plan()
    {
        plan_.loss.rowsNotRead = table_.rowsLeftOut;
        width_ = table_.width();
        if (!mapByHeader())
            mapByPosition();
        findDecimalSigns();
        const std::size_t from = plan_.hasHeader ? 1 : 0;
        const int repeats = plan_.hasHeader ? 1 : rowRepeats();
        nextRow_ = target_.row;
        for (int round = 0; round < repeats; ++round) {
            for (std::size_t i = from; i < table_.rows.size(); ++i)
                addRow(table_.rows[i], round == 0);
        }
        plan_.firstRow = target_.row;
        plan_.rows = nextRow_ - target_.row;
        return std::move(plan_);
    }

private:
    bool mapByHeader()
    {
        if (table_.rows.size() < 2)
            return false;
        QSet<int> found;
        std::vector<int> columnOf;
        for (const ClipboardCell& cell : table_.rows.front()) {
            const int column = columnOfHead(cell.text, columns_);
            columnOf.push_back(found.contains(column) ? -1 : column);
            if (column >= 0)
                found.insert(column);
        }
        if (found.size() < 2)
            return false;
        for (std::size_t i = 0; i < columnOf.size(); ++i) {
            const QString& head = table_.rows.front()[i].text;
            if (columnOf[i] < 0 && !head.isEmpty())
                plan_.loss.unknownHeads << head;
            if (columnOf[i] >= 0 && isDerived(columnOf[i]))
                columnOf[i] = ignoreDerived(columnOf[i]);
        }
        columnOf.resize(std::max(width_, columnOf.size()), -1);
        plan_.columnOf = std::move(columnOf);
        plan_.hasHeader = true;
        headWidth_ = table_.rows.front().size();
        return true;
    }

    void mapByPosition()
    {
        const int repeats = columnRepeats();
        const auto wide = width_ * static_cast<std::size_t>(repeats);
        for (std::size_t i = 0; i < wide; ++i) {
            const auto shown = static_cast<std::size_t>(target_.shownIndex) + i;
            if (shown >= target_.shownColumns.size())
                break;
            const int column = target_.shownColumns[shown];
            plan_.columnOf.push_back(isDerived(column) ? ignoreDerived(column) : column);
        }
        headWidth_ = plan_.columnOf.size();
    }

    [[nodiscard]] bool isDerived(int column) const
    {
        const SheetColumn& about = columns_[static_cast<std::size_t>(column)];
        return about.isDerived || about.kind == CellKind::mark;
    }

    int ignoreDerived(int column)
    {
        const SheetColumn& about = columns_[static_cast<std::size_t>(column)];
        if (about.kind != CellKind::mark)
            plan_.loss.derivedColumns << about.title;
        return -1;
    }

    [[nodiscard]] int rowRepeats() const
    {
        const int rows = static_cast<int>(table_.rows.size());
        return rows > 0 && target_.selectedRows > rows && target_.selectedRows % rows == 0
                   ? target_.selectedRows / rows
                   : 1;
    }

    [[nodiscard]] int columnRepeats() const
    {
        const int wide = static_cast<int>(std::min<std::size_t>(width_, 10'000));
        return wide > 0 && target_.selectedColumns > wide && target_.selectedColumns % wide == 0
                   ? target_.selectedColumns / wide
                   : 1;
    }

    void findDecimalSigns()
    {
        signs_.assign(plan_.columnOf.size(), assumed_);
        for (std::size_t i = 0; i < plan_.columnOf.size(); ++i) {
            if (!isNumber(i))
                continue;
            std::vector<QString> values;
            for (std::size_t row = plan_.hasHeader ? 1 : 0; row < table_.rows.size(); ++row) {
                const auto& cells = table_.rows[row];
                const std::size_t source = i % std::max<std::size_t>(width_, 1);
                if (source < cells.size() && cells[source].number.isEmpty())
                    values.push_back(cells[source].text);
            }
            signs_[i] = decimalSignIn(values, assumed_);
        }
    }

    [[nodiscard]] bool isNumber(std::size_t mapped) const
    {
        const int column = plan_.columnOf[mapped];
        return column >= 0 && columns_[static_cast<std::size_t>(column)].kind == CellKind::number;
    }

    void addRow(const std::vector<ClipboardCell>& cells, bool isFirstRound)
    {
        if (isFirstRound)
            countBeyond(cells);
        const bool isBlank = std::all_of(cells.begin(), cells.end(), [](const ClipboardCell& cell) {
            return cell.text.isEmpty();
        });
        const bool isNew = nextRow_ >= target_.realRows;
        if (isBlank && isNew) {
            plan_.loss.blankRows += isFirstRound ? 1 : 0;
            return;
        }
        for (std::size_t i = 0; i < plan_.columnOf.size(); ++i)
            addCell(cells, i, isNew);
        ++nextRow_;
    }

    void addCell(const std::vector<ClipboardCell>& cells, std::size_t mapped, bool isNew)
    {
        const int column = plan_.columnOf[mapped];
        const std::size_t source = mapped % std::max<std::size_t>(width_, 1);
        // A short row leaves alone what stands right of its end.
        if (column < 0 || source >= cells.size())
            return;
        const std::optional<QString> value = canonical(cells[source], mapped, column);
        if (value && !(isNew && value->isEmpty()))
            plan_.edits.push_back({nextRow_, column, *value});
    }

    std::optional<QString> canonical(const ClipboardCell& cell, std::size_t mapped, int column)
    {
        const SheetColumn& about = columns_[static_cast<std::size_t>(column)];
        if (about.kind == CellKind::check)
            return QString(readsAsYes(cell.text) ? QLatin1String("true") : QLatin1String("false"));
        if (about.kind != CellKind::number || cell.text.isEmpty())
            return cell.text;
        if (!cell.number.isEmpty()) {
            const Result<Decimal> exact = Decimal::parse(cell.number.toStdString());
            if (exact)
                return rounded(*exact, about.decimals);
        }
        const Result<Decimal> value = readNumber(cell.text, signs_[mapped]);
        if (value)
            return rounded(*value, about.decimals);
        if (plan_.loss.notNumbers++ == 0) {
            plan_.loss.firstNotNumber =
                QCoreApplication::translate("Paste", "row %1, %2: “%3”")
                    .arg(QLocale().toString(nextRow_ + 1), about.title, cell.text.left(40));
        }
        return std::nullopt;
    }

    QString rounded(const Decimal& value, int decimals)
    {
        const Decimal taken = value.rounded(decimals);
        plan_.loss.rounded += taken == value ? 0 : 1;
        return QString::fromStdString((taken == value ? value : taken).toString());
    }

    void countBeyond(const std::vector<ClipboardCell>& cells)
    {
        std::size_t beyond = 0;
        for (std::size_t i = headWidth_; i < cells.size(); ++i)
            beyond += cells[i].text.isEmpty() ? 0 : 1;
        plan_.loss.cellsBeyond += beyond;
        plan_.loss.rowsBeyond += beyond > 0 ? 1 : 0;
    }

    const ClipboardTable& table_;
    const std::vector<SheetColumn>& columns_;
    const PasteTarget& target_;
    DecimalSign assumed_;
    PastePlan plan_ = {};
    std::vector<DecimalSign> signs_ = {};
    std::size_t width_ = 0;
    std::size_t headWidth_ = 0;
    int nextRow_ = 0;
};

QString said(const char* text)
{
    return QCoreApplication::translate("Paste", text);
}

QString counted(std::size_t count, const char* one, const char* many)
{
    return count == 1 ? said(one) : said(many).arg(QLocale().toString(qulonglong(count)));
}

} // namespace

bool PasteLoss::isLossy() const
{
    return cellsBeyond > 0 || rowsNotRead > 0 || notNumbers > 0 || rounded > 0 ||
           !unknownHeads.isEmpty();
}

bool readsAsYes(const QString& text)
{
    static const QSet<QString> words{
        QStringLiteral("true"),
        QStringLiteral("yes"),
        QStringLiteral("y"),
        QStringLiteral("1"),
        QStringLiteral("x"),
        QStringLiteral("✓"),
        QStringLiteral("✔"),
        QStringLiteral("wahr"),
        QStringLiteral("ja"),
        QStringLiteral("oui"),
        QStringLiteral("vrai"),
    };
    return words.contains(text.trimmed().toCaseFolded());
}

PastePlan planPaste(
    const ClipboardTable& table,
    const std::vector<SheetColumn>& columns,
    const PasteTarget& target,
    DecimalSign assumed
)
{
    return Planner(table, columns, target, assumed).plan();
}

QString describeLoss(const PasteLoss& loss)
{
    QStringList parts;
    if (loss.cellsBeyond > 0) {
        parts << counted(
                     loss.cellsBeyond,
                     QT_TRANSLATE_NOOP("Paste", "1 cell"),
                     QT_TRANSLATE_NOOP("Paste", "%1 cells")
                 ) + said(QT_TRANSLATE_NOOP("Paste", " right of the last column, in ")) +
                     counted(
                         loss.rowsBeyond,
                         QT_TRANSLATE_NOOP("Paste", "1 row"),
                         QT_TRANSLATE_NOOP("Paste", "%1 rows")
                     );
    }
    if (!loss.unknownHeads.isEmpty()) {
        QStringList named = loss.unknownHeads.mid(0, headsNamedMost);
        if (loss.unknownHeads.size() > headsNamedMost)
            named << QStringLiteral("…");
        parts << said(QT_TRANSLATE_NOOP("Paste", "columns that this schedule does not have (%1)"))
                     .arg(named.join(QStringLiteral(", ")));
    }
    if (loss.notNumbers > 0) {
        parts << counted(
                     loss.notNumbers,
                     QT_TRANSLATE_NOOP("Paste", "1 cell that is no number, "),
                     QT_TRANSLATE_NOOP("Paste", "%1 cells that are no numbers, the first at ")
                 ) + loss.firstNotNumber;
    }
    if (loss.rowsNotRead > 0)
        parts << counted(
            loss.rowsNotRead,
            QT_TRANSLATE_NOOP("Paste", "1 row over the limit"),
            QT_TRANSLATE_NOOP("Paste", "%1 rows over the limit")
        );
    QString text;
    if (!parts.isEmpty())
        text = said(QT_TRANSLATE_NOOP("Paste", "Left out: %1."))
                   .arg(parts.join(said(QT_TRANSLATE_NOOP("Paste", "; "))));
    if (loss.rounded > 0) {
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
                counted(
                    loss.rounded,
                    QT_TRANSLATE_NOOP("Paste", "1 number was rounded."),
                    QT_TRANSLATE_NOOP("Paste", "%1 numbers were rounded.")
                );
    }
    return text;
}

} // namespace tidemark::ui
