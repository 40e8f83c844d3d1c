#include "models/runs/row_check.hpp"

#include "models/core/decimal.hpp"
#include "models/runs/cell_check.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace tidemark {
namespace {

constexpr std::size_t failuresPerRule = 1000;
constexpr std::size_t shownBytes = 80;

/// At most `shownBytes` of a value, cut between characters.
std::string shown(const Cell& cell)
{
    if (!cell)
        return {};
    std::size_t size = std::min(cell->size(), shownBytes);
    while (size > 0 && size < cell->size() &&
           (static_cast<unsigned char>((*cell)[size]) & 0xc0U) == 0x80U)
        --size;
    return cell->substr(0, size);
}

Fault unknownColumn(const CheckRule& rule)
{
    return Fault{
        FaultCode::invalid,
        "unknown_column",
        "The rule \"" + rule.name + "\" checks the column \"" + rule.column +
            "\", which the data does not have.",
        "Correct the rule, or the query so that it delivers the column."};
}

/// Applies one rule to every row.
void applyRule(
    const CheckRule& rule, std::size_t column, std::span<const CellRow> rows, CheckReport& report
)
{
    const std::unique_ptr<CellCheck> check = cellCheckFor(rule);
    std::unordered_set<std::string_view> seen;
    RuleOutcome outcome{.rule = rule.name, .severity = rule.severity};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        static const Cell none;
        const Cell& cell = column < rows[i].size() ? rows[i][column] : none;
        const bool passes = rule.check == CheckKind::unique ? !cell || seen.insert(*cell).second
                                                            : check->passes(cell);
        if (passes)
            continue;
        if (static_cast<std::size_t>(++outcome.failed) <= failuresPerRule)
            report.failures.push_back(
                {static_cast<std::int64_t>(i),
                 rule.name,
                 rule.column,
                 rule.severity,
                 shown(cell),
                 check->cause()}
            );
        if (rule.severity == CheckSeverity::correctable && !report.excluded[i]) {
            report.excluded[i] = true;
            ++report.excludedRows;
        }
        report.isBlocked = report.isBlocked || rule.severity == CheckSeverity::blocking;
    }
    report.outcomes.push_back(std::move(outcome));
}

} // namespace

std::int64_t CheckReport::warnings() const
{
    std::int64_t count = 0;
    for (const RuleOutcome& outcome : outcomes) {
        if (outcome.severity == CheckSeverity::warning)
            count += outcome.failed;
    }
    return count;
}

Result<CheckReport> checkRows(
    std::span<const CheckRule> rules,
    std::span<const std::string> columns,
    std::span<const CellRow> rows
)
{
    CheckReport report;
    report.excluded.resize(rows.size(), false);
    for (const CheckRule& rule : rules) {
        const auto column = std::find(columns.begin(), columns.end(), rule.column);
        if (column == columns.end())
            return unknownColumn(rule);
        applyRule(rule, static_cast<std::size_t>(column - columns.begin()), rows, report);
    }
    return report;
}

} // namespace tidemark
