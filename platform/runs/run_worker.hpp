// Takes runs from the queue and executes them, a few at a time, until it is stopped.
#pragma once

#include "platform/database/listener.hpp"
#include "platform/runs/jobs.hpp"
#include "platform/runs/run_services.hpp"

#include <memory>
#include <optional>

namespace tidemark::platform {

struct WorkerSettings {
    int parallel = 2;               ///< Runs at once.
    std::chrono::seconds lease{15}; ///< How long a run waits whose worker died.
};

/// Sleeps until a job is due or PostgreSQL tells of a new one; looks by itself every minute. Lives
/// on the database's executor, its blocking work on threads of its own.
class RunWorker {
public:
    RunWorker(RunServices services, WorkerSettings settings);
    ~RunWorker();
    RunWorker(const RunWorker&) = delete;
    RunWorker& operator=(const RunWorker&) = delete;

    /// Be woken by new jobs. Before `listener.start()`; the listener must not outlive this.
    void follow(Listener& listener);

    void start();

    /// Begins no further run and gives those that are going on back to the queue; another worker,
    /// or this one when started again, begins them anew.
    void stop();

    /// Runs that are being executed now.
    [[nodiscard]] int running() const;

    /// Why the queue could not be read when it was last looked at; nothing when it could.
    [[nodiscard]] std::optional<Fault> trouble() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
