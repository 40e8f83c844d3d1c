#include "platform/runs/jobs.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view claimSql = "SELECT tenant_id, id, kind, subject, fence, claims"
                                      " FROM app.claim_jobs($1, $2::int, $3::int)";
constexpr std::string_view nextSql = "SELECT app.next_job_in()";
constexpr std::string_view holdSql =
    "UPDATE app.job SET lease_until = clock_timestamp() + make_interval(secs => $3::int)"
    " WHERE id = $1 AND fence = $2";

Uuid idIn(std::string_view text)
{
    const auto id = Uuid::parse(text);
    return id ? *id : Uuid{};
}

} // namespace

JobQueue::JobQueue(Database& database, std::string worker, std::chrono::seconds lease)
    : database_(database)
    , worker_(std::move(worker))
    , lease_(lease)
{
}

Statement JobQueue::enqueue(int tenant, std::string kind, Uuid subject)
{
    return {
        "INSERT INTO app.job (tenant_id, id, kind, subject) VALUES ($1, $2, $3, $4)",
        {std::to_string(tenant), Uuid::make().toString(), std::move(kind), subject.toString()}};
}

Statement JobQueue::withdraw(std::string kind, Uuid subject)
{
    return {
        "DELETE FROM app.job WHERE kind = $1 AND subject = $2",
        {std::move(kind), subject.toString()}};
}

Statement JobQueue::finish(const ClaimedJob& job)
{
    return {
        "DELETE FROM app.job WHERE id = $1 AND fence = $2",
        {job.id.toString(), std::to_string(job.fence)}};
}

Statement JobQueue::postpone(const ClaimedJob& job, std::chrono::seconds delay)
{
    return {
        "UPDATE app.job SET due_at = clock_timestamp() + make_interval(secs => $3::int),"
        " lease_until = '-infinity', holder = '' WHERE id = $1 AND fence = $2",
        {job.id.toString(), std::to_string(job.fence), std::to_string(delay.count())}};
}

asio::awaitable<Result<std::vector<ClaimedJob>>> JobQueue::claim(int most)
{
    auto work = [this, most](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        Params params = {worker_, std::to_string(lease_.count()), std::to_string(most)};
        co_return co_await transaction.run(claimSql, std::move(params));
    };
    auto rows = co_await database_.system(work);
    if (!rows)
        co_return rows.error();
    std::vector<ClaimedJob> jobs;
    for (int row = 0; row < rows->rowCount(); ++row)
        jobs.push_back(
            {static_cast<int>(rows->integer(row, 0)),
             idIn(rows->text(row, 1)),
             std::string(rows->text(row, 2)),
             idIn(rows->text(row, 3)),
             rows->integer(row, 4),
             static_cast<int>(rows->integer(row, 5))}
        );
    co_return jobs;
}

asio::awaitable<Result<std::optional<std::chrono::milliseconds>>> JobQueue::nextIn()
{
    auto rows = co_await database_.read({}, nextSql);
    if (!rows)
        co_return rows.error();
    std::optional<std::chrono::milliseconds> wait;
    if (!rows->isEmpty() && rows->at(0, 0))
        wait = std::chrono::milliseconds(rows->integer(0, 0));
    co_return wait;
}

asio::awaitable<Result<void>> JobQueue::hold(Transaction& transaction, const ClaimedJob& job) const
{
    Params params = {job.id.toString(), std::to_string(job.fence), std::to_string(lease_.count())};
    auto held = co_await transaction.run(holdSql, std::move(params));
    if (!held)
        co_return held.error();
    if (held->affectedRows() != 1)
        co_return Fault{
            FaultCode::conflict, "lease_lost", "The job is no longer held by this worker.", ""};
    co_return Result<void>();
}

asio::awaitable<Result<void>> JobQueue::renew(const ClaimedJob& job)
{
    auto work = [this, &job](Transaction& transaction) -> asio::awaitable<Result<void>> {
        co_return co_await hold(transaction, job);
    };
    co_return co_await database_.transact(Tenancy{.tenant = job.tenant}, work);
}

} // namespace tidemark::platform
