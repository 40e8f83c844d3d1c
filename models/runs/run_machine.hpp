// The states of a report run, its steps, and when a failed step is tried again. Pure.
#pragma once

#include "models/core/fault.hpp"
#include "models/entities/report_run.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tidemark {

/// Which optional steps a run has.
struct RunShape {
    bool hasPreRules = false;
    bool hasPostRules = false;
    bool hasDestinations = false;
};

/// How a step is run.
struct RunStepPlan {
    RunStepKind kind = RunStepKind::initialize;
    RunState state = RunState::initializing;
    int retriesMost = 1; ///< Tries again, after the first attempt.
    std::chrono::seconds retryDelay{30};
    std::chrono::seconds timeout{60};
};

inline constexpr std::chrono::seconds runTimeMost{7200};
inline constexpr std::chrono::seconds retryDelayMost{300};

/// The seven steps in order.
[[nodiscard]] std::span<const RunStepPlan> runSteps();
[[nodiscard]] const RunStepPlan& planOf(RunStepKind kind);
/// The step that a state executes; none for states that execute nothing.
[[nodiscard]] std::optional<RunStepKind> stepOf(RunState state);
/// The step has nothing to do in a run of that shape.
[[nodiscard]] bool isSkipped(RunStepKind kind, const RunShape& shape);

[[nodiscard]] bool isExecuting(RunState state); ///< One of the seven execution states.
[[nodiscard]] bool isFinal(RunState state);     ///< completed, failed, cancelled.

/// Whether the edge table has this move.
[[nodiscard]] bool canMove(RunState from, RunState to);
/// The same, as a fault `conflict`/`wrong_run_state` that names both.
[[nodiscard]] Result<RunState> moveRun(RunState from, RunState to);

/// The state after a step succeeded: the next step that is not skipped, else `completed`.
[[nodiscard]] RunState stateAfter(RunStepKind done, const RunShape& shape);
/// The first state of execution.
[[nodiscard]] RunState firstState();

/// 0..100. `waitingRetry` and `paused` keep the progress of `lastExecuting`.
[[nodiscard]] int progressOf(RunState state, RunState lastExecuting = RunState::pending);

/// Error codes of a step; upper case on the wire, see `codeOf`.
enum class RunErrorCode {
    connectionError,
    timeout,
    temporaryFailure,
    rateLimited,
    serviceUnavailable,
    validationFailed,
    badDefinition,
    internal
};

[[nodiscard]] std::string_view codeOf(RunErrorCode code); ///< `CONNECTION_ERROR`.
[[nodiscard]] bool isRetryable(std::string_view code);
/// The code for a fault: offline → CONNECTION_ERROR, timedOut → TIMEOUT, full → RATE_LIMITED …
[[nodiscard]] RunErrorCode runErrorOf(const Fault& fault);

/// Delay before attempt `failedAttempts` + 1: delay × 2^(failedAttempts − 1), at most 300 s.
[[nodiscard]] std::chrono::seconds retryDelay(RunStepKind kind, int failedAttempts);

/// When to try again after the `failedAttempts`-th failure, or none: the code is not retryable, the
/// retries are used up, or the run would pass its 7200 s.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfter(
    RunStepKind kind, int failedAttempts, std::string_view code, std::chrono::seconds runFor
);

} // namespace tidemark
