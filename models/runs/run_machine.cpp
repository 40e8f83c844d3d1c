#include "models/runs/run_machine.hpp"

#include "models/core/invariant.hpp"
#include "models/entity/record_codec.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tidemark {
namespace {

using std::chrono::seconds;
using enum RunState;

constexpr std::array<RunStepPlan, 7> steps{{
    {RunStepKind::initialize, initializing, 1, seconds(30), seconds(60)},
    {RunStepKind::fetchData, fetchingData, 3, seconds(30), seconds(900)},
    {RunStepKind::preValidation, RunState::preValidation, 1, seconds(30), seconds(300)},
    {RunStepKind::transform, transforming, 1, seconds(30), seconds(600)},
    {RunStepKind::postValidation, RunState::postValidation, 1, seconds(30), seconds(300)},
    {RunStepKind::generateArtifacts, generatingArtifacts, 2, seconds(10), seconds(600)},
    {RunStepKind::deliver, delivering, 3, seconds(60), seconds(600)},
}};

/// A set of states as bits.
constexpr unsigned bit(RunState state)
{
    return 1U << static_cast<unsigned>(state);
}

template <class... States>
constexpr unsigned setOf(States... states)
{
    return (bit(states) | ... | 0U);
}

constexpr unsigned executing = setOf(
    initializing,
    fetchingData,
    RunState::preValidation,
    transforming,
    RunState::postValidation,
    generatingArtifacts,
    delivering
);
constexpr unsigned stopped = setOf(failed, cancelled);

/// Where each state may go. Beyond the source system's table: paused is reached from the two states
/// that wait, and initializing may wait, since its step has a retry.
constexpr unsigned targetsOf(RunState from)
{
    switch (from) {
    case pending:
        return setOf(initializing, paused) | stopped;
    case initializing:
        return setOf(fetchingData, waitingRetry) | stopped;
    case fetchingData:
        return setOf(RunState::preValidation, transforming, waitingRetry) | stopped;
    case RunState::preValidation:
        return setOf(transforming, waitingRetry) | stopped;
    case transforming:
        return setOf(RunState::postValidation, generatingArtifacts, waitingRetry) | stopped;
    case RunState::postValidation:
        return setOf(generatingArtifacts, waitingRetry) | stopped;
    case generatingArtifacts:
        return setOf(delivering, completed, waitingRetry) | stopped;
    case delivering:
        return setOf(completed, waitingRetry) | stopped;
    case waitingRetry:
        return executing | setOf(paused) | stopped;
    case paused:
        return executing | setOf(cancelled);
    case completed:
    case failed:
    case cancelled:
        break;
    }
    return 0;
}

constexpr std::array<std::pair<RunErrorCode, std::string_view>, 8> errorCodes{{
    {RunErrorCode::connectionError, "CONNECTION_ERROR"},
    {RunErrorCode::timeout, "TIMEOUT"},
    {RunErrorCode::temporaryFailure, "TEMPORARY_FAILURE"},
    {RunErrorCode::rateLimited, "RATE_LIMITED"},
    {RunErrorCode::serviceUnavailable, "SERVICE_UNAVAILABLE"},
    {RunErrorCode::validationFailed, "VALIDATION_FAILED"},
    {RunErrorCode::badDefinition, "BAD_DEFINITION"},
    {RunErrorCode::internal, "INTERNAL"},
}};

} // namespace

std::span<const RunStepPlan> runSteps()
{
    return steps;
}

const RunStepPlan& planOf(RunStepKind kind)
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const RunStepPlan& plan) {
        return plan.kind == kind;
    });
    invariant(found != steps.end(), "every kind of step has a plan");
    return *found;
}

std::optional<RunStepKind> stepOf(RunState state)
{
    for (const RunStepPlan& plan : steps) {
        if (plan.state == state)
            return plan.kind;
    }
    return std::nullopt;
}

bool isSkipped(RunStepKind kind, const RunShape& shape)
{
    switch (kind) {
    case RunStepKind::preValidation:
        return !shape.hasPreRules;
    case RunStepKind::postValidation:
        return !shape.hasPostRules;
    case RunStepKind::deliver:
        return !shape.hasDestinations;
    default:
        return false;
    }
}

bool isExecuting(RunState state)
{
    return (executing & bit(state)) != 0;
}

bool isFinal(RunState state)
{
    return state == completed || state == failed || state == cancelled;
}

bool canMove(RunState from, RunState to)
{
    return (targetsOf(from) & bit(to)) != 0;
}

Result<RunState> moveRun(RunState from, RunState to)
{
    if (canMove(from, to))
        return to;
    return Fault{
        FaultCode::conflict,
        "wrong_run_state",
        "A run that is " + std::string(choiceName(from)) + " cannot become " +
            std::string(choiceName(to)) + ".",
        "Open the run again to see where it is."};
}

RunState firstState()
{
    return steps.front().state;
}

RunState stateAfter(RunStepKind done, const RunShape& shape)
{
    bool passed = false;
    for (const RunStepPlan& plan : steps) {
        if (passed && !isSkipped(plan.kind, shape))
            return plan.state;
        passed = passed || plan.kind == done;
    }
    return completed;
}

int progressOf(RunState state, RunState lastExecuting)
{
    switch (state) {
    case pending:
        return 0;
    case initializing:
        return 5;
    case fetchingData:
        return 15;
    case RunState::preValidation:
        return 30;
    case transforming:
        return 50;
    case RunState::postValidation:
        return 70;
    case generatingArtifacts:
        return 85;
    case delivering:
        return 95;
    case waitingRetry:
    case paused:
        return isExecuting(lastExecuting) ? progressOf(lastExecuting) : 0;
    case completed:
    case failed:
    case cancelled:
        break;
    }
    return 100;
}

std::string_view codeOf(RunErrorCode code)
{
    for (const auto& [known, text] : errorCodes) {
        if (known == code)
            return text;
    }
    return "INTERNAL";
}

bool isRetryable(std::string_view code)
{
    // The first five are about the other side, which may get well by itself.
    return std::any_of(errorCodes.begin(), errorCodes.begin() + 5, [&](const auto& known) {
        return known.second == code;
    });
}

RunErrorCode runErrorOf(const Fault& fault)
{
    switch (fault.code) {
    case FaultCode::offline:
        return RunErrorCode::connectionError;
    case FaultCode::timedOut:
        return RunErrorCode::timeout;
    case FaultCode::full:
        return RunErrorCode::rateLimited;
    case FaultCode::unavailable:
        return RunErrorCode::serviceUnavailable;
    case FaultCode::conflict:
        return RunErrorCode::temporaryFailure;
    case FaultCode::internal:
    case FaultCode::corrupt:
        return RunErrorCode::internal;
    default:
        return RunErrorCode::badDefinition;
    }
}

seconds retryDelay(RunStepKind kind, int failedAttempts)
{
    seconds delay = planOf(kind).retryDelay;
    for (int attempt = 1; attempt < failedAttempts && delay < retryDelayMost; ++attempt)
        delay *= 2;
    return std::min(delay, retryDelayMost);
}

std::optional<seconds>
retryAfter(RunStepKind kind, int failedAttempts, std::string_view code, seconds runFor)
{
    if (!isRetryable(code) || failedAttempts > planOf(kind).retriesMost)
        return std::nullopt;
    const seconds delay = retryDelay(kind, failedAttempts);
    if (runFor + delay >= runTimeMost)
        return std::nullopt;
    return delay;
}

} // namespace tidemark
