#include "ui/sync/set_aside_source.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 60;

int countIn(const json::object& answer, std::string_view key)
{
    const json::value* value = answer.if_contains(key);
    return value != nullptr && value->is_int64() ? int(value->get_int64()) : 0;
}

} // namespace

SetAsideSource::SetAsideSource(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    askSoon_.setSingleShot(true);
    askSoon_.setInterval(askDelayMs);
    connect(&askSoon_, &QTimer::timeout, this, &SetAsideSource::refresh);
    connect(&agent_, &sync::AgentClient::statusChanged, this, &SetAsideSource::onStatus);
    connect(&agent_, &sync::AgentClient::connected, &askSoon_, qOverload<>(&QTimer::start));
    askSoon_.start();
}

void SetAsideSource::refresh()
{
    ask("quarantine.list", json::object(), [this](const json::object& answer) {
        items_ = setAsideItemsFrom(answer);
        Q_EMIT changed();
    });
}

void SetAsideSource::exportTo(const QString& file)
{
    json::object params{{"file", file.toStdString()}};
    ask("quarantine.export", std::move(params), [this, file](const json::object& answer) {
        Q_EMIT exported(file, countIn(answer, "items"));
        refresh();
    });
}

void SetAsideSource::handOver()
{
    ask("quarantine.handOver", json::object(), [this](const json::object& answer) {
        Q_EMIT handedOver(countIn(answer, "handed"), countIn(answer, "left"));
        refresh();
    });
}

void SetAsideSource::discard(std::int64_t qid)
{
    ask("quarantine.discard", json::object{{"qid", qid}}, [this](const json::object&) { refresh(); }
    );
}

void SetAsideSource::onStatus(const sync::Status& status)
{
    if (std::exchange(count_, status.quarantined) != status.quarantined)
        askSoon_.start();
}

void SetAsideSource::ask(
    std::string_view method, json::object params, std::function<void(const json::object&)> then
)
{
    const auto onAnswer = [this, then = std::move(then)](const Result<json::value>& answer) {
        if (answer)
            then(answer->is_object() ? answer->get_object() : json::object());
        else
            Q_EMIT failed(answer.error());
    };
    agent_.call(method, std::move(params), this, onAnswer);
}

} // namespace tidemark::ui
