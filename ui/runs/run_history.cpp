#include "ui/runs/run_history.hpp"

#include "models/entity/record_codec.hpp"
#include "models/runs/run_machine.hpp"
#include "ui/runs/run_row.hpp"

namespace tidemark::ui {
namespace {

namespace json = boost::json;

std::string_view stateOfStep(std::string_view kind)
{
    for (const RunStepPlan& plan : runSteps()) {
        if (choiceName(plan.kind) == kind)
            return choiceName(plan.state);
    }
    return kind;
}

} // namespace

std::vector<PastState> statesSoFar(const json::object& run, const std::vector<json::object>& steps)
{
    if (run.empty())
        return {};
    std::vector<PastState> past{{choiceName(RunState::pending), timeField(run, "createdAt")}};
    for (const json::object& step : steps) {
        const auto since = timeField(step, "startedAt");
        if (since && textField(step, "status") != choiceName(RunStepStatus::skipped))
            past.push_back({stateOfStep(textField(step, "kind")), since});
    }
    const auto now = textField(run, "state");
    if (past.back().state != now)
        past.push_back({now, timeField(run, "finishedAt")});
    return past;
}

} // namespace tidemark::ui
