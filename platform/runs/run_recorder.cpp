#include "platform/runs/run_recorder.hpp"

#include "models/core/timestamp.hpp"
#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "platform/entities/row_writer.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/live/hub.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::size_t mostMessage = 2000; ///< Bytes of one log line.

const EntityInfo& runInfo()
{
    static const EntityInfo& info = *findEntity("reportRun");
    return info;
}

const EntityInfo& stepInfo()
{
    static const EntityInfo& info = *findEntity("runStep");
    return info;
}

/// At most `most` bytes, not cutting a character in two.
std::string_view shortened(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    return text.substr(0, most);
}

} // namespace

void publish(Hub& hub, int tenant, Uuid run, RunEvents events)
{
    const ChannelKey channel{tenant, "run:" + run.toString()};
    for (boost::json::value& step : events.steps)
        hub.publish(channel, EventKind::step, std::move(step));
    if (!events.run.is_null()) {
        hub.publish({tenant, "runs"}, EventKind::state, events.run);
        hub.publish(channel, EventKind::state, std::move(events.run));
    }
    if (!events.lines.empty())
        hub.publish(
            channel, EventKind::log, boost::json::object{{"lines", std::move(events.lines)}}
        );
}

Statement tellOtherNodes(const std::string& node, int tenant, Uuid run, std::int64_t after)
{
    return {
        "SELECT pg_notify('run_event', $1)",
        {node + ' ' + std::to_string(tenant) + ' ' + run.toString() + ' ' + std::to_string(after)}};
}

Statement insertLog(int tenant, Uuid run, const boost::json::array& lines)
{
    return {
        "INSERT INTO app.run_log (tenant_id, id, run_id, sequence, at, level, step, message)"
        " SELECT $1, gen_random_uuid(), $2, x.sequence, x.at, x.level, x.step, x.message"
        " FROM jsonb_to_recordset($3::jsonb)"
        " AS x(sequence bigint, at timestamptz, level text, step text, message text)",
        {std::to_string(tenant), run.toString(), boost::json::serialize(lines)}};
}

boost::json::object
logLine(std::int64_t sequence, LogLevel level, std::string_view step, std::string_view message)
{
    return {
        {"sequence", sequence},
        {"at", Timestamp::now().toString()},
        {"level", choiceName(level)},
        {"step", step},
        {"message", shortened(message, mostMessage)}};
}

RunRecorder::RunRecorder(
    const RunServices& services,
    const JobQueue& queue,
    const ClaimedJob& job,
    std::int64_t lastSequence
)
    : services_(services)
    , queue_(queue)
    , job_(job)
    , sequence_(lastSequence)
{
}

void RunRecorder::log(LogLevel level, std::string_view step, std::string_view message)
{
    lines_.push_back(logLine(++sequence_, level, step, message));
}

asio::awaitable<Result<void>> RunRecorder::write(RunChange change)
{
    auto work = [this, &change](Transaction& transaction) -> asio::awaitable<Result<RunEvents>> {
        co_return co_await writeIn(transaction, change);
    };
    auto events = co_await services_.database.transact(Tenancy{.tenant = job_.tenant}, work);
    if (!events)
        co_return events.error();
    lines_.clear();
    services_.sequencer.changed();
    publish(services_.hub, job_.tenant, job_.subject, std::move(*events));
    co_return Result<void>();
}

asio::awaitable<Result<RunEvents>>
RunRecorder::writeIn(Transaction& transaction, const RunChange& change)
{
    if (auto held = co_await queue_.hold(transaction, job_); !held)
        co_return held.error();
    RunEvents events{.lines = lines_};
    RowWriter rows(transaction, WriteContext::platform());
    for (const StepChange& step : change.steps) {
        auto row = co_await rows.update(stepInfo(), step.id, step.fields);
        if (!row)
            co_return row.error();
        events.steps.push_back(boost::json::parse(row->json));
    }
    if (!change.run.empty()) {
        auto row = co_await rows.update(runInfo(), job_.subject, change.run);
        if (!row)
            co_return row.error();
        events.run = boost::json::parse(row->json);
    }
    std::vector<Statement> rest;
    if (!lines_.empty())
        rest.push_back(insertLog(job_.tenant, job_.subject, lines_));
    const auto before = sequence_ - static_cast<std::int64_t>(lines_.size());
    rest.push_back(tellOtherNodes(services_.node, job_.tenant, job_.subject, before));
    if (change.job == RunChange::Job::finish)
        rest.push_back(JobQueue::finish(job_));
    if (change.job == RunChange::Job::postpone)
        rest.push_back(JobQueue::postpone(job_, change.delay));
    auto done = co_await transaction.runAll(std::move(rest));
    if (!done)
        co_return done.error();
    if (auto finished = co_await rows.finish(); !finished)
        co_return finished.error();
    co_return events;
}

} // namespace tidemark::platform
