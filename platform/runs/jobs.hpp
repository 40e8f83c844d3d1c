// The queue of jobs in PostgreSQL: claimed by one worker at a time, held by a lease, fenced.
#pragma once

#include "platform/database/database.hpp"

#include <chrono>

namespace tidemark::platform {

/// A job that this worker has, until its lease ends.
struct ClaimedJob {
    int tenant = 0;
    Uuid id = {};
    std::string kind = {};
    Uuid subject = {}; ///< The run.
    std::int64_t fence = 0;
    int claims = 0; ///< 1 the first time.
};

class JobQueue {
public:
    /// `worker` names this process in the table, for people who look.
    JobQueue(Database& database, std::string worker, std::chrono::seconds lease);

    /// Puts a job into the queue as part of a transaction of the tenant.
    [[nodiscard]] static Statement enqueue(int tenant, std::string kind, Uuid subject);

    /// Takes a job out as part of a transaction of the tenant; whoever holds it writes no more.
    [[nodiscard]] static Statement withdraw(std::string kind, Uuid subject);

    /// Up to `most` jobs that are due and that nobody holds.
    [[nodiscard]] asio::awaitable<Result<std::vector<ClaimedJob>>> claim(int most);

    /// How long until a job is due; none when there is none.
    [[nodiscard]] asio::awaitable<Result<std::optional<std::chrono::milliseconds>>> nextIn();

    /// Renews the lease as part of a transaction, which thereby holds the job: `conflict`/
    /// `lease_lost` when another worker has it, or nobody needs it any more.
    [[nodiscard]] asio::awaitable<Result<void>>
    hold(Transaction& transaction, const ClaimedJob& job) const;

    /// As `hold`, in a transaction of its own.
    [[nodiscard]] asio::awaitable<Result<void>> renew(const ClaimedJob& job);

    /// The job is done, as part of a transaction that holds it.
    [[nodiscard]] static Statement finish(const ClaimedJob& job);

    /// Gives the job back, to be done again after `delay`, as part of a transaction that holds it.
    [[nodiscard]] static Statement postpone(const ClaimedJob& job, std::chrono::seconds delay);

    [[nodiscard]] std::chrono::seconds lease() const { return lease_; }

private:
    Database& database_;
    std::string worker_;
    std::chrono::seconds lease_;
};

} // namespace tidemark::platform
