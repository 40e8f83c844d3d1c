// The real platform with demo data, and a plain HTTP client to ask it what it has.
#pragma once

#include "tests/e2e/story/program.hpp"

#include <QByteArray>

#include <boost/json/value.hpp>

#include <memory>
#include <string>

namespace tidemark::e2e {

/// What the platform answered.
struct Answer {
    int status = 0; ///< 0: no answer.
    boost::json::value body = {};
};

/// One request over a connection of its own, at most `timeoutMs`.
[[nodiscard]] Answer request(
    int port,
    const QByteArray& method,
    const QByteArray& path,
    const std::string& token = {},
    const boost::json::value& body = nullptr,
    const QByteArray& ifMatch = {},
    const QString& host = QStringLiteral("127.0.0.1")
);

/// An access token of a demo account, by its login; empty when it was refused.
[[nodiscard]] std::string tokenAt(const QString& host, int port, const std::string& login);

/// A port that nobody listens on: `first` or one of those after it. Below the range that outgoing
/// connections are given, so that it stays free while the platform is away.
[[nodiscard]] int freePort(int first);

/// `tidemark-platform demo` on a loopback port with a private cluster below `folder`.
class PlatformProgram {
public:
    PlatformProgram(QString folder, int port);

    /// Starts it and waits until it is ready; false with the end of its log on standard error.
    [[nodiscard]] bool start(const QStringList& more = {}, int patienceMs = 90000);
    void stop();
    void kill();

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] QString server() const;
    [[nodiscard]] qint64 pid() const { return program_ ? program_->pid() : 0; }
    [[nodiscard]] std::string tokenOf(const std::string& login) const;
    /// Total of a list, by plural and filter (JSON text); −1 when it cannot be asked.
    [[nodiscard]] int
    count(const std::string& token, const QByteArray& plural, const QByteArray& filter) const;

    static constexpr auto password = "tidemark-demo";

private:
    QString folder_;
    int port_;
    std::unique_ptr<Program> program_;
};

} // namespace tidemark::e2e
