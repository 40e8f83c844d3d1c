// Executes one claimed run: step after step, with retries, until it ends or is taken away.
#pragma once

#include "platform/runs/run_recorder.hpp"
#include "platform/runs/run_steps.hpp"

namespace tidemark::platform {

/// One run on this worker. A run that a lost worker left behind starts again from its first step.
class RunExecutor final : private StepReporter {
public:
    RunExecutor(
        const RunServices& services, JobQueue& queue, asio::thread_pool& threads, ClaimedJob job
    );
    ~RunExecutor() override;
    RunExecutor(const RunExecutor&) = delete;
    RunExecutor& operator=(const RunExecutor&) = delete;

    /// Returns when the run has ended, waits to be tried again, or is no longer ours.
    [[nodiscard]] asio::awaitable<void> execute();

    /// Gives the run back soon, so that another worker may take it: the process stops.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    using Done = asio::awaitable<Result<void>>;

    void log(LogLevel level, std::string_view message) override;
    [[nodiscard]] asio::awaitable<Result<void>> progress(double part, std::int64_t rows) override;

    [[nodiscard]] Done run();
    [[nodiscard]] Done giveBack();
    [[nodiscard]] Done startOver();
    [[nodiscard]] Done begin(const RunStepPlan& plan);
    [[nodiscard]] Done perform(const RunStepPlan& plan);
    [[nodiscard]] Done skip(const RunStepPlan& plan);
    [[nodiscard]] Done end(const RunStepPlan& plan, const StepResult& result);
    [[nodiscard]] Done fail(const RunStepPlan& plan, const Fault& fault);
    [[nodiscard]] Done complete();
    [[nodiscard]] static asio::awaitable<void> keepLease(
        JobQueue queue,
        ClaimedJob job,
        std::shared_ptr<std::atomic<bool>> stop,
        std::shared_ptr<std::atomic<bool>> ended
    );
    [[nodiscard]] RunStep& stepOf(RunStepKind kind);
    [[nodiscard]] std::chrono::seconds runFor() const;

    const RunServices& services_;
    JobQueue& queue_;
    asio::thread_pool& threads_;
    ClaimedJob job_;
    std::shared_ptr<std::atomic<bool>> stop_ = std::make_shared<std::atomic<bool>>(false);
    bool isGivenBack_ = false;
    RunPlan plan_ = {};
    std::unique_ptr<RunRecorder> recorder_;
    std::unique_ptr<RunSteps> steps_;
    RunStepPlan current_ = {};
    Clock::time_point stepUntil_ = {};
    Clock::time_point nextWrite_ = {};
};

} // namespace tidemark::platform
