#include "ui/supply/supply_choices.hpp"

#include <algorithm>

namespace tidemark::ui {

namespace {

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

constexpr std::array dependents{
    SupplyField::fuelCategory, SupplyField::provision, SupplyField::endUse, SupplyField::fuelCode};

} // namespace

QString shortProvision(const std::string& provision)
{
    const bool isPresent = provision.find("section 19") != std::string::npos;
    if (!isPresent)
        return textOf(provision);
    // Terms of the regulation, as the fuels are: the same in every language, also when pasted.
    switch (provisionKindOf(provision)) {
    case ProvisionKind::prescribed:
        return QStringLiteral("Prescribed CI");
    case ProvisionKind::fuelCode:
        return QStringLiteral("Fuel code");
    case ProvisionKind::defaultIntensity:
        return QStringLiteral("Default CI");
    case ProvisionKind::other:
        break;
    }
    return textOf(provision);
}

QString shortUnit(const std::string& unit)
{
    return textOf(unit.substr(0, unit.find(" (")));
}

SupplyChoices::SupplyChoices(std::shared_ptr<const ReferenceData> reference, std::int64_t year)
    : reference_(std::move(reference))
    , year_(year)
{
}

bool SupplyChoices::takesFuelCode(const FuelSupply& row)
{
    return row.provision && provisionKindOf(*row.provision) == ProvisionKind::fuelCode;
}

const std::vector<Choice>& SupplyChoices::of(const FuelSupply& row, SupplyField field) const
{
    std::string key(1, static_cast<char>('a' + static_cast<int>(field)));
    if (field != SupplyField::fuelType)
        key += row.fuelType.value_or(std::string());
    if (field == SupplyField::endUse)
        key += '\n' + row.fuelCategory.value_or(std::string());
    if (field == SupplyField::fuelCode && !takesFuelCode(row))
        key = "none";
    auto known = known_.find(key);
    if (known == known_.end())
        known = known_.emplace(key, key == "none" ? std::vector<Choice>() : look(row, field)).first;
    return known->second;
}

std::vector<Choice> SupplyChoices::look(const FuelSupply& row, SupplyField field) const
{
    std::vector<Choice> choices;
    if (!reference_)
        return choices;
    const std::string type = row.fuelType.value_or(std::string());
    std::vector<std::string> names;
    if (field == SupplyField::fuelType)
        names = reference_->fuelTypes(year_);
    else if (field == SupplyField::fuelCategory)
        names = reference_->categories(year_, type);
    else if (field == SupplyField::provision)
        names = reference_->provisions(year_, type);
    else if (field == SupplyField::endUse)
        names = reference_->endUses(year_, type, row.fuelCategory.value_or(std::string()));
    else if (field == SupplyField::fuelCode)
        names = reference_->fuelCodes(year_, type);
    if (field == SupplyField::fuelCode)
        std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        Choice choice{.value = textOf(name), .label = textOf(name)};
        if (field == SupplyField::provision) {
            choice.label = shortProvision(name);
            const auto section = choice.value.indexOf(QLatin1String("section"));
            if (choice.label != choice.value && section >= 0)
                choice.detail = choice.value.mid(section);
        } else if (field == SupplyField::fuelCode) {
            const FuelCode* code = reference_->fuelCode(name);
            if (code != nullptr)
                choice.detail = textOf(code->carbonIntensity.toString() + " · " + code->company);
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::string
SupplyChoices::valueFor(const FuelSupply& row, SupplyField field, const QString& text) const
{
    const QString typed = text.simplified();
    for (const Choice& choice : of(row, field)) {
        if (choice.value.compare(typed, Qt::CaseInsensitive) == 0 ||
            choice.label.compare(typed, Qt::CaseInsensitive) == 0)
            return choice.value.toStdString();
    }
    return typed.toStdString();
}

void SupplyChoices::settle(FuelSupply& row, std::span<const SupplyField> entered) const
{
    if (!reference_)
        return;
    for (const SupplyField field : dependents) {
        if (std::find(entered.begin(), entered.end(), field) != entered.end())
            continue;
        const std::vector<Choice>& choices = of(row, field);
        const std::string now = enteredText(row, field, reference_.get());
        const bool fits = std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
            return choice.value.toStdString() == now;
        });
        if (now.empty() ? choices.size() != 1 || field == SupplyField::fuelCode : fits)
            continue;
        const bool isObvious = choices.size() == 1 && field != SupplyField::fuelCode;
        enterText(row, field, isObvious ? choices.front().value.toStdString() : std::string());
    }
    if (!isOtherFuel(row, reference_.get()))
        row.fuelTypeOther.reset();
}

} // namespace tidemark::ui
