#include "models/fuel/supply_rules.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace tidemark {
namespace {

using Severity = ProblemSeverity;

std::string_view textOf(const std::optional<std::string>& text)
{
    return text ? std::string_view(*text) : std::string_view();
}

/// Collects the problems of one row.
class RowCheck {
public:
    RowCheck(
        const FuelSupply& row,
        const ReferenceData& reference,
        std::int64_t year,
        std::vector<SupplyProblem>& problems
    )
        : row_(row)
        , reference_(reference)
        , year_(year)
        , problems_(problems)
        , type_(reference.fuelType(textOf(row.fuelType)))
    {
    }

    void run()
    {
        checkType();
        checkCategory();
        checkProvision();
        checkFuelCode();
        checkEndUse();
        checkQuantity();
        checkOther();
    }

private:
    void
    add(std::string_view field,
        std::string_view reason,
        std::vector<std::string> args = {},
        Severity severity = Severity::error)
    {
        problems_.push_back(
            {row_.id.value, std::string(field), severity, std::string(reason), std::move(args)}
        );
    }

    /// Whether the text is there; says so when it is not.
    bool given(std::string_view field, const std::optional<std::string>& text)
    {
        if (!textOf(text).empty())
            return true;
        add(field, "required");
        return false;
    }

    void checkType()
    {
        if (!given("fuelType", row_.fuelType))
            return;
        if (type_ == nullptr)
            add("fuelType", "unknown_fuel_type", {*row_.fuelType});
        else if (!reference_.isInPeriod(year_, *row_.fuelType))
            add("fuelType", "not_in_period", {*row_.fuelType, std::to_string(year_)});
    }

    void checkCategory()
    {
        if (!given("fuelCategory", row_.fuelCategory))
            return;
        if (type_ != nullptr && !reference_.allowsCategory(type_->name, *row_.fuelCategory))
            add("fuelCategory", "not_allowed", {*row_.fuelCategory, type_->name});
        else if (!reference_.targetIntensity(year_, *row_.fuelCategory))
            add("fuelCategory", "no_target", {*row_.fuelCategory, std::to_string(year_)});
    }

    void checkProvision()
    {
        if (given("provision", row_.provision) && type_ != nullptr &&
            !reference_.allowsProvision(year_, type_->name, *row_.provision))
            add("provision", "not_allowed", {*row_.provision, type_->name});
    }

    void checkFuelCode()
    {
        const bool needed = provisionKindOf(textOf(row_.provision)) == ProvisionKind::fuelCode;
        const std::string_view code = textOf(row_.fuelCode);
        if (!needed) {
            if (!code.empty() && !textOf(row_.provision).empty())
                add("fuelCode", "fuel_code_unused", {*row_.provision});
            return;
        }
        if (!given("fuelCode", row_.fuelCode))
            return;
        const FuelCode* known = reference_.fuelCode(code);
        if (known == nullptr)
            add("fuelCode", "unknown_fuel_code", {std::string(code)});
        else if (type_ != nullptr && known->fuelType != type_->name)
            add("fuelCode", "wrong_fuel_code", {known->code, type_->name});
        else if (known->status != FuelCodeStatus::approved)
            add("fuelCode", "fuel_code_not_approved", {known->code});
        else if (type_ != nullptr && !ReferenceData::isUsable(*known, year_, type_->name))
            add("fuelCode", "fuel_code_not_in_effect", {known->code, std::to_string(year_)});
    }

    void checkEndUse()
    {
        if (textOf(row_.endUse).empty()) {
            if (!isLegacyPeriod(year_))
                add("endUse", "required");
            return;
        }
        const std::string_view category = textOf(row_.fuelCategory);
        if (type_ != nullptr && !category.empty() &&
            !reference_.allowsEndUse(year_, type_->name, category, *row_.endUse))
            add("endUse", "not_allowed", {*row_.endUse, type_->name});
    }

    void checkQuantity()
    {
        if (!row_.quantity) {
            add("quantity", "required");
            return;
        }
        const Decimal& quantity = *row_.quantity;
        if (quantity <= Decimal())
            add("quantity", "not_positive", {quantity.toString()});
        else if (quantity.significantScale() > 0)
            add("quantity", "not_whole", {quantity.toString()});
        else if (quantity > Decimal(supplyQuantityMost))
            add("quantity", "too_large", {quantity.toString(), std::to_string(supplyQuantityMost)});
        else if (quantity > Decimal(supplyQuantityUsual))
            add("quantity", "unusual_quantity", {quantity.toString()}, Severity::warning);
    }

    /// "Other": name and energy density are entered by hand.
    void checkOther()
    {
        if (type_ == nullptr || !type_->unrecognized)
            return;
        given("fuelTypeOther", row_.fuelTypeOther);
        if (!row_.energyDensity)
            add("energyDensity", "required");
        else if (*row_.energyDensity <= Decimal())
            add("energyDensity", "not_positive", {row_.energyDensity->toString()});
        else if (*row_.energyDensity > Decimal(energyDensityMost))
            add("energyDensity",
                "too_large",
                {row_.energyDensity->toString(), std::to_string(energyDensityMost)});
    }

    const FuelSupply& row_;
    const ReferenceData& reference_;
    std::int64_t year_;
    std::vector<SupplyProblem>& problems_;
    const FuelType* type_;
};

/// What two rows must not have in common; empty while a part is missing.
std::string duplicateKey(const FuelSupply& row)
{
    if (!row.fuelType || !row.fuelCategory || !row.provision)
        return {};
    std::string key;
    for (const auto* part :
         {&row.fuelType,
          &row.fuelCategory,
          &row.provision,
          &row.fuelCode,
          &row.endUse,
          &row.fuelTypeOther}) {
        key += textOf(*part);
        key += '\x1f';
    }
    return key;
}

} // namespace

std::vector<SupplyProblem>
checkSupplyRow(const FuelSupply& row, const ReferenceData& reference, std::int64_t year)
{
    std::vector<SupplyProblem> problems;
    RowCheck(row, reference, year, problems).run();
    return problems;
}

std::vector<SupplyProblem>
checkSupplyRows(std::span<const FuelSupply> rows, const ReferenceData& reference, std::int64_t year)
{
    std::vector<SupplyProblem> problems;
    std::unordered_map<std::string, std::size_t> firstByKey;
    firstByKey.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        RowCheck(rows[i], reference, year, problems).run();
        std::string key = duplicateKey(rows[i]);
        if (key.empty())
            continue;
        const auto [first, isFirst] = firstByKey.emplace(std::move(key), i);
        if (!isFirst)
            problems.push_back(
                {rows[i].id.value,
                 "fuelType",
                 Severity::error,
                 "duplicate",
                 {std::to_string(first->second + 1)}}
            );
    }
    return problems;
}

bool hasErrors(std::span<const SupplyProblem> problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const SupplyProblem& problem) {
        return problem.severity == Severity::error;
    });
}

std::string plainText(const SupplyProblem& problem)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> sentences{{
        {"required", "This field is required."},
        {"unknown_fuel_type", "There is no fuel type \"%1\"."},
        {"not_in_period", "\"%1\" is not a fuel type of %2."},
        {"not_allowed", "\"%1\" cannot be chosen for %2."},
        {"no_target", "There is no target for %1 in %2."},
        {"unknown_fuel_code", "There is no fuel code \"%1\"."},
        {"wrong_fuel_code", "Fuel code %1 is not for %2."},
        {"fuel_code_not_approved", "Fuel code %1 is not approved."},
        {"fuel_code_not_in_effect", "Fuel code %1 is not in effect in %2."},
        {"fuel_code_unused", "A fuel code does not go with \"%1\"."},
        {"not_positive", "The value must be above 0."},
        {"not_whole", "The quantity must be a whole number."},
        {"too_large", "%1 is above the limit of %2."},
        {"unusual_quantity", "%1 is an unusually large quantity."},
        {"duplicate", "The row repeats row %1."},
        {"", ""},
    }};
    std::string text = "The field is not valid.";
    for (const auto& [reason, sentence] : sentences) {
        if (reason == problem.reason)
            text = sentence;
    }
    for (std::size_t i = 0; i < problem.args.size(); ++i) {
        const std::string mark = "%" + std::to_string(i + 1);
        const std::size_t at = text.find(mark);
        if (at != std::string::npos)
            text.replace(at, mark.size(), problem.args[i]);
    }
    return text;
}

} // namespace tidemark
