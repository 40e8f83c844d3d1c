#include "platform/runs/run_starter.hpp"

#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/runs/run_machine.hpp"
#include "platform/runs/jobs.hpp"
#include "platform/runs/run_recorder.hpp"

namespace tidemark::platform {
namespace {

const EntityInfo& runInfo()
{
    return *findEntity("reportRun");
}

Fault gone(std::string what)
{
    return {
        FaultCode::notFound,
        "no_such_row",
        "There is no such " + what + ".",
        "Open the list again."};
}

/// Numbers count up in a tenant without holes: the lock lasts until the end of the transaction.
constexpr std::string_view lockNumbersSql = "SELECT pg_advisory_xact_lock(7310003, $1::int)";
constexpr std::string_view nextNumberSql =
    "SELECT coalesce(max(number), 0) + 1 FROM app.report_run";

asio::awaitable<Result<std::int64_t>> nextNumber(Transaction& transaction)
{
    std::vector<Statement> statements = {
        {std::string(lockNumbersSql), {std::to_string(transaction.tenancy().tenant)}},
        {std::string(nextNumberSql), {}}};
    auto rows = co_await transaction.runAll(std::move(statements));
    if (!rows)
        co_return rows.error();
    co_return rows->back().integer(0, 0);
}

std::vector<boost::json::object> stepRows(const Uuid& run)
{
    std::vector<boost::json::object> steps;
    for (const RunStepPlan& plan : runSteps()) {
        boost::json::object step;
        step["runId"] = run.toString();
        step["kind"] = choiceName(plan.kind);
        step["position"] = static_cast<std::int64_t>(steps.size()) + 1;
        step["status"] = choiceName(RunStepStatus::pending);
        step["attemptsMost"] = plan.retriesMost + 1;
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace

asio::awaitable<Result<StoredRow>>
startRun(Transaction& transaction, Uuid definition, WriteContext context, RunTrigger trigger)
{
    const std::string by = context.actorName;
    RowWriter rows(transaction, std::move(context));
    auto found = co_await rows.lock(*findEntity("reportDefinition"), definition);
    if (!found)
        co_return found.error();
    if (!*found)
        co_return gone("report definition");
    auto record = readRecord<ReportDefinition>((*found)->object());
    if (!record)
        co_return record.error();
    if (!record->isActive)
        co_return Fault{
            FaultCode::conflict,
            "definition_inactive",
            "The report definition " + record->name + " is not active.",
            "Activate it, then run it."};
    auto number = co_await nextNumber(transaction);
    if (!number)
        co_return number.error();

    boost::json::object run;
    run["number"] = *number;
    run["definitionId"] = definition.toString();
    run["definitionName"] = record->name;
    run["state"] = choiceName(RunState::pending);
    run["trigger"] = choiceName(trigger);
    run["startedBy"] = by;
    auto created = co_await rows.create(runInfo(), std::move(run));
    if (!created)
        co_return created.error();
    rows.tell(
        runInfo(),
        *created,
        ActivityKind::created,
        "Started run " + std::to_string(*number) + " of " + record->name
    );
    if (auto finished = co_await rows.finish(); !finished)
        co_return finished.error();

    // The steps are part of the run; nobody did them one by one.
    RowWriter quiet(transaction, WriteContext::platform());
    auto steps = co_await quiet.createAll(*findEntity("runStep"), stepRows(created->id));
    if (!steps)
        co_return steps.error();
    Statement enqueue = JobQueue::enqueue(transaction.tenancy().tenant, "reportRun", created->id);
    auto queued = co_await transaction.run(enqueue.sql, std::move(enqueue.params));
    if (!queued)
        co_return queued.error();
    co_return std::move(*created);
}

asio::awaitable<Result<CancelledRun>>
cancelRun(Transaction& transaction, Uuid run, WriteContext context)
{
    const std::string by = context.actorName;
    // The job first, as the worker does: whoever is second waits, and then finds it gone.
    Statement withdraw = JobQueue::withdraw("reportRun", run);
    auto withdrawn = co_await transaction.run(withdraw.sql, std::move(withdraw.params));
    if (!withdrawn)
        co_return withdrawn.error();
    RowWriter rows(transaction, std::move(context));
    auto found = co_await rows.lock(runInfo(), run);
    if (!found)
        co_return found.error();
    if (!*found)
        co_return gone("report run");
    auto record = readRecord<ReportRun>((*found)->object());
    if (!record)
        co_return record.error();
    const auto moved = moveRun(record->state, RunState::cancelled);
    if (!moved)
        co_return moved.error();

    const std::string now = Timestamp::now().toString();
    boost::json::object changes;
    changes["state"] = choiceName(*moved);
    changes["progress"] = progressOf(*moved);
    changes["finishedAt"] = now;
    changes["errorCause"] = "Cancelled by " + by + ".";
    auto updated = co_await rows.update(runInfo(), run, std::move(changes));
    if (!updated)
        co_return updated.error();
    rows.tell(
        runInfo(),
        *updated,
        ActivityKind::statusChanged,
        "Cancelled run " + std::to_string(record->number) + " of " + record->definitionName
    );
    if (auto finished = co_await rows.finish(); !finished)
        co_return finished.error();

    std::vector<Statement> rest = {
        {"UPDATE app.run_step SET status = CASE status WHEN 'pending' THEN 'skipped' ELSE 'failed'"
         " END, finished_at = $2, message = 'Cancelled.'"
         " WHERE run_id = $1 AND status IN ('pending', 'running', 'retrying')",
         {run.toString(), now}},
        {"INSERT INTO app.run_log (tenant_id, id, run_id, sequence, at, level, step, message)"
         " SELECT $1, gen_random_uuid(), $2, coalesce(max(sequence), 0) + 1, $3, 'warn', '', $4"
         " FROM app.run_log WHERE run_id = $2 RETURNING sequence",
         {std::to_string(transaction.tenancy().tenant),
          run.toString(),
          now,
          "Cancelled by " + by + "."}}};
    auto done = co_await transaction.runAll(std::move(rest));
    if (!done)
        co_return done.error();
    co_return CancelledRun{std::move(*updated), done->back().integer(0, 0) - 1};
}

} // namespace tidemark::platform
