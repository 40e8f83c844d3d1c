#include "models/fuel/reference_data.hpp"

#include <algorithm>
#include <utility>

namespace tidemark {
namespace {

constexpr std::string_view anyEndUse = "Any";
constexpr std::int64_t firstYear = 2010;
constexpr std::int64_t lastYear = 2100;

std::vector<std::string> textsOf(const boost::json::value& list)
{
    std::vector<std::string> texts;
    if (const boost::json::array* items = list.if_array()) {
        for (const boost::json::value& item : *items) {
            if (const boost::json::string* text = item.if_string())
                texts.emplace_back(text->data(), text->size());
        }
    }
    return texts;
}

bool holds(const std::vector<std::string>& list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

bool startsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

} // namespace

ProvisionKind provisionKindOf(std::string_view provision)
{
    if (startsWith(provision, "Prescribed"))
        return ProvisionKind::prescribed;
    if (startsWith(provision, "Fuel code") || startsWith(provision, "Approved fuel code"))
        return ProvisionKind::fuelCode;
    if (startsWith(provision, "Default"))
        return ProvisionKind::defaultIntensity;
    return ProvisionKind::other;
}

ReferenceData::ReferenceData(const ReferenceTables& tables)
{
    for (const FuelType& type : tables.fuelTypes) {
        typeByName_.emplace(type.name, types_.size());
        types_.push_back({type, textsOf(type.categories), textsOf(type.provisions)});
    }
    for (const Provision& provision : tables.provisions) {
        if (provision.isLegacy)
            legacyProvisions_.push_back(provision.name);
    }
    for (const FuelCode& code : tables.fuelCodes) {
        codeByName_.emplace(code.code, codes_.size());
        codes_.push_back(code);
    }
    for (const FuelFactor& factor : tables.factors)
        add(factor);
}

Result<ReferenceData> ReferenceData::parse(std::string_view json)
{
    const auto tables = parseReferenceTables(json);
    if (!tables)
        return tables.error();
    return ReferenceData(*tables);
}

std::uint64_t ReferenceData::numberOf(std::string_view name) const
{
    if (name.empty())
        return 0;
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? 0 : found->second;
}

std::uint64_t ReferenceData::number(const std::optional<std::string>& name)
{
    if (!name || name->empty())
        return 0;
    return numbers_.emplace(*name, numbers_.size() + 1).first->second;
}

/// Packs what identifies a figure into 64 bits: 3 of kind, 13 of year, 16 of each name.
ReferenceData::Key ReferenceData::keyOf(
    FuelFactorKind kind,
    std::int64_t year,
    std::string_view category,
    std::string_view fuelType,
    std::string_view endUse
) const
{
    const auto y = static_cast<Key>(std::clamp<std::int64_t>(year, 0, lastYear));
    return (static_cast<Key>(kind) << 61U) | (y << 48U) | (numberOf(category) << 32U) |
           (numberOf(fuelType) << 16U) | numberOf(endUse);
}

void ReferenceData::add(const FuelFactor& factor)
{
    if (number(factor.category) > 0xffff || number(factor.fuelType) > 0xffff ||
        number(factor.endUse) > 0xffff)
        return; // More names than any table has: such a figure is never found.
    const std::string category = factor.category.value_or("");
    const std::string fuelType = factor.fuelType.value_or("");
    const std::string endUse = factor.endUse.value_or("");
    figures_.insert_or_assign(
        keyOf(factor.kind, factor.year, category, fuelType, endUse), factor.value
    );
    if (!fuelType.empty())
        typesOfYear_[keyOf(FuelFactorKind::energyDensity, factor.year, "", fuelType, "")] = true;
    if (factor.kind == FuelFactorKind::effectivenessRatio && !endUse.empty()) {
        auto& uses = endUses_[keyOf(factor.kind, factor.year, category, fuelType, "")];
        if (!holds(uses, endUse))
            uses.push_back(endUse);
    }
}

const Decimal* ReferenceData::figure(Key key) const
{
    const auto found = figures_.find(key);
    return found == figures_.end() ? nullptr : &found->second;
}

const ReferenceData::TypeEntry* ReferenceData::entry(std::string_view fuelType) const
{
    const auto found = typeByName_.find(fuelType);
    return found == typeByName_.end() ? nullptr : &types_[found->second];
}

std::optional<Decimal>
ReferenceData::targetIntensity(std::int64_t year, std::string_view category) const
{
    const Decimal* found = figure(keyOf(FuelFactorKind::targetIntensity, year, category, {}, {}));
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<Decimal>
ReferenceData::categoryIntensity(std::int64_t year, std::string_view category) const
{
    const Decimal* found = figure(keyOf(FuelFactorKind::categoryIntensity, year, category, {}, {}));
    return found == nullptr ? std::nullopt : std::optional(*found);
}

Decimal ReferenceData::defaultIntensity(std::int64_t year, std::string_view fuelType) const
{
    if (const Decimal* found =
            figure(keyOf(FuelFactorKind::defaultIntensity, year, {}, fuelType, {})))
        return *found;
    const TypeEntry* type = entry(fuelType);
    return type == nullptr ? Decimal() : type->row.fallbackIntensity.value_or(Decimal());
}

std::optional<Decimal>
ReferenceData::energyDensity(std::int64_t year, std::string_view fuelType) const
{
    if (numberOf(fuelType) == 0)
        return std::nullopt;
    for (std::int64_t y = std::min(year, lastYear); y >= firstYear; --y) {
        if (const Decimal* found =
                figure(keyOf(FuelFactorKind::energyDensity, y, {}, fuelType, {})))
            return *found;
    }
    return std::nullopt;
}

Decimal ReferenceData::effectivenessRatio(
    std::int64_t year, std::string_view category, std::string_view fuelType, std::string_view endUse
) const
{
    constexpr auto kind = FuelFactorKind::effectivenessRatio;
    if (const Decimal* exact = figure(keyOf(kind, year, category, fuelType, endUse)))
        return *exact;
    const Decimal* general = figure(keyOf(kind, year, category, fuelType, {}));
    return general == nullptr ? Decimal(1) : *general;
}

Decimal ReferenceData::additionalIntensity(
    std::int64_t year, std::string_view fuelType, std::string_view endUse
) const
{
    const Decimal* found =
        figure(keyOf(FuelFactorKind::additionalIntensity, year, {}, fuelType, endUse));
    return found == nullptr ? Decimal() : *found;
}

const FuelType* ReferenceData::fuelType(std::string_view name) const
{
    const TypeEntry* found = entry(name);
    return found == nullptr ? nullptr : &found->row;
}

const FuelCode* ReferenceData::fuelCode(std::string_view code) const
{
    const auto found = codeByName_.find(code);
    return found == codeByName_.end() ? nullptr : &codes_[found->second];
}

bool ReferenceData::isInPeriod(std::int64_t year, std::string_view fuelType) const
{
    const TypeEntry* type = entry(fuelType);
    if (type == nullptr)
        return false;
    if (!isLegacyPeriod(year))
        return !type->row.isLegacy;
    return numberOf(fuelType) != 0 &&
           typesOfYear_.contains(keyOf(FuelFactorKind::energyDensity, year, {}, fuelType, {}));
}

std::vector<std::string> ReferenceData::fuelTypes(std::int64_t year) const
{
    std::vector<std::string> names;
    for (const TypeEntry& type : types_) {
        if (isInPeriod(year, type.row.name))
            names.push_back(type.row.name);
    }
    return names;
}

std::vector<std::string>
ReferenceData::categories(std::int64_t year, std::string_view fuelType) const
{
    return isInPeriod(year, fuelType) ? entry(fuelType)->categories : std::vector<std::string>();
}

std::vector<std::string>
ReferenceData::provisions(std::int64_t year, std::string_view fuelType) const
{
    if (!isInPeriod(year, fuelType))
        return {};
    return isLegacyPeriod(year) ? legacyProvisions_ : entry(fuelType)->provisions;
}

const std::vector<std::string>* ReferenceData::endUsesOf(
    std::int64_t year, std::string_view fuelType, std::string_view category
) const
{
    const auto found =
        endUses_.find(keyOf(FuelFactorKind::effectivenessRatio, year, category, fuelType, {}));
    return found == endUses_.end() ? nullptr : &found->second;
}

std::vector<std::string> ReferenceData::endUses(
    std::int64_t year, std::string_view fuelType, std::string_view category
) const
{
    if (!isInPeriod(year, fuelType) || !allowsCategory(fuelType, category))
        return {};
    const auto* uses = endUsesOf(year, fuelType, category);
    return uses == nullptr ? std::vector{std::string(anyEndUse)} : *uses;
}

std::vector<std::string>
ReferenceData::fuelCodes(std::int64_t year, std::string_view fuelType) const
{
    std::vector<std::string> usable;
    for (const FuelCode& code : codes_) {
        if (isUsable(code, year, fuelType))
            usable.push_back(code.code);
    }
    return usable;
}

std::string ReferenceData::unit(std::string_view fuelType) const
{
    const TypeEntry* type = entry(fuelType);
    return type == nullptr ? std::string() : type->row.unit;
}

bool ReferenceData::isUsable(const FuelCode& code, std::int64_t year, std::string_view fuelType)
{
    const int y = static_cast<int>(std::clamp(year, firstYear, lastYear));
    return code.fuelType == fuelType && code.status == FuelCodeStatus::approved &&
           code.effectiveOn <= Date::of(y, 12, 31) &&
           (!code.expiresOn || *code.expiresOn >= Date::of(y, 1, 1));
}

bool ReferenceData::allowsCategory(std::string_view fuelType, std::string_view category) const
{
    const TypeEntry* type = entry(fuelType);
    return type != nullptr && holds(type->categories, category);
}

bool ReferenceData::allowsProvision(
    std::int64_t year, std::string_view fuelType, std::string_view provision
) const
{
    if (isLegacyPeriod(year))
        return holds(legacyProvisions_, provision);
    const TypeEntry* type = entry(fuelType);
    return type != nullptr && holds(type->provisions, provision);
}

bool ReferenceData::allowsEndUse(
    std::int64_t year, std::string_view fuelType, std::string_view category, std::string_view endUse
) const
{
    const auto* uses = endUsesOf(year, fuelType, category);
    return uses == nullptr ? endUse == anyEndUse : holds(*uses, endUse);
}

bool ReferenceData::needsEndUse(
    std::int64_t year, std::string_view fuelType, std::string_view category
) const
{
    const auto* uses = endUsesOf(year, fuelType, category);
    return uses != nullptr && uses->size() > 1;
}

} // namespace tidemark
