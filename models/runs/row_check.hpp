// Validation rules of a report run, over rows of text.
#pragma once

#include "models/core/fault.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

enum class CheckKind { notNull, regex, range, oneOf, lengthMax, unique, lei, currency };
enum class CheckSeverity {
    warning,     ///< Logged.
    blocking,    ///< The run fails.
    correctable, ///< The failing rows become exceptions and leave the output.
};

[[nodiscard]] std::string_view nameOf(CheckKind kind);
[[nodiscard]] std::string_view nameOf(CheckSeverity severity);

/// A rule as a report definition states it: `{name, column, check, argument, severity}`.
struct CheckRule {
    std::string name = {};
    std::string column = {};
    CheckKind check = CheckKind::notNull;
    /// regex: the pattern (ECMAScript, whole value); range: `{"least":"0","most":"10"}`, either may
    /// be missing; oneOf: array of texts; lengthMax: number of characters; else null.
    boost::json::value argument = {};
    CheckSeverity severity = CheckSeverity::blocking;
};

/// Reads the array of rules of a definition. Null means none. Fault `invalid`/`malformed_rule`
/// naming the rule, also for a pattern that does not compile.
[[nodiscard]] Result<std::vector<CheckRule>> readCheckRules(const boost::json::value& rules);

/// A cell; none is null.
using Cell = std::optional<std::string>;
using CellRow = std::vector<Cell>;

/// One row that broke one rule.
struct RowFailure {
    std::int64_t row = 0; ///< 0-based, in the order given.
    std::string rule = {};
    std::string column = {};
    CheckSeverity severity = CheckSeverity::blocking;
    std::string value = {}; ///< As found, at most 80 bytes.
    std::string cause = {}; ///< One plain sentence.
};

/// Figures of one rule.
struct RuleOutcome {
    std::string rule = {};
    CheckSeverity severity = CheckSeverity::blocking;
    std::int64_t failed = 0;
};

/// What the rules found. Per rule at most 1000 failures are listed; `outcomes` counts all.
struct CheckReport {
    std::vector<RuleOutcome> outcomes = {};
    std::vector<RowFailure> failures = {};
    std::vector<bool> excluded = {}; ///< Per row: broke a correctable rule.
    std::int64_t excludedRows = 0;
    bool isBlocked = false;

    [[nodiscard]] std::int64_t warnings() const;
};

/// Checks every row by every rule. Nulls pass all rules but notNull. Fault `invalid`/
/// `unknown_column` when a rule names a column that is not there.
[[nodiscard]] Result<CheckReport> checkRows(
    std::span<const CheckRule> rules,
    std::span<const std::string> columns,
    std::span<const CellRow> rows
);

/// ISO 17442: 20 characters A–Z 0–9 with check digits by MOD 97-10.
[[nodiscard]] bool isLei(std::string_view text);
/// An active code of ISO 4217.
[[nodiscard]] bool isCurrencyCode(std::string_view text);

} // namespace tidemark
