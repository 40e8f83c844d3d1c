// A way to the platform that counts what comes back, and can be slow or closed.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <cstdint>

namespace tidemark::bench {

/// Passes connections on to a port of this computer, within this thread's event loop.
class Proxy {
public:
    /// Every piece of data is held back for `delayMs` in either direction.
    explicit Proxy(int port, int delayMs = 0);

    [[nodiscard]] QString address() const;
    /// Bytes from the platform to the client so far.
    [[nodiscard]] std::int64_t received() const { return received_; }
    /// A closed one ends what is open and takes nobody in.
    void setOpen(bool isOpen);

private:
    void pair(QTcpSocket* client);
    void pass(QTcpSocket* from, QTcpSocket* to, bool isAnswer);

    QTcpServer server_;
    int port_;
    int delayMs_;
    bool isOpen_ = true;
    std::int64_t received_ = 0;
};

} // namespace tidemark::bench
