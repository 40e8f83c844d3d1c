#include "platform/runs/run_executor.hpp"

#include "models/entity/record_codec.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

/// Watchers see progress this often at most; so do the tables and the feed.
constexpr auto writeEvery = std::chrono::milliseconds(400);

std::string now()
{
    return Timestamp::now().toString();
}

bool isTaken(const Fault& fault)
{
    return fault.reason == "lease_lost" || fault.reason == "stopped";
}

RunErrorCode errorOf(const Fault& fault)
{
    return fault.reason == "validation_failed" ? RunErrorCode::validationFailed : runErrorOf(fault);
}

} // namespace

RunExecutor::RunExecutor(
    const RunServices& services, JobQueue& queue, asio::thread_pool& threads, ClaimedJob job
)
    : services_(services)
    , queue_(queue)
    , threads_(threads)
    , job_(std::move(job))
{
}

RunExecutor::~RunExecutor() = default;

void RunExecutor::stop()
{
    isGivenBack_ = true;
    stop_->store(true);
}

asio::awaitable<void> RunExecutor::execute()
{
    auto loading = [this](Transaction& transaction) -> asio::awaitable<Result<RunPlan>> {
        co_return co_await loadPlan(transaction, job_.subject);
    };
    auto plan = co_await services_.database.transact(Tenancy{.tenant = job_.tenant}, loading);
    if (!plan) {
        spdlog::error("run {}: {}", job_.subject.toString(), plan.error().cause);
        co_return; // The lease ends, and it is tried again.
    }
    plan_ = std::move(*plan);
    recorder_ = std::make_unique<RunRecorder>(services_, queue_, job_, plan_.lastSequence);
    StepReporter& reporter = *this;
    steps_ = std::make_unique<RunSteps>(services_, threads_, plan_, reporter, stop_);

    auto ended = std::make_shared<std::atomic<bool>>(false);
    auto keeping = keepLease(JobQueue(queue_), job_, stop_, ended);
    asio::co_spawn(services_.database.executor(), std::move(keeping), asio::detached);
    auto outcome = co_await run();
    ended->store(true);
    if (!outcome && isGivenBack_)
        outcome = co_await giveBack();
    if (!outcome && !isTaken(outcome.error()))
        spdlog::error("run {}: {}", job_.subject.toString(), outcome.error().cause);
}

/// Renews the lease while a step computes or waits for its source.
asio::awaitable<void> RunExecutor::keepLease(
    JobQueue queue,
    ClaimedJob job,
    std::shared_ptr<std::atomic<bool>> stop,
    std::shared_ptr<std::atomic<bool>> ended
)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    const auto every = std::chrono::milliseconds(queue.lease()) / 3;
    for (;;) {
        // In short pieces, so that a process that stops does not wait for it.
        for (auto left = every; left.count() > 0 && !ended->load(); left -= writeEvery) {
            timer.expires_after(std::min<std::chrono::milliseconds>(left, writeEvery));
            co_await timer.async_wait(asio::use_awaitable);
        }
        if (ended->load())
            co_return;
        const auto renewed = co_await queue.renew(job);
        if (!renewed && renewed.error().reason == "lease_lost")
            stop->store(true);
    }
}

RunExecutor::Done RunExecutor::giveBack()
{
    auto work = [this](Transaction& transaction) -> Done {
        if (auto held = co_await queue_.hold(transaction, job_); !held)
            co_return held.error();
        Statement back = JobQueue::postpone(job_, std::chrono::seconds(0));
        auto done = co_await transaction.run(back.sql, std::move(back.params));
        if (!done)
            co_return done.error();
        co_return Result<void>();
    };
    co_return co_await services_.database.transact(Tenancy{.tenant = job_.tenant}, work);
}

RunExecutor::Done RunExecutor::run()
{
    if (isFinal(plan_.run.state)) {
        RunChange over{.job = RunChange::Job::finish};
        co_return co_await recorder_->write(std::move(over));
    }
    if (auto started = co_await startOver(); !started)
        co_return started.error();
    for (const RunStepPlan& plan : runSteps()) {
        if (isSkipped(plan.kind, plan_.shape())) {
            if (auto skipped = co_await skip(plan); !skipped)
                co_return skipped.error();
            continue;
        }
        auto done = co_await perform(plan);
        if (done)
            continue;
        if (isTaken(done.error()))
            co_return done.error();
        co_return co_await fail(plan, done.error());
    }
    co_return co_await complete();
}

/// The data of earlier steps was with the worker that had them, so every step runs again.
RunExecutor::Done RunExecutor::startOver()
{
    if (plan_.run.state == RunState::pending || plan_.run.state == RunState::waitingRetry)
        co_return Result<void>();
    const auto moved = moveRun(plan_.run.state, RunState::waitingRetry);
    if (!moved)
        co_return moved.error();
    recorder_->log(
        LogLevel::warn, "", "The worker that had this run has stopped; the run starts again."
    );
    plan_.run.state = *moved;
    RunChange change;
    change.run["state"] = choiceName(*moved);
    co_return co_await recorder_->write(std::move(change));
}

RunStep& RunExecutor::stepOf(RunStepKind kind)
{
    const auto found = std::find_if(plan_.steps.begin(), plan_.steps.end(), [&](const auto& step) {
        return step.kind == kind;
    });
    return *found; // A run is created with all seven.
}

std::chrono::seconds RunExecutor::runFor() const
{
    if (!plan_.run.startedAt)
        return std::chrono::seconds(0);
    return std::chrono::seconds(
        (Timestamp::now().micros - plan_.run.startedAt->micros) / 1'000'000
    );
}

RunExecutor::Done RunExecutor::begin(const RunStepPlan& plan)
{
    const auto moved = moveRun(plan_.run.state, plan.state);
    if (!moved)
        co_return moved.error();
    plan_.run.state = *moved;
    RunStep& step = stepOf(plan.kind);
    ++step.attempt;
    current_ = plan;
    stepUntil_ = Clock::now() + plan.timeout;
    nextWrite_ = Clock::now() + writeEvery;

    RunChange change;
    change.run["state"] = choiceName(plan.state);
    change.run["progress"] = progressOf(plan.state);
    boost::json::object fields;
    fields["status"] = choiceName(RunStepStatus::running);
    fields["attempt"] = step.attempt;
    fields["startedAt"] = now();
    fields["finishedAt"] = nullptr;
    fields["rowsIn"] = 0;
    fields["rowsOut"] = 0;
    fields["message"] = "";
    change.steps.push_back({step.id.value, std::move(fields)});
    if (!plan_.run.startedAt) {
        plan_.run.startedAt = Timestamp::now();
        change.run["startedAt"] = plan_.run.startedAt->toString();
    }
    co_return co_await recorder_->write(std::move(change));
}

RunExecutor::Done RunExecutor::perform(const RunStepPlan& plan)
{
    if (auto begun = co_await begin(plan); !begun)
        co_return begun.error();
    auto result = co_await steps_->perform(plan.kind);
    if (stop_->load())
        co_return Fault{FaultCode::conflict, "stopped", "The run was taken away.", ""};
    if (!result)
        co_return result.error();
    co_return co_await end(plan, *result);
}

RunExecutor::Done RunExecutor::skip(const RunStepPlan& plan)
{
    const std::string why = plan.kind == RunStepKind::deliver ? "No destination is set up."
                                                              : "The definition has no such rules.";
    recorder_->log(LogLevel::info, choiceName(plan.kind), "Skipped: " + why);
    boost::json::object fields;
    fields["status"] = choiceName(RunStepStatus::skipped);
    fields["finishedAt"] = now();
    fields["message"] = why;
    RunChange change;
    change.steps.push_back({stepOf(plan.kind).id.value, std::move(fields)});
    co_return co_await recorder_->write(std::move(change));
}

RunExecutor::Done RunExecutor::end(const RunStepPlan& plan, const StepResult& result)
{
    boost::json::object fields;
    fields["status"] = choiceName(RunStepStatus::completed);
    fields["finishedAt"] = now();
    fields["rowsIn"] = result.rowsIn;
    fields["rowsOut"] = result.rowsOut;
    fields["message"] = result.message;
    RunChange change{.run = steps_->figures()};
    change.steps.push_back({stepOf(plan.kind).id.value, std::move(fields)});
    co_return co_await recorder_->write(std::move(change));
}

RunExecutor::Done RunExecutor::fail(const RunStepPlan& plan, const Fault& fault)
{
    const std::string_view code = codeOf(errorOf(fault));
    const RunStep& step = stepOf(plan.kind);
    const auto retry = retryAfter(plan.kind, static_cast<int>(step.attempt), code, runFor());
    RunChange change{.run = steps_->figures()};
    boost::json::object stepFields;
    stepFields["finishedAt"] = now();
    stepFields["message"] = fault.cause;
    if (retry) {
        recorder_->log(
            LogLevel::warn,
            choiceName(plan.kind),
            fault.cause + " Trying again in " + std::to_string(retry->count()) + " s."
        );
        change.run["state"] = choiceName(RunState::waitingRetry);
        stepFields["status"] = choiceName(RunStepStatus::retrying);
        change.job = RunChange::Job::postpone;
        change.delay = *retry;
    } else {
        recorder_->log(LogLevel::error, choiceName(plan.kind), fault.cause + ' ' + fault.nextStep);
        change.run["state"] = choiceName(RunState::failed);
        change.run["progress"] = progressOf(RunState::failed);
        change.run["finishedAt"] = now();
        change.run["failedStep"] = choiceName(plan.kind);
        change.run["errorCode"] = code;
        change.run["errorCause"] = fault.cause;
        stepFields["status"] = choiceName(RunStepStatus::failed);
        change.job = RunChange::Job::finish;
    }
    change.steps.push_back({step.id.value, std::move(stepFields)});
    co_return co_await recorder_->write(std::move(change));
}

RunExecutor::Done RunExecutor::complete()
{
    const auto moved = moveRun(plan_.run.state, RunState::completed);
    if (!moved)
        co_return moved.error();
    recorder_->log(LogLevel::info, "", "The run is complete.");
    RunChange change{.run = steps_->figures(), .job = RunChange::Job::finish};
    change.run["state"] = choiceName(RunState::completed);
    change.run["progress"] = progressOf(RunState::completed);
    change.run["finishedAt"] = now();
    change.run["failedStep"] = "";
    change.run["errorCode"] = "";
    change.run["errorCause"] = "";
    co_return co_await recorder_->write(std::move(change));
}

void RunExecutor::log(LogLevel level, std::string_view message)
{
    recorder_->log(level, choiceName(current_.kind), message);
}

asio::awaitable<Result<void>> RunExecutor::progress(double part, std::int64_t rows)
{
    if (stop_->load())
        co_return Fault{FaultCode::conflict, "stopped", "The run was taken away.", ""};
    const auto time = Clock::now();
    if (time > stepUntil_)
        co_return Fault{
            FaultCode::timedOut,
            "step_timed_out",
            "The step took longer than " + std::to_string(current_.timeout.count()) + " s.",
            "Narrow the query, or run it when the source is quiet."};
    if (time < nextWrite_)
        co_return Result<void>();
    nextWrite_ = time + writeEvery;
    const int from = progressOf(current_.state);
    const int to = progressOf(stateAfter(current_.kind, plan_.shape()));
    const int progress = from + static_cast<int>((to - from) * std::clamp(part, 0.0, 1.0));
    RunChange change{.run = steps_->figures()};
    change.run["progress"] = progress;
    boost::json::object fields;
    fields["rowsOut"] = rows;
    change.steps.push_back({stepOf(current_.kind).id.value, std::move(fields)});
    co_return co_await recorder_->write(std::move(change));
}

} // namespace tidemark::platform
