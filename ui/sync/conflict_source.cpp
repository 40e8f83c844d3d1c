#include "ui/sync/conflict_source.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 60;

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
