// The work of a run's steps. How they follow each other is run_executor's matter.
#pragma once

#include "platform/runs/run_plan.hpp"
#include "platform/runs/run_services.hpp"
#include "platform/runs/transform.hpp"

#include <boost/asio/thread_pool.hpp>

#include <atomic>

namespace tidemark::platform {

/// Bounds of a run.
struct RunLimits {
    std::int64_t rows = 250'000;
    std::int64_t bytes = 512LL * 1024 * 1024; ///< Of the source's values.
};

/// What a step achieved.
struct StepResult {
    std::int64_t rowsIn = 0;
    std::int64_t rowsOut = 0;
    std::string message = {};
};

/// How a step tells of itself while it works.
class StepReporter {
public:
    virtual ~StepReporter() = default;
    virtual void log(LogLevel level, std::string_view message) = 0;
    /// Call often; `part` is 0..1 of the step. A fault ends the step: it was cancelled, lost its
    /// lease or passed its time.
    [[nodiscard]] virtual asio::awaitable<Result<void>>
    progress(double part, std::int64_t rows) = 0;
};

class SourceReader;

class RunSteps {
public:
    RunSteps(
        const RunServices& services,
        asio::thread_pool& threads,
        const RunPlan& plan,
        StepReporter& reporter,
        std::shared_ptr<std::atomic<bool>> stop
    );
    ~RunSteps();

    [[nodiscard]] asio::awaitable<Result<StepResult>> perform(RunStepKind kind);

    /// Of the run: rowsIn, rowsOut, exceptions and the artefact, as far as they are known.
    [[nodiscard]] boost::json::object figures() const;

private:
    using Done = asio::awaitable<Result<StepResult>>;
    [[nodiscard]] Done initialize();
    [[nodiscard]] asio::awaitable<Result<SourceReader>> openSource();
    [[nodiscard]] Done fetch();
    [[nodiscard]] Done validate(const boost::json::value& rules);
    [[nodiscard]] Done transform();
    [[nodiscard]] Done generate();
    [[nodiscard]] Result<void> keepWithinLimits(const std::vector<CellRow>& chunk);
    void tell(const CheckReport& report);

    const RunServices& services_;
    asio::thread_pool& threads_;
    const RunPlan& plan_;
    StepReporter& reporter_;
    std::shared_ptr<std::atomic<bool>> stop_;
    RunLimits limits_ = {};
    RowSet data_ = {};
    std::int64_t bytes_ = 0;
    boost::json::object figures_ = {};
    std::int64_t exceptions_ = 0;
};

/// `EMIR daily positions` of 2026-03-31, run 12 → `emir-daily-positions-20260331-000012.csv`.
[[nodiscard]] std::string artefactName(const ReportRun& run, Timestamp at);

/// 120000 → `120,000`.
[[nodiscard]] std::string grouped(std::int64_t number);

} // namespace tidemark::platform
