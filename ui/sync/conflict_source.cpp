#include "ui/sync/conflict_source.hpp"

#include "ui/supply/problem_text.hpp"
#include "ui/kit/json_parts.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 60;

std::vector<json::object> itemsIn(const json::value& answer)
{
    return answer.is_object() ? objectsIn(answer.get_object(), "items")
                              : std::vector<json::object>();
}

std::int64_t integerIn(const json::object& item, std::string_view key)
{
    const auto* value = item.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

DecisionProblem problemFrom(std::string id, const json::object& from)
{
    SupplyProblem problem{.field = textIn(from, "field"), .reason = textIn(from, "reason")};
    if (const auto* args = from.if_contains("args"); args != nullptr && args->is_array()) {
        for (const json::value& each : args->get_array()) {
            if (each.is_string())
                problem.args.emplace_back(each.get_string());
        }
    }
    const QString field = fieldTitle(std::string_view(problem.field));
    return {
        std::move(id),
        textIn(from, "severity") == "error",
        ConflictSource::tr("%1: %2").arg(field, problemSentence(problem))};
}

} // namespace

ConflictSource::ConflictSource(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    askSoon_.setSingleShot(true);
    askSoon_.setInterval(askDelayMs);
    connect(&askSoon_, &QTimer::timeout, this, &ConflictSource::refresh);
    connect(&agent_, &sync::AgentClient::statusChanged, this, [this](const sync::Status& status) {
        if (std::exchange(needYou_, status.needYou) != status.needYou)
            askSoon_.start();
    });
    // A decision that waits for other rows of its change moves rows, but no count.
    connect(&agent_, &sync::AgentClient::changed, this, [this] {
        if (!items_.empty())
            askSoon_.start();
    });
    connect(&agent_, &sync::AgentClient::connected, &askSoon_, qOverload<>(&QTimer::start));
    connect(&agent_, &sync::AgentClient::resultArrived, &askSoon_, qOverload<>(&QTimer::start));
    askSoon_.start();
}

void ConflictSource::refresh()
{
    agent_.call("conflicts.list", json::object(), this, [this](Result<json::value> answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        items_ = conflictItemsFrom(*answer);
        Q_EMIT changed();
    });
    if (isFollowing_)
        refreshDecisions();
}

void ConflictSource::followDecisions()
{
    isFollowing_ = true;
}

void ConflictSource::refreshDecisions()
{
    agent_
        .call("conflicts.recent", json::object(), this, [this](const Result<json::value>& answer) {
            if (!answer)
                return; // What can be undone is worth less than a second fault.
            decisions_.clear();
            for (const json::object& item : itemsIn(*answer)) {
                Decision decision{.batch = integerIn(item, "batch")};
                decision.at = timestampIn(item, "at");
                decision.fields = static_cast<int>(integerIn(item, "fields"));
                decision.first = {.entity = textIn(item, "entity"), .id = textIn(item, "id")};
                if (const auto* row = item.if_contains("row"); row != nullptr && row->is_object())
                    decision.first.row = row->get_object();
                if (decision.batch > 0)
                    decisions_.push_back(std::move(decision));
            }
            Q_EMIT changed();
        });
}

void ConflictSource::check(
    const std::vector<ConflictItem>& items,
    bool isMine,
    QObject* context,
    std::function<void(std::vector<DecisionProblem>)> then
)
{
    json::array ids;
    for (const ConflictItem& item : items)
        ids.emplace_back(json::object{{"id", item.id}});
    const json::object params{{"source", isMine ? "mine" : "theirs"}, {"items", std::move(ids)}};
    const auto reply = [this, then = std::move(then)](const Result<json::value>& answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        std::vector<DecisionProblem> problems;
        for (const json::object& item : itemsIn(*answer)) {
            for (const json::object& problem : objectsIn(item, "problems"))
                problems.push_back(problemFrom(textIn(item, "id"), problem));
        }
        then(std::move(problems));
    };
    agent_.call("conflicts.previewBulk", params, context, reply);
}

void ConflictSource::decide(json::array choices)
{
    const int rows = static_cast<int>(choices.size());
    json::object params;
    params["items"] = std::move(choices);
    agent_.call("conflicts.resolve", params, this, [this, rows](Result<json::value> answer) {
        refresh();
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        const auto* object = answer->if_object();
        const auto* batch = object == nullptr ? nullptr : object->if_contains("batch");
        Q_EMIT decided(batch != nullptr && batch->is_int64() ? batch->get_int64() : 0, rows);
    });
}

void ConflictSource::undo(std::int64_t batch)
{
    agent_.call(
        "conflicts.undo",
        json::object{{"batch", batch}},
        this,
        [this](Result<json::value> answer) {
            refresh();
            if (answer)
                Q_EMIT undone();
            else
                Q_EMIT failed(answer.error());
        }
    );
}

} // namespace tidemark::ui
