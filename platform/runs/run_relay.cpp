#include "platform/runs/run_relay.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/live/hub.hpp"
#include "platform/runs/run_recorder.hpp"

#include <boost/algorithm/string/split.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/json/parse.hpp>

#include <charconv>
#include <set>

namespace tidemark::platform {
namespace {

constexpr std::size_t mostLines = 500; ///< Of one reading; the rest is a reading of its own.

boost::json::array rowsOf(const EntityTable& table, const ResultSet& rows)
{
    boost::json::array list;
    for (int row = 0; row < rows.rowCount(); ++row) {
        std::string json;
        appendRow(json, table, rows, row);
        list.push_back(boost::json::parse(json));
    }
    return list;
}

boost::json::array linesOf(const ResultSet& rows)
{
    boost::json::array lines;
    for (int row = 0; row < rows.rowCount(); ++row) {
        std::string at;
        appendTimestamp(at, rows.text(row, 1));
        lines.push_back(boost::json::object{
            {"sequence", rows.integer(row, 0)},
            {"at", at},
            {"level", rows.text(row, 2)},
            {"step", rows.text(row, 3)},
            {"message", rows.text(row, 4)}});
    }
    return lines;
}

std::int64_t versionOf(const boost::json::value& row)
{
    std::int64_t rv = 0;
    const auto text = std::string_view(row.at("rv").as_string());
    std::from_chars(text.data(), text.data() + text.size(), rv);
    return rv;
}

} // namespace

asio::awaitable<Result<boost::json::value>>
runState(Database& database, const Tenancy& tenancy, Uuid run)
{
    const EntityTable& runTable = tableOf(*findEntity("reportRun"));
    const EntityTable& stepTable = tableOf(*findEntity("runStep"));
    Params runParams = {run.toString()};
    auto found = co_await database.read(tenancy, runTable.getSql, std::move(runParams));
    if (!found)
        co_return found.error();
    if (found->isEmpty())
        co_return Fault{
            FaultCode::notFound, "no_such_run", "There is no such run.", "Open the list of runs."};
    const std::string sql = "SELECT " + stepTable.columns + " FROM " + stepTable.name +
                            " WHERE run_id = $1 ORDER BY position";
    Params stepParams = {run.toString()};
    auto steps = co_await database.read(tenancy, sql, std::move(stepParams));
    if (!steps)
        co_return steps.error();
    boost::json::object state;
    state["run"] = rowsOf(runTable, *found)[0];
    state["steps"] = rowsOf(stepTable, *steps);
    co_return boost::json::value(std::move(state));
}

asio::awaitable<Result<boost::json::value>> latestRuns(Database& database, const Tenancy& tenancy)
{
    const EntityTable& table = tableOf(*findEntity("reportRun"));
    const std::string sql =
        "SELECT " + table.columns + " FROM " + table.name + " ORDER BY number DESC LIMIT 200";
    auto rows = co_await database.read(tenancy, sql);
    if (!rows)
        co_return rows.error();
    boost::json::object state;
    state["runs"] = rowsOf(table, *rows);
    co_return boost::json::value(std::move(state));
}

asio::awaitable<Result<boost::json::object>>
readLog(Database& database, const Tenancy& tenancy, Uuid run, LogQuery query)
{
    constexpr std::string_view sql =
        "SELECT sequence, at, level, step, message FROM app.run_log"
        " WHERE run_id = $1 AND sequence > $2"
        " AND array_position(ARRAY['debug','info','warn','error'], level)"
        " >= array_position(ARRAY['debug','info','warn','error'], $3)"
        " AND ($4 = '' OR position(lower($4) in lower(message)) > 0)"
        " ORDER BY sequence LIMIT $5";
    Params params = {
        run.toString(),
        std::to_string(query.after),
        query.level,
        query.search,
        std::to_string(query.limit)};
    auto rows = co_await database.read(tenancy, sql, std::move(params));
    if (!rows)
        co_return rows.error();
    boost::json::array lines = linesOf(*rows);
    boost::json::object answer;
    answer["last"] = lines.empty() ? boost::json::value(query.after) : lines.back().at("sequence");
    answer["lines"] = std::move(lines);
    co_return answer;
}

struct RunRelay::State : std::enable_shared_from_this<State> {
    State(Database& all, Hub& watchers, std::string name)
        : database(all)
        , hub(watchers)
        , node(std::move(name))
    {
    }

    using Key = std::pair<int, Uuid>;
    /// What the watchers know of a run.
    struct Told {
        std::int64_t line = 0;
        std::int64_t rv = 0;
    };

    /// One reading at a time for a run; news that come meanwhile lead to one more.
    void refresh(const Key& key, std::int64_t after)
    {
        const ChannelKey channel{key.first, "run:" + key.second.toString()};
        if (!hub.isHeard(channel) && !hub.isHeard({key.first, "runs"}))
            return;
        told.try_emplace(key, Told{.line = after});
        if (!reading.insert(key).second) {
            again.insert(key);
            return;
        }
        auto running = [](std::shared_ptr<State> state, Key wanted) -> asio::awaitable<void> {
            do {
                state->again.erase(wanted);
                co_await state->read(wanted);
            } while (state->again.contains(wanted));
            state->reading.erase(wanted);
        };
        asio::co_spawn(database.executor(), running(shared_from_this(), key), asio::detached);
    }

    asio::awaitable<void> read(Key key)
    {
        const Tenancy tenancy{.tenant = key.first};
        auto state = co_await runState(database, tenancy, key.second);
        if (!state)
            co_return; // Watchers keep what they have; the rows arrive by pull, too.
        RunEvents events;
        Told& last = told[key];
        const std::int64_t toldRv = last.rv;
        if (versionOf(state->at("run")) > toldRv)
            events.run = state->at("run");
        last.rv = std::max(last.rv, versionOf(state->at("run")));
        for (auto& step : state->at("steps").as_array()) {
            if (versionOf(step) > toldRv)
                events.steps.push_back(step);
            last.rv = std::max(last.rv, versionOf(step));
        }
        LogQuery query{.after = last.line, .limit = static_cast<std::int64_t>(mostLines)};
        auto log = co_await readLog(database, tenancy, key.second, std::move(query));
        if (log) {
            told[key].line = log->at("last").to_number<std::int64_t>();
            events.lines = std::move(log->at("lines").as_array());
            if (events.lines.size() == mostLines)
                again.insert(key);
        }
        const bool isOver = !state->at("run").at("finishedAt").is_null();
        publish(hub, key.first, key.second, std::move(events));
        if (isOver)
            forgetUnwatched();
    }

    /// Not by the end of a run: news of it that are still on their way would be told twice.
    void forgetUnwatched()
    {
        std::erase_if(told, [this](const auto& one) {
            const auto& [tenant, run] = one.first;
            return !reading.contains(one.first) && !hub.isHeard({tenant, "run:" + run.toString()});
        });
    }

    Database& database;
    Hub& hub;
    std::string node;
    std::set<Key> reading;
    std::set<Key> again;
    std::map<Key, Told> told;
};

RunRelay::RunRelay(Database& database, Hub& hub, std::string node)
    : state_(std::make_shared<State>(database, hub, std::move(node)))
{
}

RunRelay::~RunRelay() = default;

void RunRelay::refresh(int tenant, Uuid run, std::int64_t after)
{
    state_->refresh({tenant, run}, after);
}

void RunRelay::follow(Listener& listener)
{
    // `<node> <tenant> <run> <number of the last line before>`
    const auto heard = [state = state_](std::string_view, std::string_view payload) {
        std::vector<std::string> parts;
        boost::algorithm::split(parts, payload, [](char c) { return c == ' '; });
        if (parts.size() != 4 || parts[0] == state->node)
            return;
        int tenant = 0;
        std::int64_t after = 0;
        std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), tenant);
        std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), after);
        if (const auto run = Uuid::parse(parts[2]))
            state->refresh({tenant, *run}, after);
    };
    listener.onNotification("run_event", heard);
}

} // namespace tidemark::platform
