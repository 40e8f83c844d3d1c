// Reads the validation rules of a report definition.
#include "models/core/decimal.hpp"
#include "models/core/json_reader.hpp"
#include "models/runs/row_check.hpp"

#include <array>
#include <regex>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t rulesMost = 200;
constexpr std::size_t choicesMost = 10'000;

constexpr std::array<std::pair<CheckKind, std::string_view>, 8> kindNames{{
    {CheckKind::notNull, "notNull"},
    {CheckKind::regex, "regex"},
    {CheckKind::range, "range"},
    {CheckKind::oneOf, "oneOf"},
    {CheckKind::lengthMax, "lengthMax"},
    {CheckKind::unique, "unique"},
    {CheckKind::lei, "lei"},
    {CheckKind::currency, "currency"},
}};

constexpr std::array<std::pair<CheckSeverity, std::string_view>, 3> severityNames{{
    {CheckSeverity::warning, "warning"},
    {CheckSeverity::blocking, "blocking"},
    {CheckSeverity::correctable, "correctable"},
}};

Fault malformedRule(std::string_view rule, std::string_view why)
{
    return Fault{
        FaultCode::invalid,
        "malformed_rule",
        "The rule \"" + std::string(rule) + "\" " + std::string(why) + ".",
        "Correct the rule in the report definition."};
}

bool isDecimal(const json::value& value)
{
    const json::string* text = value.if_string();
    return value.is_int64() ||
           (text != nullptr && Decimal::parse({text->data(), text->size()}).has_value());
}

bool compiles(const json::string& pattern)
{
    try {
        const std::regex compiled(pattern.begin(), pattern.end());
        return true;
    } catch (const std::regex_error&) {
        return false;
    }
}

/// What is wrong with a rule's argument, or empty.
std::string_view argumentProblem(const CheckRule& rule)
{
    switch (rule.check) {
    case CheckKind::regex: {
        const json::string* pattern = rule.argument.if_string();
        if (pattern == nullptr || pattern->empty() || pattern->size() > 1000)
            return "needs a pattern of 1 to 1000 characters";
        return compiles(*pattern) ? "" : "has a pattern that cannot be read";
    }
    case CheckKind::range: {
        const json::object* bounds = rule.argument.if_object();
        if (bounds == nullptr || (!bounds->contains("least") && !bounds->contains("most")))
            return "needs `least` or `most`";
        for (const char* bound : {"least", "most"}) {
            const json::value* value = bounds->if_contains(bound);
            if (value != nullptr && !value->is_null() && !isDecimal(*value))
                return "has a bound that is not a number";
        }
        return "";
    }
    case CheckKind::oneOf: {
        const json::array* choices = rule.argument.if_array();
        if (choices == nullptr || choices->empty() || choices->size() > choicesMost)
            return "needs a list of choices";
        for (const json::value& choice : *choices) {
            if (!choice.is_string())
                return "has a choice that is not a text";
        }
        return "";
    }
    case CheckKind::lengthMax:
        return rule.argument.is_int64() && rule.argument.get_int64() > 0
                   ? ""
                   : "needs a number of characters above 0";
    default:
        return "";
    }
}

template <class Value, std::size_t N>
std::optional<Value>
byName(const std::array<std::pair<Value, std::string_view>, N>& names, std::string_view name)
{
    for (const auto& [value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

Result<CheckRule> readRule(const json::value& value)
{
    JsonReader in(value, "rule");
    CheckRule rule{.name = in.text("name", 200), .column = in.text("column", 200)};
    const auto kind = byName(kindNames, in.text("check", 32));
    const auto severity =
        byName(severityNames, in.optionalText("severity", 32).value_or("blocking"));
    rule.argument = in.any("argument");
    if (in.fault())
        return malformedRule(rule.name, "lacks a name, a column or a check");
    if (!kind)
        return malformedRule(rule.name, "has a check that is not known");
    if (!severity)
        return malformedRule(rule.name, "has a severity that is not known");
    rule.check = *kind;
    rule.severity = *severity;
    const std::string_view wrong = argumentProblem(rule);
    if (!wrong.empty())
        return malformedRule(rule.name, wrong);
    return rule;
}

} // namespace

std::string_view nameOf(CheckKind kind)
{
    for (const auto& [known, name] : kindNames) {
        if (known == kind)
            return name;
    }
    return "notNull";
}

std::string_view nameOf(CheckSeverity severity)
{
    for (const auto& [known, name] : severityNames) {
        if (known == severity)
            return name;
    }
    return "blocking";
}

Result<std::vector<CheckRule>> readCheckRules(const json::value& rules)
{
    std::vector<CheckRule> read;
    if (rules.is_null())
        return read;
    const json::array* items = rules.if_array();
    if (items == nullptr || items->size() > rulesMost)
        return malformedRule("", "is not in a list of at most 200 rules");
    for (const json::value& item : *items) {
        auto rule = readRule(item);
        if (!rule)
            return rule.error();
        read.push_back(std::move(*rule));
    }
    return read;
}

} // namespace tidemark
