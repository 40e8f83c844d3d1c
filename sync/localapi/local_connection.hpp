// One program at the agent's door.
#pragma once

#include "sync/localapi/local_server.hpp"
#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"

#include <QLocalSocket>
#include <QTimer>

namespace tidemark::sync {

/// Limits of one connection. A program that passes one is hung up on.
struct ConnectionLimits {
    static constexpr int callsMax = 64;                        ///< Under way at once.
    static constexpr qint64 unsentBytesMax = 32 * 1024 * 1024; ///< It does not read.
    static constexpr std::uint32_t helloBytesMax = 64 * 1024;  ///< A frame before hello.
    static constexpr std::chrono::milliseconds helloWithin{5000};
};

/// Reads frames, wants hello first, runs calls and writes the answers.
class LocalConnection final : public QObject {
    Q_OBJECT

public:
    LocalConnection(
        ConnectionId id, QLocalSocket* socket, const MethodTable& table, HelloAnswer hello
    );
    ~LocalConnection() override;

    [[nodiscard]] bool isGreeted() const { return isGreeted_; }
    void flush() { socket_->flush(); }
    void notify(std::string_view method, const boost::json::value& params);

Q_SIGNALS:
    void greeted();
    /// The socket is gone, or was closed because of what came over it.
    void ended();

private:
    void read();
    void take(const std::string& body);
    void takeHello(const RpcRequest& request);
    QCoro::Task<void> run(RpcRequest request);
    void write(const std::string& body);
    /// Answers with a fault, then hangs up.
    void refuse(std::int64_t id, const Fault& fault, int rpcCode);
    void end();

    ConnectionId id_;
    QLocalSocket* socket_; // Owned as a child.
    const MethodTable& table_;
    HelloAnswer hello_;
    FrameDecoder decoder_;
    QTimer helloTimer_;
    int calls_ = 0;
    bool isGreeted_ = false;
    bool isEnding_ = false;
};

} // namespace tidemark::sync
