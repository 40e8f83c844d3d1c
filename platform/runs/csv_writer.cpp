#include "platform/runs/csv_writer.hpp"

#include <algorithm>
#include <cctype>

namespace tidemark::platform {
namespace {

bool isPlainNumber(std::string_view text)
{
    if (!text.empty() && (text[0] == '-' || text[0] == '+'))
        text.remove_prefix(1);
    const auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    const auto points = std::count(text.begin(), text.end(), '.');
    const auto digits = std::count_if(text.begin(), text.end(), isDigit);
    return points <= 1 && digits > 0 && digits + points == static_cast<std::ptrdiff_t>(text.size());
}

bool looksLikeFormula(std::string_view text)
{
    constexpr std::string_view starts = "=+-@\t\r";
    return !text.empty() && starts.find(text[0]) != std::string_view::npos && !isPlainNumber(text);
}

} // namespace

void appendCsvCell(std::string& line, const Cell& cell)
{
    if (!cell)
        return;
    const bool isFormula = looksLikeFormula(*cell);
    const bool isQuoted = isFormula || cell->find_first_of(",\"\r\n") != std::string::npos ||
                          (!cell->empty() && (cell->front() == ' ' || cell->back() == ' '));
    if (!isQuoted) {
        line += *cell;
        return;
    }
    line += '"';
    if (isFormula)
        line += '\'';
    for (const char c : *cell) {
        if (c == '"')
            line += '"';
        line += c;
    }
    line += '"';
}

void appendCsvRow(std::string& text, std::span<const Cell> row)
{
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0)
            text += ',';
        appendCsvCell(text, row[i]);
    }
    text += "\r\n";
}

void appendCsvHeader(std::string& text, std::span<const std::string> columns)
{
    const std::vector<Cell> cells(columns.begin(), columns.end());
    appendCsvRow(text, cells);
}

} // namespace tidemark::platform
