// Tells the connected programs what changed.
#pragma once

#include "sync/engine/presence_driver.hpp"
#include "sync/localapi/local_server.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <set>

namespace tidemark::sync {

/// Notices of the local API: `status`, `changed`, `result`, `blobs`, `live`, `signedOut`.
///
/// Changes are told at once; a burst is folded, so that programs hear at most one `changed` in
/// 16 ms, which is one frame on their screens.
class NoticeBoard final : public QObject {
    Q_OBJECT

public:
    NoticeBoard(Engine& engine, LocalServer& server, QObject* parent = nullptr);

    /// One more or one less listener of a live channel. What a program forgets ends with it.
    [[nodiscard]] Result<void> subscribe(ConnectionId connection, const std::string& channel);
    void unsubscribe(ConnectionId connection, const std::string& channel);
    [[nodiscard]] PresenceDriver& presence() { return presence_; }

private:
    void leave(const std::string& channel);
    void onChanged(const ChangedRows& rows);
    void sendChanged();
    void onChannelMessage(const std::string& channel, const boost::json::object& message);
    void onLeft(ConnectionId connection);

    Engine& engine_;
    LocalServer& server_;
    PresenceDriver presence_;
    ChangedRows rows_ = {};
    QTimer timer_;
    QElapsedTimer sinceSent_;
    std::map<ConnectionId, std::set<std::string>> channels_ = {};
};

} // namespace tidemark::sync
