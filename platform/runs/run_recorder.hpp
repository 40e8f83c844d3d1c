// Writes what a run does: rows and log into the tables, then the same to whoever watches.
#pragma once

#include "models/entities/report_run.hpp"
#include "platform/runs/jobs.hpp"
#include "platform/runs/run_services.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tidemark::platform {

struct StoredRow;

/// One step's fields that change.
struct StepChange {
    Uuid id = {};
    boost::json::object fields = {};
};

/// What one transaction of a run writes.
struct RunChange {
    enum class Job { keep, finish, postpone };
    boost::json::object run = {};
    std::vector<StepChange> steps = {};
    Job job = Job::keep;
    std::chrono::seconds delay{0}; ///< Of `postpone`.
};

/// What a transaction wrote, as watchers get it.
struct RunEvents {
    boost::json::value run = {}; ///< Null: unchanged.
    std::vector<boost::json::value> steps = {};
    boost::json::array lines = {};
};

/// Tells watchers on this process, in the order of the rows, steps and lines.
void publish(Hub& hub, int tenant, Uuid run, RunEvents events);

/// Tells the other processes, as part of a transaction, that a run has news; its new log lines come
/// after the number `after`.
[[nodiscard]] Statement
tellOtherNodes(const std::string& node, int tenant, Uuid run, std::int64_t after);

/// Inserts log lines of `publish`'s form, as part of a transaction of the tenant.
[[nodiscard]] Statement insertLog(int tenant, Uuid run, const boost::json::array& lines);

/// One line as watchers and readers get it.
[[nodiscard]] boost::json::object
logLine(std::int64_t sequence, LogLevel level, std::string_view step, std::string_view message);

/// For the worker that holds the job: every write renews its lease, and writes nothing when the
/// lease is lost.
class RunRecorder {
public:
    /// `lastSequence` is the number of the run's last log line so far.
    RunRecorder(
        const RunServices& services,
        const JobQueue& queue,
        const ClaimedJob& job,
        std::int64_t lastSequence
    );

    /// Goes out with the next `write`.
    void log(LogLevel level, std::string_view step, std::string_view message);

    /// `conflict`/`lease_lost` when the run is no longer ours; then stop.
    [[nodiscard]] asio::awaitable<Result<void>> write(RunChange change);

private:
    [[nodiscard]] asio::awaitable<Result<RunEvents>>
    writeIn(Transaction& transaction, const RunChange& change);

    const RunServices& services_;
    const JobQueue& queue_;
    const ClaimedJob& job_;
    std::int64_t sequence_;
    boost::json::array lines_;
};

} // namespace tidemark::platform
