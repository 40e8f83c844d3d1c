#include "ui/sync/pending_source.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 60;

} // namespace

PendingSource::PendingSource(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    askSoon_.setSingleShot(true);
    askSoon_.setInterval(askDelayMs);
    connect(&askSoon_, &QTimer::timeout, this, &PendingSource::refresh);
    connect(&agent_, &sync::AgentClient::statusChanged, this, &PendingSource::onStatus);
    connect(&agent_, &sync::AgentClient::connected, &askSoon_, qOverload<>(&QTimer::start));
    connect(&agent_, &sync::AgentClient::resultArrived, &askSoon_, qOverload<>(&QTimer::start));
    askSoon_.start();
}

void PendingSource::refresh()
{
    agent_.call("pending.list", json::object(), this, [this](Result<json::value> answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        items_ = pendingItemsFrom(*answer);
        total_ = pendingTotalFrom(*answer);
        isLoaded_ = true;
        Q_EMIT changed();
    });
}

void PendingSource::retry(std::int64_t mid)
{
    act("pending.retry", mid);
}

void PendingSource::discard(std::int64_t mid)
{
    act("pending.discard", mid);
}

void PendingSource::edit(std::int64_t mid, json::array ops)
{
    json::object params{{"mid", mid}};
    params["ops"] = std::move(ops);
    agent_.call("pending.edit", params, this, [this](Result<json::value> answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
        refresh();
    });
}

void PendingSource::retryAll(const std::vector<std::int64_t>& mids)
{
    actOnAll("pending.retry", mids);
}

void PendingSource::discardAll(const std::vector<std::int64_t>& mids)
{
    actOnAll("pending.discard", mids);
}

void PendingSource::exportTo(const QString& file, const std::vector<std::int64_t>& mids)
{
    json::object params{{"file", file.toStdString()}};
    if (!mids.empty())
        params["mids"] = json::array(mids.begin(), mids.end());
    agent_.call("pending.export", params, this, [this, file](Result<json::value> answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        const auto* object = answer->if_object();
        const auto* items = object == nullptr ? nullptr : object->if_contains("items");
        Q_EMIT exported(file, items != nullptr && items->is_int64() ? int(items->get_int64()) : 0);
    });
}

void PendingSource::act(std::string_view method, std::int64_t mid)
{
    agent_.call(method, json::object{{"mid", mid}}, this, [this](Result<json::value> answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
        refresh();
    });
}

void PendingSource::actOnAll(std::string_view method, const std::vector<std::int64_t>& mids)
{
    const auto bulk = std::make_shared<Bulk>(Bulk{std::string(method), {mids.begin(), mids.end()}});
    actOnNext(bulk);
}

/// One at a time: the agent takes only so many calls at once.
void PendingSource::actOnNext(const std::shared_ptr<Bulk>& bulk)
{
    if (bulk->left.empty()) {
        Q_EMIT acted(bulk->done, bulk->failed);
        return refresh();
    }
    const std::int64_t mid = bulk->left.front();
    bulk->left.pop_front();
    const auto onAnswer = [this, bulk](const Result<json::value>& answer) {
        ++(answer ? bulk->done : bulk->failed);
        if (!answer)
            Q_EMIT failed(answer.error());
        actOnNext(bulk);
    };
    agent_.call(bulk->method, json::object{{"mid", mid}}, this, onAnswer);
}

void PendingSource::onStatus(const sync::Status& status)
{
    const bool isSame = pending_ == status.pending && needYou_ == status.needYou;
    pending_ = status.pending;
    needYou_ = status.needYou;
    if (!isSame)
        askSoon_.start();
}

} // namespace tidemark::ui
