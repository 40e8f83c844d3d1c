#include "ui/grid/clipboard_table.hpp"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace tidemark::ui {

namespace {

bool isBlank(const std::vector<ClipboardCell>& row)
{
    return std::all_of(row.begin(), row.end(), [](const ClipboardCell& cell) {
        return cell.text.isEmpty();
    });
}

/// Spreadsheets end a copy with a line break, some with several empty lines.
void dropTrailingBlankRows(ClipboardTable& table)
{
    while (!table.rows.empty() && isBlank(table.rows.back()))
        table.rows.pop_back();
}

bool endsCell(QStringView text, qsizetype at)
{
    return at >= text.size() || text[at] == u'\t' || text[at] == u'\n' || text[at] == u'\r';
}

/// The position after the quoted cell that starts at `from`, or -1 when its quote never closes.
qsizetype readQuoted(QStringView text, qsizetype from, QString& out)
{
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text[i] != u'"') {
            out += text[i];
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == u'"') {
            out += u'"';
            ++i;
        } else if (endsCell(text, i + 1)) {
            return i + 1;
        } else {
            return -1;
        }
    }
    return -1;
}

QString withoutCarriageReturns(QString text)
{
    return text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
}

} // namespace

std::size_t ClipboardTable::width() const
{
    std::size_t most = 0;
    for (const auto& row : rows)
        most = std::max(most, row.size());
    return most;
}

std::size_t ClipboardTable::cellCount() const
{
    std::size_t count = 0;
    for (const auto& row : rows)
        count += row.size();
    return count;
}

ClipboardTable readClipboard(const QMimeData& data)
{
    if (data.hasHtml()) {
        ClipboardTable table = readHtmlTable(data.html());
        if (!table.isEmpty())
            return table;
    }
    return data.hasText() ? readTabSeparated(data.text()) : ClipboardTable{};
}

ClipboardTable readTabSeparated(QStringView text)
{
    ClipboardTable table;
    std::vector<ClipboardCell> row;
    qsizetype at = 0;
    while (at < text.size()) {
        QString cell;
        qsizetype end = text[at] == u'"' ? readQuoted(text, at, cell) : -1;
        if (end < 0) {
            end = at;
            while (!endsCell(text, end))
                ++end;
            cell = text.mid(at, end - at).trimmed().toString();
        }
        row.push_back({withoutCarriageReturns(std::move(cell)), {}});
        if (end < text.size() && text[end] == u'\t') {
            at = end + 1;
            if (at == text.size())
                row.push_back({});
            continue;
        }
        at = end + (text.mid(end).startsWith(u"\r\n") ? 2 : 1);
        if (table.rows.size() < clipboardRowLimit)
            table.rows.push_back(std::move(row));
        else
            ++table.rowsLeftOut;
        row.clear();
    }
    if (!row.empty())
        table.rows.push_back(std::move(row));
    dropTrailingBlankRows(table);
    return table;
}

QString writeTabSeparated(const std::vector<std::vector<QString>>& rows)
{
    QString out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0)
                out += u'\t';
            const QString& cell = row[i];
            const bool needsQuotes = cell.contains(u'\t') || cell.contains(u'\n') ||
                                     cell.contains(u'\r') || cell.startsWith(u'"');
            if (needsQuotes)
                out += u'"' + QString(cell).replace(u'"', QLatin1String("\"\"")) + u'"';
            else
                out += cell;
        }
        out += u'\n';
    }
    return out;
}

QString writeHtmlTable(const std::vector<std::vector<QString>>& rows)
{
    QString out = QStringLiteral("<meta charset=\"utf-8\"><table>");
    for (const auto& row : rows) {
        out += QLatin1String("<tr>");
        for (const QString& cell : row) {
            QString escaped = cell.toHtmlEscaped();
            out += QLatin1String("<td>") + escaped.replace(u'\n', QLatin1String("<br>")) +
                   QLatin1String("</td>");
        }
        out += QLatin1String("</tr>\n");
    }
    return out + QLatin1String("</table>");
}

} // namespace tidemark::ui
