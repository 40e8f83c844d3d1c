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

/// A report: overlay first, then mirror.
Result<std::optional<RowImage>> reportWith(Database& db, const Uuid& id)
{
    const EntityInfo& report = *mirroredEntity("complianceReport");
    auto own = RowImage::fromOverlay(db, report, id); // A report that was opened offline.
    return !own || *own ? own : RowImage::fromMirror(db, report, id);
}

/// The report of a row.
Result<std::optional<RowImage>> reportOf(Database& db, const RowImage& row)
{
    const auto& fields = row.entity().fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [](const FieldInfo& field) {
        return field.name == "reportId";
    });
    const auto index = static_cast<std::size_t>(at - fields.begin()) + commonFields().size();
    return reportWith(db, row.value(index).uuid);
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

Result<std::vector<SupplyProblem>> SupplyDerivation::problemsOf(const boost::json::object& row)
{
    std::vector<SupplyProblem> problems;
    const auto* text = row.if_contains("reportId");
    const auto id = text != nullptr && text->is_string() ? Uuid::parse(text->get_string())
                                                         : Result<Uuid>(Fault{});
    if (!id)
        return problems;
    if (auto done = load(); !done)
        return done.error();
    const auto report = reportWith(db_, *id);
    if (!report)
        return report.error();
    auto supply = readRecord<FuelSupply>(row);
    if (!*report || !supply)
        return problems;
    const std::int64_t year = (*report)->toJson().at("year").as_int64();
    tidemark::derive(*supply, *reference_, year);
    return checkSupplyRow(*supply, *reference_, year);
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
