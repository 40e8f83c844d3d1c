#include "ui/runs/run_watch.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/format.hpp"
#include "ui/runs/run_row.hpp"
#include "ui/runs/run_words.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

constexpr int logPage = 1000;
constexpr int recentRuns = 10;

bool lists(const sync::Changes& changes, std::string_view entity, std::string_view id)
{
    const auto found = changes.entities.find(entity);
    if (found == changes.entities.end())
        return false;
    const auto& ids = found->second;
    return !ids || id.empty() || std::find(ids->begin(), ids->end(), id) != ids->end();
}

} // namespace

RunWatch::RunWatch(sync::AgentClient& agent, std::string runId, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , id_(std::move(runId))
    , channel_("run:" + id_)
{
    connect(&agent_, &sync::AgentClient::changed, this, &RunWatch::onChanged);
    connect(&agent_, &sync::AgentClient::liveMessage, this, &RunWatch::onLive);
    connect(&tick_, &QTimer::timeout, this, &RunWatch::tick);
    tick_.start(500);
    agent_.subscribe(channel_);
    loadRun();
    loadSteps();
    loadLog();
}

RunWatch::~RunWatch()
{
    agent_.unsubscribe(channel_);
}

bool RunWatch::isActive() const
{
    return isRunActive(textField(run_, "state"));
}

double RunWatch::progress() const
{
    return static_cast<double>(numberField(run_, "progress")) / 100.0;
}

int RunWatch::exceptions() const
{
    return static_cast<int>(numberField(run_, "exceptions"));
}

void RunWatch::loadRun()
{
    agent_.rowsGet("reportRun", id_, this, [this](Result<json::object> row) {
        if (!row && row.error().code == FaultCode::notFound) {
            askPlatformForRun();
        } else if (!row) {
            Q_EMIT failed(row.error());
        } else {
            acceptRun(*row);
            loadRecent();
        }
    });
}

/// A run that was started a moment ago is known there before the mirror has it.
void RunWatch::askPlatformForRun()
{
    const auto path = "/api/v1/report-runs/" + id_;
    agent_.platformCall("GET", path, {}, this, [this](Result<json::object> answer) {
        const auto* row = answer ? answer->if_contains("body") : nullptr;
        if (row && row->is_object())
            acceptRun(row->get_object());
        else if (!answer && run_.empty())
            Q_EMIT failed(answer.error());
    });
}

void RunWatch::loadSteps()
{
    const sync::RowQuery query{
        .entity = "runStep", .filter = {{"runId", "eq", json::value(id_)}}, .sort = {"position"}};
    agent_.rowsWindow(query, 0, 50, this, [this](Result<sync::RowPage> page) {
        if (!page)
            return;
        for (const json::object& row : page->rows)
            acceptStep(row);
    });
}

void RunWatch::loadRecent()
{
    const sync::RowQuery query{
        .entity = "reportRun",
        .filter = {{"definitionId", "eq", json::value(textField(run_, "definitionId"))}},
        .sort = {"-number"}};
    agent_.rowsWindow(query, 0, recentRuns, this, [this](Result<sync::RowPage> page) {
        if (!page)
            return;
        std::vector<std::int64_t> durations;
        std::int64_t longest = 1;
        int failures = 0;
        for (const json::object& row : page->rows) {
            durations.push_back(runningMs(row, Timestamp::now()).value_or(0));
            longest = std::max(longest, durations.back());
            failures += textField(row, "state") == "failed" ? 1 : 0;
        }
        recent_.clear();
        for (std::size_t i = page->rows.size(); i-- > 0;) {
            const Kind kind = runStateChip(textField(page->rows[i], "state")).kind;
            recent_ << QVariantMap{
                {QStringLiteral("height"),
                 static_cast<double>(durations[i]) / static_cast<double>(longest)},
                {QStringLiteral("color"), Tokens::current().textOf(kind)}};
        }
        std::sort(durations.begin(), durations.end());
        recentText_ = durations.empty()
                          ? QString()
                          : tr("median %1").arg(formatDuration(durations[durations.size() / 2]));
        if (failures > 0)
            recentText_ += QStringLiteral(" · ") + tr("%n failed", nullptr, failures);
        Q_EMIT recentChanged();
    });
}

void RunWatch::loadLog()
{
    if (isFetchingLog_) {
        isLogFetchDue_ = true;
        return;
    }
    isFetchingLog_ = true;
    const auto path = "/api/v1/report-runs/" + id_ + "/log?after=" + std::to_string(log_.last()) +
                      "&limit=" + std::to_string(logPage) + "&level=debug";
    agent_.platformCall("GET", path, {}, this, [this](Result<json::object> answer) {
        isFetchingLog_ = false;
        const auto* body = answer ? answer->if_contains("body") : nullptr;
        const auto* lines =
            body && body->is_object() ? body->get_object().if_contains("lines") : nullptr;
        if (!lines || !lines->is_array())
            return;
        const auto& array = lines->get_array();
        log_.append(array);
        if (array.size() == logPage || std::exchange(isLogFetchDue_, false))
            loadLog();
    });
}

void RunWatch::onChanged(const sync::Changes& changes)
{
    if (lists(changes, "reportRun", id_))
        loadRun();
    if (lists(changes, "runStep", {}))
        loadSteps();
}

void RunWatch::onLive(const QString& channel, const json::object& message)
{
    if (channel.toStdString() != channel_)
        return;
    const auto kind = textField(message, "t");
    isStale_ = kind == "stale";
    if (!isStale_)
        heardAt_ = Timestamp::now();
    if (kind == "ev")
        onEvent(message);
    if (kind == "gap")
        loadLog();
    const auto* state = message.if_contains("state");
    if (kind == "st" && state && state->is_object()) {
        const auto& all = state->get_object();
        if (const auto* run = all.if_contains("run"); run && run->is_object())
            acceptRun(run->get_object());
        if (const auto* steps = all.if_contains("steps"); steps && steps->is_array()) {
            for (const auto& step : steps->get_array()) {
                if (step.is_object())
                    acceptStep(step.get_object());
            }
        }
        loadLog();
    }
    Q_EMIT ageChanged();
}

void RunWatch::onEvent(const json::object& message)
{
    const auto* data = message.if_contains("data");
    if (!data || !data->is_object())
        return;
    const auto kind = textField(message, "kind");
    if (kind == "state")
        acceptRun(data->get_object());
    if (kind == "step")
        acceptStep(data->get_object());
    const auto* lines = data->get_object().if_contains("lines");
    if (kind == "log" && lines && lines->is_array())
        acceptLines(lines->get_array());
}

void RunWatch::acceptRun(const json::object& row)
{
    if (rowVersion(row) < rowVersion(run_))
        return;
    const bool wasActive = !run_.empty() && isActive();
    run_ = row;
    Q_EMIT runChanged();
    Q_EMIT stepsChanged(); // The axis and the states depend on both.
    if (wasActive && !isActive()) {
        loadRecent();
        loadLog();
    }
}

void RunWatch::acceptStep(const json::object& row)
{
    const auto id = textField(row, "id");
    const auto found = std::find_if(steps_.begin(), steps_.end(), [&](const json::object& step) {
        return textField(step, "id") == id;
    });
    if (found == steps_.end())
        steps_.push_back(row);
    else if (rowVersion(row) >= rowVersion(*found))
        *found = row;
    std::sort(steps_.begin(), steps_.end(), [](const json::object& a, const json::object& b) {
        return numberField(a, "position") < numberField(b, "position");
    });
    Q_EMIT stepsChanged();
}

void RunWatch::acceptLines(const json::array& lines)
{
    if (!log_.append(lines))
        loadLog();
}

void RunWatch::tick()
{
    if (isActive() && !run_.empty()) {
        Q_EMIT runChanged();
        Q_EMIT stepsChanged();
    }
    Q_EMIT ageChanged();
}

void RunWatch::setLogLevel(int least)
{
    log_.setLeast(static_cast<RunLogModel::Level>(least));
}

void RunWatch::setLogSearch(const QString& text)
{
    log_.setSearch(text);
}

} // namespace tidemark::ui
