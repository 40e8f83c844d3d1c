// The life-cycle of a compliance report: which moves there are and who may make them.
#pragma once

#include "models/core/fault.hpp"
#include "models/entities/compliance_report.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

enum class ReportAction {
    submit,
    recommendAsAnalyst,
    recommendAsManager,
    assess,
    exempt,
    returnToAnalyst,
    returnToManager,
    returnToSupplier
};

enum class ReportSide { supplier, government };

/// One move.
struct ReportEdge {
    ReportStatus from = ReportStatus::draft;
    ReportStatus to = ReportStatus::draft;
    ReportAction action = ReportAction::submit;
    ReportSide side = ReportSide::supplier; ///< Whose move it is.
    std::string_view permission = {};       ///< `report:submit` …
};

/// Every move, in the order of the life-cycle.
[[nodiscard]] std::span<const ReportEdge> reportEdges();

/// Who asks for a move.
struct ReportActor {
    ReportSide side = ReportSide::supplier;
    std::span<const std::string> permissions = {};
    bool ownsReport = false;   ///< The report is of the actor's organization.
    bool madeLastMove = false; ///< Maker and checker must differ.
};

/// The move, or why not: `conflict`/`not_draft` or `wrong_status` from this status, `forbidden`/
/// `not_permitted`, `not_your_report` or `same_person` for this actor. `to` follows from the
/// status; returning a reassessment goes to analystAdjustment, see `isReassessment`.
[[nodiscard]] Result<ReportEdge> moveReport(
    ReportStatus from, ReportAction action, const ReportActor& actor, bool isReassessment = false
);

/// What the actor may do now.
[[nodiscard]] std::vector<ReportAction>
possibleActions(ReportStatus from, const ReportActor& actor);

/// Schedules may be edited.
[[nodiscard]] constexpr bool isEditable(ReportStatus status)
{
    return status == ReportStatus::draft || status == ReportStatus::analystAdjustment;
}

/// The summary is calculated anew whenever it is shown; elsewhere the stored lines hold.
[[nodiscard]] constexpr bool isRecalculated(ReportStatus status)
{
    return isEditable(status) || status == ReportStatus::submitted;
}

/// What a supplier sees: recommendations stay inside the government.
[[nodiscard]] ReportStatus shownTo(ReportSide side, ReportStatus status);

[[nodiscard]] std::string_view nameOf(ReportAction action);

} // namespace tidemark
