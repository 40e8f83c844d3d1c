// Notices of the local API.
#include "sync/engine/notice_board.hpp"

#include "sync/engine/blob_driver.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr qint64 changedGapMs = 16;
constexpr std::size_t channelsPerProgramMax = 64;

json::object toJson(const ChangedRows& rows, std::int64_t cut)
{
    json::object entities;
    for (const auto& [entity, ids] : rows) {
        if (!ids) {
            entities[entity] = nullptr;
            continue;
        }
        json::array list;
        for (const Uuid& id : *ids)
            list.emplace_back(id.toString());
        entities[entity] = std::move(list);
    }
    return {{"entities", std::move(entities)}, {"cut", std::to_string(cut)}};
}

json::object noticeOf(const PushResult& result)
{
    json::object notice{{"mid", result.mid}, {"status", nameOf(result.status)}};
    if (!result.cause.empty())
        notice["cause"] = result.cause;
    if (!result.nextStep.empty())
        notice["nextStep"] = result.nextStep;
    return notice;
}

} // namespace

NoticeBoard::NoticeBoard(Engine& engine, LocalServer& server, QObject* parent)
    : QObject(parent)
    , engine_(engine)
    , server_(server)
    , presence_(engine)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &NoticeBoard::sendChanged);
    connect(&engine_, &Engine::changed, this, &NoticeBoard::onChanged);
    connect(&engine_, &Engine::channelMessage, this, &NoticeBoard::onChannelMessage);
    connect(&presence_, &PresenceDriver::channelMessage, this, &NoticeBoard::onChannelMessage);
    connect(&engine_, &Engine::statusChanged, this, [this](const Status& status) {
        server_.notifyAll("status", sync::toJson(status));
    });
    connect(&engine_, &Engine::finished, this, [this](const PushResult& result) {
        server_.notifyAll("result", noticeOf(result));
    });
    connect(&engine_, &Engine::signedOut, this, [this](const std::string& reason) {
        server_.notifyAll("signedOut", json::object{{"reason", reason}});
    });
    connect(&engine_.blobs(), &BlobDriver::progressed, this, [this](const BlobProgress& progress) {
        server_.notifyAll("blobs", sync::toJson(progress));
    });
    connect(&server_, &LocalServer::greeted, this, [this](ConnectionId connection) {
        server_.notify(connection, "status", sync::toJson(engine_.status()));
    });
    connect(&server_, &LocalServer::left, this, &NoticeBoard::onLeft);
}

void NoticeBoard::onChanged(const ChangedRows& rows)
{
    if (rows.empty())
        return;
    mergeChanges(rows_, rows);
    if (timer_.isActive())
        return;
    const qint64 since = sinceSent_.isValid() ? sinceSent_.elapsed() : changedGapMs;
    if (since >= changedGapMs)
        return sendChanged();
    timer_.start(static_cast<int>(changedGapMs - since));
}

void NoticeBoard::sendChanged()
{
    sinceSent_.start();
    server_.notifyAll("changed", toJson(std::exchange(rows_, {}), engine_.cut()));
}

Result<void> NoticeBoard::subscribe(ConnectionId connection, const std::string& channel)
{
    auto& mine = channels_[connection];
    if (mine.size() >= channelsPerProgramMax)
        return Fault{
            FaultCode::full,
            "too_many_channels",
            "A program may follow 64 live channels at once.",
            "Close a window that follows a run."};
    if (!mine.insert(channel).second)
        return {};
    if (!PresenceDriver::isPresence(channel)) {
        engine_.link().listen(channel);
        return {};
    }
    auto opened = presence_.open(channel);
    if (!opened)
        mine.erase(channel);
    return opened;
}

void NoticeBoard::leave(const std::string& channel)
{
    if (PresenceDriver::isPresence(channel))
        presence_.close(channel);
    else
        engine_.link().leave(channel);
}

void NoticeBoard::unsubscribe(ConnectionId connection, const std::string& channel)
{
    const auto found = channels_.find(connection);
    if (found != channels_.end() && found->second.erase(channel) > 0)
        leave(channel);
}

void NoticeBoard::onLeft(ConnectionId connection)
{
    const auto mine = channels_.extract(connection);
    if (mine.empty())
        return;
    for (const auto& channel : mine.mapped())
        leave(channel);
}

void NoticeBoard::onChannelMessage(const std::string& channel, const json::object& message)
{
    const json::object notice{{"channel", channel}, {"message", message}};
    for (const auto& [connection, names] : channels_) {
        if (names.contains(channel))
            server_.notify(connection, "live", notice);
    }
}

} // namespace tidemark::sync
