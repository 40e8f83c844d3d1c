#include "models/entities/compliance_report.hpp"

#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_ENUM(
    ReportStatus,
    draft,
    submitted,
    analystAdjustment,
    recommendedByAnalyst,
    recommendedByManager,
    assessed,
    exempted
)
BOOST_DESCRIBE_ENUM(ReportingFrequency, annual, quarterly)
BOOST_DESCRIBE_STRUCT(
    ComplianceReport,
    (),
    (id,
     rv,
     organizationId,
     organizationName,
     year,
     status,
     version,
     frequency,
     nickname,
     supplementalNote,
     line12,
     line13,
     line14,
     line15,
     line16,
     line17,
     line18,
     line22,
     supplyRows,
     submittedAt,
     submittedBy)
)
BOOST_DESCRIBE_STRUCT(
    FuelSupply,
    (),
    (id,
     rv,
     reportId,
     organizationId,
     position,
     fuelType,
     fuelCategory,
     provision,
     endUse,
     fuelCode,
     quantity,
     unit,
     fuelTypeOther,
     energyDensity,
     recordedIntensity,
     targetIntensity,
     effectivenessRatio,
     additionalIntensity,
     energy,
     complianceUnits,
     isCanadaProduced,
     isQ1Supplied)
)

TIDEMARK_CHOICE(ReportStatus)
TIDEMARK_CHOICE(ReportingFrequency)
TIDEMARK_RECORD(ComplianceReport)
TIDEMARK_RECORD(FuelSupply)

std::vector<EntityInfo> describeComplianceReports()
{
    return {
        describeEntity<ComplianceReport>(
            {.name = "complianceReport",
             .plural = "compliance-reports",
             .code = 20,
             .permission = "report",
             .scope = Scope::organization,
             .search = {"organizationName", "nickname"},
             .list =
                 {"organizationName",
                  "year",
                  "status",
                  "version",
                  "line18",
                  "line22",
                  "submittedAt"},
             .rules =
                 {references("organizationId", "organization"),
                  fixed({"organizationId", "year", "frequency"}),
                  range("year", 2010, 2100),
                  length("nickname", 0, 120),
                  length("supplementalNote", 0, 4000),
                  mergeBy(MergeRule::text, {"supplementalNote"}),
                  platformSet(
                      {"organizationName",
                       "status",
                       "version",
                       "line12",
                       "line13",
                       "line14",
                       "line15",
                       "line16",
                       "line17",
                       "line18",
                       "line22",
                       "supplyRows",
                       "submittedAt",
                       "submittedBy"}
                  )}}
        ),
        describeEntity<FuelSupply>(
            {.name = "fuelSupply",
             .plural = "fuel-supplies",
             .code = 21,
             .permission = "schedule_row",
             .scope = Scope::organization,
             .search = {"fuelType", "fuelCode"},
             .list =
                 {"fuelType",
                  "fuelCategory",
                  "provision",
                  "endUse",
                  "fuelCode",
                  "quantity",
                  "unit",
                  "recordedIntensity",
                  "effectivenessRatio",
                  "complianceUnits"},
             .rules =
                 {references("reportId", "complianceReport"),
                  fixed({"reportId"}),
                  platformSet({"organizationId"}),
                  length("position", 1, 200),
                  length("fuelTypeOther", 0, 1000),
                  mergeBy(MergeRule::theirs, {"position"}),
                  mergeGroup({"quantity", "unit"}),
                  mergeGroup({"fuelType", "fuelTypeOther", "energyDensity"}),
                  mergeGroup({"provision", "fuelCode"}),
                  scale(
                      2,
                      {"energyDensity",
                       "recordedIntensity",
                       "effectivenessRatio",
                       "additionalIntensity",
                       "energy"}
                  ),
                  scale(5, {"targetIntensity", "complianceUnits"})}}
        ),
    };
}

} // namespace tidemark
