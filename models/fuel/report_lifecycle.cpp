#include "models/fuel/report_lifecycle.hpp"

#include "models/core/permission.hpp"
#include "models/entity/record_codec.hpp"

#include <algorithm>
#include <array>

namespace tidemark {
namespace {

using enum ReportStatus;
using enum ReportAction;

constexpr auto supplier = ReportSide::supplier;
constexpr auto government = ReportSide::government;

constexpr std::array<ReportEdge, 15> edges{{
    {draft, submitted, submit, supplier, "report:submit"},
    {submitted, recommendedByAnalyst, recommendAsAnalyst, government, "report:recommend"},
    {analystAdjustment, recommendedByAnalyst, recommendAsAnalyst, government, "report:recommend"},
    {recommendedByAnalyst, recommendedByManager, recommendAsManager, government, "report:approve"},
    {recommendedByAnalyst, assessed, assess, government, "report:assess"},
    {recommendedByManager, assessed, assess, government, "report:assess"},
    {recommendedByAnalyst, exempted, exempt, government, "report:assess"},
    {recommendedByManager, exempted, exempt, government, "report:assess"},
    {recommendedByAnalyst, submitted, returnToAnalyst, government, "report:approve"},
    {recommendedByAnalyst, analystAdjustment, returnToAnalyst, government, "report:approve"},
    {recommendedByManager, recommendedByAnalyst, returnToManager, government, "report:assess"},
    {submitted, draft, returnToSupplier, government, "report:recommend"},
    {recommendedByAnalyst, draft, returnToSupplier, government, "report:recommend"},
    {recommendedByManager, draft, returnToSupplier, government, "report:recommend"},
    {analystAdjustment, draft, returnToSupplier, government, "report:recommend"},
}};

/// A decision must come from somebody else than the one who asked for it.
bool needsSecondPerson(ReportAction action)
{
    return action == recommendAsManager || action == assess || action == exempt;
}

Fault wrongStatus(ReportStatus from, ReportAction action)
{
    const bool submitting = action == submit;
    return Fault{
        FaultCode::conflict,
        submitting ? "not_draft" : "wrong_status",
        "The report is " + std::string(choiceName(from)) + ", so `" + std::string(nameOf(action)) +
            "` is not possible.",
        "Open the report again to see where it is."};
}

Fault forbidden(std::string_view reason, std::string_view cause)
{
    return Fault{
        FaultCode::forbidden,
        std::string(reason),
        std::string(cause),
        "Ask an administrator if you should be able to do this."};
}

} // namespace

std::span<const ReportEdge> reportEdges()
{
    return edges;
}

Result<ReportEdge>
moveReport(ReportStatus from, ReportAction action, const ReportActor& actor, bool isReassessment)
{
    const auto fits = [&](const ReportEdge& edge) {
        if (edge.from != from || edge.action != action)
            return false;
        return action != returnToAnalyst || (edge.to == analystAdjustment) == isReassessment;
    };
    const auto edge = std::find_if(edges.begin(), edges.end(), fits);
    if (edge == edges.end())
        return wrongStatus(from, action);
    if (edge->side != actor.side || !permits(actor.permissions, edge->permission))
        return forbidden("not_permitted", "You may not do this with a report.");
    if (edge->side == supplier && !actor.ownsReport)
        return forbidden("not_your_report", "The report is of another organization.");
    if (needsSecondPerson(action) && actor.madeLastMove)
        return forbidden("same_person", "Somebody else than the last one to act must do this.");
    return *edge;
}

std::vector<ReportAction> possibleActions(ReportStatus from, const ReportActor& actor)
{
    std::vector<ReportAction> possible;
    for (const ReportEdge& edge : edges) {
        const bool known =
            std::find(possible.begin(), possible.end(), edge.action) != possible.end();
        if (edge.from == from && !known && moveReport(from, edge.action, actor))
            possible.push_back(edge.action);
    }
    return possible;
}

ReportStatus shownTo(ReportSide side, ReportStatus status)
{
    const bool internal = status == recommendedByAnalyst || status == recommendedByManager;
    return side == supplier && internal ? submitted : status;
}

std::string_view nameOf(ReportAction action)
{
    switch (action) {
    case submit:
        return "submit";
    case recommendAsAnalyst:
        return "recommendAsAnalyst";
    case recommendAsManager:
        return "recommendAsManager";
    case assess:
        return "assess";
    case exempt:
        return "exempt";
    case returnToAnalyst:
        return "returnToAnalyst";
    case returnToManager:
        return "returnToManager";
    case returnToSupplier:
        break;
    }
    return "returnToSupplier";
}

} // namespace tidemark
