// A stand-in for the agent that serves canned rows over a real local socket; for tests and for
// looking at pages without a platform.
#pragma once

#include "sync/client/rows.hpp"
#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"
#include "sync/wire/status.hpp"

#include <QLocalServer>
#include <QObject>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QLocalSocket;

namespace tidemark::tests {

/// Answers `hello`, `status.get`, `rows.window` (filter eq/contains, search, sort by one field),
/// `rows.get`, `rows.sum`, `mutate` (applied to its rows), `pending.list` and session calls.
class FakeAgent : public QObject {
public:
    using Json = boost::json::value;
    using Handler = std::function<Result<Json>(const boost::json::object& params)>;

    explicit FakeAgent(const QString& address, QObject* parent = nullptr);

    /// Whether it listens; false when the address is taken.
    [[nodiscard]] bool isListening() const { return server_.isListening(); }
    [[nodiscard]] QString address() const { return server_.fullServerName(); }

    /// The rows of an entity, in their natural order.
    std::map<std::string, std::vector<boost::json::object>> rows = {};
    /// Rows made on demand, for tables too long to hold: total and the row of an offset.
    struct Generated {
        std::int64_t total = 0;
        std::function<boost::json::object(std::int64_t)> make;
    };
    std::map<std::string, Generated> generated = {};
    boost::json::array pending = {};
    sync::Status status = {};
    /// Overrides or adds methods.
    std::map<std::string, Handler, std::less<>> handlers = {};
    /// False: takes requests and keeps silent.
    bool isAnswering = true;
    /// Every request so far, in order.
    std::vector<sync::RpcRequest> requests = {};

    /// Sends a notice to all connections.
    void notify(std::string_view method, const Json& params);
    /// Sends `status` to all.
    void tellStatus() { notify("status", sync::toJson(status)); }
    /// Sends `changed` for these rows.
    void tellChanged(const std::string& entity, const std::vector<std::string>& ids);
    /// Drops all connections; `stop` also stops listening.
    void dropAll();
    void stop();
    [[nodiscard]] int countOf(std::string_view method) const;

private:
    struct Peer {
        QLocalSocket* socket;
        sync::FrameDecoder decoder;
    };

    void onConnection();
    void onReadable(QLocalSocket* socket);
    [[nodiscard]] Result<Json> answer(const sync::RpcRequest& request);
    [[nodiscard]] Result<Json> window(const boost::json::object& params) const;
    [[nodiscard]] Result<Json> mutate(const boost::json::object& params);

    QLocalServer server_;
    std::vector<Peer> peers_ = {};
    std::int64_t nextMid_ = 41;
};

} // namespace tidemark::tests
