#include "ui/sync/supply_case.hpp"

#include "models/entity/record_codec.hpp"
#include "ui/supply/supply_choices.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// Mine, which the person begins to edit from.
FuelSupply rowOf(const ConflictItem& item)
{
    FuelSupply row;
    json::object values = item.row;
    for (const ConflictChoiceGroup& group : item.groups) {
        for (const ConflictValue& value : group.values)
            values[value.field] = value.mine;
    }
    for (const SupplyField field : supplyFields) {
        const auto* value = values.if_contains(nameOf(field));
        if (value != nullptr && value->is_string())
            enterText(row, field, std::string(value->get_string()));
    }
    return row;
}

} // namespace

FieldChoices supplyChoices(const ConflictItem& item, std::shared_ptr<const ReferenceData> reference)
{
    const auto* year = item.report.if_contains("year");
    if (item.entity != "fuelSupply" || !reference || year == nullptr || !year->is_int64())
        return {};
    const auto choices = std::make_shared<SupplyChoices>(std::move(reference), year->get_int64());
    return [choices, row = rowOf(item)](const std::string& name) {
        for (const SupplyField field : supplyFields) {
            if (nameOf(field) == name)
                return choices->of(row, field);
        }
        return std::vector<Choice>();
    };
}

} // namespace tidemark::ui
