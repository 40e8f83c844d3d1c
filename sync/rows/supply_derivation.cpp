#include "sync/rows/supply_derivation.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/supply_rules.hpp"
#include "sync/mirror/mirror_schema.hpp"

#include <algorithm>
#include <array>

namespace tidemark::sync {
namespace {

constexpr std::array<std::string_view, 7> references{
    "compliancePeriod",
    "fuelCategory",
    "fuelType",
    "endUse",
    "provision",
    "fuelFactor",
    "fuelCode"};

template <class T>
Result<void> readAll(Database& db, std::string_view name, std::vector<T>& records)
{
    const EntityInfo* entity = mirroredEntity(name);
    auto ids = db.prepare("SELECT id FROM main." + tableOf(*entity));
    if (!ids)
        return ids.error();
    auto more = ids->step();
    for (; more && *more; more = ids->step()) {
        const auto image = RowImage::fromMirror(db, *entity, ids->uuid(0));
        if (!image)
            return image.error();
        if (!*image)
            continue;
        auto record = readRecord<T>((*image)->toJson());
        if (!record)
            return record.error();
        records.push_back(*std::move(record));
    }
    if (!more)
        return more.error();
    return {};
}

/// The report of a row: overlay first, then mirror.
Result<std::optional<RowImage>> reportOf(Database& db, const RowImage& row)
{
    const auto& fields = row.entity().fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [](const FieldInfo& field) {
        return field.name == "reportId";
    });
    const auto index = static_cast<std::size_t>(at - fields.begin()) + commonFields().size();
    const EntityInfo& report = *mirroredEntity("complianceReport");
    const Uuid id = row.value(index).uuid;
    auto own = RowImage::fromOverlay(db, report, id); // A report that was opened offline.
    return !own || *own ? own : RowImage::fromMirror(db, report, id);
}

} // namespace

bool SupplyDerivation::isReference(std::string_view entity)
{
    return std::find(references.begin(), references.end(), entity) != references.end();
}

bool SupplyDerivation::dependsOn(std::string_view entity)
{
    return entity == "complianceReport" || isReference(entity);
}

Result<void> SupplyDerivation::load()
{
    if (reference_)
        return {};
    ReferenceTables tables;
    for (const auto& done :
         {readAll(db_, "compliancePeriod", tables.periods),
          readAll(db_, "fuelCategory", tables.categories),
          readAll(db_, "fuelType", tables.fuelTypes),
          readAll(db_, "endUse", tables.endUses),
          readAll(db_, "provision", tables.provisions),
          readAll(db_, "fuelFactor", tables.factors),
          readAll(db_, "fuelCode", tables.fuelCodes)}) {
        if (!done)
            return done;
    }
    reference_.emplace(tables);
    return {};
}

Result<void> SupplyDerivation::derive(RowImage& row)
{
    if (row.entity().name != "fuelSupply")
        return {};
    if (auto done = load(); !done)
        return done;
    const auto report = reportOf(db_, row);
    if (!report)
        return report.error();
    boost::json::object derived;
    if (*report) {
        const auto reportJson = (*report)->toJson();
        const auto year = reportJson.at("year").as_int64();
        auto fields = derivedFields(row.toJson(), *reference_, year);
        if (fields)
            derived = *std::move(fields);
        derived["organizationId"] = reportJson.at("organizationId");
    }
    if (derived.size() <= 1) {
        for (const std::string_view name : derivedFieldNames()) {
            if (name != "energyDensity") // It may have been entered.
                derived[name] = nullptr;
        }
    }
    row.set(derived);
    return {};
}

} // namespace tidemark::sync
