// The agent's door for the programs of the same user.
#pragma once

#include "sync/localapi/method_table.hpp"
#include "sync/localapi/peer_identity.hpp"

#include <QLocalServer>
#include <QObject>

#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <vector>

namespace tidemark::sync {

class LocalConnection;

/// What `hello` of the program named `client` is answered with, beside the protocol's version.
using HelloAnswer = std::function<boost::json::object(std::string_view client)>;

/// Accepts programs, asks the system who they are, and passes their calls to the method table.
/// `table` outlives it.
class LocalServer final : public QObject {
    Q_OBJECT

public:
    LocalServer(const MethodTable& table, HelloAnswer hello, QObject* parent = nullptr);
    ~LocalServer() override;

    /// Opens the socket, for this user only. The folder must exist. A socket that a killed agent
    /// left behind is replaced: whoever calls this holds the lock of the folder.
    [[nodiscard]] Result<void> listen(const QString& address);
    /// Writes out what waits, as far as that goes at once.
    void flush();
    /// Hangs up on everybody and stops listening.
    void close();

    /// A notice to one program, or to all that have said hello.
    void notify(ConnectionId connection, std::string_view method, const boost::json::value& params);
    void notifyAll(std::string_view method, const boost::json::value& params);

    /// All that have said hello.
    [[nodiscard]] std::vector<ConnectionId> greetedPrograms() const;
    [[nodiscard]] std::size_t connections() const { return connections_.size(); }

Q_SIGNALS:
    /// A program said hello: it wants the status.
    void greeted(tidemark::sync::ConnectionId connection);
    void left(tidemark::sync::ConnectionId connection);

private:
    void accept();
    void drop(ConnectionId connection);

    const MethodTable& table_;
    HelloAnswer hello_;
    PeerIdentity owner_;
    QLocalServer server_;
    std::map<ConnectionId, std::unique_ptr<LocalConnection>> connections_;
    ConnectionId lastConnection_ = 0;
};

} // namespace tidemark::sync
