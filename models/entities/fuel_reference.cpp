#include "models/entities/fuel_reference.hpp"

#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_ENUM(FuelCodeStatus, draft, recommended, approved)
BOOST_DESCRIBE_ENUM(
    FuelFactorKind,
    targetIntensity,
    categoryIntensity,
    defaultIntensity,
    energyDensity,
    effectivenessRatio,
    additionalIntensity
)
BOOST_DESCRIBE_STRUCT(CompliancePeriod, (), (id, rv, year, startsOn, endsOn, reportingOpen))
BOOST_DESCRIBE_STRUCT(FuelCategory, (), (id, rv, name, defaultIntensity))
BOOST_DESCRIBE_STRUCT(
    FuelType,
    (),
    (id,
     rv,
     name,
     unit,
     fossilDerived,
     renewable,
     unrecognized,
     isLegacy,
     fallbackIntensity,
     provisions,
     categories)
)
BOOST_DESCRIBE_STRUCT(EndUse, (), (id, rv, name, intendedUse))
BOOST_DESCRIBE_STRUCT(Provision, (), (id, rv, name, isLegacy))
BOOST_DESCRIBE_STRUCT(FuelFactor, (), (id, rv, kind, year, category, fuelType, endUse, value, unit))
BOOST_DESCRIBE_STRUCT(
    FuelCode,
    (),
    (id,
     rv,
     code,
     fuelType,
     company,
     carbonIntensity,
     status,
     effectiveOn,
     expiresOn,
     facilityCountry)
)

TIDEMARK_CHOICE(FuelCodeStatus)
TIDEMARK_CHOICE(FuelFactorKind)
TIDEMARK_RECORD(CompliancePeriod)
TIDEMARK_RECORD(FuelCategory)
TIDEMARK_RECORD(FuelType)
TIDEMARK_RECORD(EndUse)
TIDEMARK_RECORD(Provision)
TIDEMARK_RECORD(FuelFactor)
TIDEMARK_RECORD(FuelCode)

std::vector<EntityInfo> describeFuelReference()
{
    return {
        describeEntity<CompliancePeriod>(
            {.name = "compliancePeriod",
             .plural = "compliance-periods",
             .code = 10,
             .permission = "settings",
             .list = {"year", "startsOn", "endsOn", "reportingOpen"},
             .rules = {range("year", 2010, 2100), fixed({"year"})}}
        ),
        describeEntity<FuelCategory>(
            {.name = "fuelCategory",
             .plural = "fuel-categories",
             .code = 11,
             .permission = "fuelcode",
             .list = {"name"},
             .rules = {unique("name"), scale(2, {"defaultIntensity"})}}
        ),
        describeEntity<FuelType>(
            {.name = "fuelType",
             .plural = "fuel-types",
             .code = 12,
             .permission = "fuelcode",
             .search = {"name"},
             .list = {"name", "unit", "renewable"},
             .rules =
                 {unique("name"),
                  length("name", 1, 80),
                  scale(2, {"fallbackIntensity"}),
                  mergeBy(MergeRule::set, {"provisions", "categories"})}}
        ),
        describeEntity<EndUse>(
            {.name = "endUse",
             .plural = "end-uses",
             .code = 13,
             .permission = "fuelcode",
             .list = {"name"},
             .rules = {unique("name")}}
        ),
        describeEntity<Provision>(
            {.name = "provision",
             .plural = "provisions",
             .code = 14,
             .permission = "fuelcode",
             .list = {"name"},
             .rules = {unique("name")}}
        ),
        describeEntity<FuelFactor>(
            {.name = "fuelFactor",
             .plural = "fuel-factors",
             .code = 15,
             .permission = "fuelcode",
             .list = {"kind", "year", "category", "fuelType", "endUse", "value", "unit"},
             .rules = {range("year", 2010, 2100), scale(5, {"value"})}}
        ),
        describeEntity<FuelCode>(
            {.name = "fuelCode",
             .plural = "fuel-codes",
             .code = 16,
             .permission = "fuelcode",
             .search = {"code", "company", "fuelType"},
             .list = {"code", "fuelType", "company", "carbonIntensity", "status", "expiresOn"},
             .rules = {unique("code"), length("code", 1, 40), scale(2, {"carbonIntensity"})}}
        ),
    };
}

} // namespace tidemark
