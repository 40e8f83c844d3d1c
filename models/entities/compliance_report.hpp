// A supplier's yearly report and its fuel-supply schedule.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/fuel_reference.hpp"
#include "models/entities/identity.hpp"

namespace tidemark {

using ComplianceReportId = Id<struct ComplianceReportTag>;
using FuelSupplyId = Id<struct FuelSupplyTag>;

/// Life-cycle of a report; who may move it where is in models/fuel/report_lifecycle.hpp.
enum class ReportStatus {
    draft,
    submitted,
    analystAdjustment,
    recommendedByAnalyst,
    recommendedByManager,
    assessed,
    exempted
};
enum class ReportingFrequency { annual, quarterly };

/// One version of one organization's report for one period.
///
/// The lines of the low-carbon part that come from outside the schedules are set by the platform;
/// line 18 and what follows is calculated from the schedules, offline too.
struct ComplianceReport {
    ComplianceReportId id = {};
    std::int64_t rv = 0;
    OrganizationId organizationId = {};
    std::string organizationName = {}; ///< As it was when the report was opened.
    std::int64_t year = 0;             ///< Compliance period.
    ReportStatus status = ReportStatus::draft;
    std::int64_t version = 0; ///< 0 is the original.
    ReportingFrequency frequency = ReportingFrequency::annual;
    std::string nickname = {};
    std::string supplementalNote = {};
    Decimal line12 = {};         ///< Units transferred out.
    Decimal line13 = {};         ///< Units received.
    Decimal line14 = {};         ///< Units under initiative agreements.
    Decimal line15 = {};         ///< Line 18 of the assessed report of the period.
    Decimal line16 = {};         ///< Line 19 of the assessed report of the period.
    Decimal line17 = {};         ///< Available balance for the period.
    Decimal line18 = {};         ///< Units for supply, as of the last submission.
    Decimal line22 = {};         ///< Balance at the compliance date, as submitted.
    std::int64_t supplyRows = 0; ///< Rows of the schedule as of the last submission.
    std::optional<Timestamp> submittedAt = {};
    std::string submittedBy = {};
};

/// One row of the fuel-supply schedule. While drafted it may lack what its author has yet to enter;
/// the rules of models/fuel/supply_rules.hpp say what a submitted row needs.
struct FuelSupply {
    FuelSupplyId id = {};
    std::int64_t rv = 0;
    ComplianceReportId reportId = {};
    OrganizationId organizationId = {}; ///< The report's; set by the platform.
    std::string position = {};          ///< Order key: rows sort by its bytes, then by id.
    std::optional<std::string> fuelType = {};
    std::optional<std::string> fuelCategory = {};
    std::optional<std::string> provision = {};
    std::optional<std::string> endUse = {};
    std::optional<std::string> fuelCode = {};
    std::optional<Decimal> quantity = {}; ///< Whole units, above 0.
    std::optional<std::string> unit = {};
    std::optional<std::string> fuelTypeOther = {};
    std::optional<Decimal> energyDensity = {};       ///< Entered for "Other", else derived.
    std::optional<Decimal> recordedIntensity = {};   ///< RCI, derived.
    std::optional<Decimal> targetIntensity = {};     ///< TCI, derived.
    std::optional<Decimal> effectivenessRatio = {};  ///< EER, derived.
    std::optional<Decimal> additionalIntensity = {}; ///< UCI, derived.
    std::optional<Decimal> energy = {};              ///< MJ, derived.
    std::optional<Decimal> complianceUnits = {};     ///< Derived, 5 digits.
    bool isCanadaProduced = false;
    bool isQ1Supplied = false;
};

} // namespace tidemark
