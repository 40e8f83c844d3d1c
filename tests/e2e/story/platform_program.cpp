#include "tests/e2e/story/platform_program.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <boost/json.hpp>

#include <cstdio>

namespace tidemark::e2e {
namespace {

namespace json = boost::json;

constexpr int requestTimeoutMs = 30000;

/// All of a response whose connection the server closes at its end.
QByteArray readAll(QTcpSocket& socket)
{
    QElapsedTimer clock;
    clock.start();
    QByteArray all;
    while (clock.elapsed() < requestTimeoutMs) {
        if (!socket.waitForReadyRead(static_cast<int>(requestTimeoutMs - clock.elapsed()))) {
            all += socket.readAll();
            break;
        }
        all += socket.readAll();
    }
    return all;
}

QByteArray unchunked(const QByteArray& text)
{
    QByteArray whole;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto end = text.indexOf("\r\n", at);
        const int size = end < 0 ? 0 : text.mid(at, end - at).toInt(nullptr, 16);
        if (size == 0)
            break;
        whole += text.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
    return whole;
}

} // namespace

Answer request(
    int port,
    const QByteArray& method,
    const QByteArray& path,
    const std::string& token,
    const json::value& body,
    const QByteArray& ifMatch,
    const QString& host
)
{
    QTcpSocket socket;
    socket.connectToHost(host, static_cast<quint16>(port));
    if (!socket.waitForConnected(2000))
        return {};
    QByteArray head =
        method + ' ' + path + " HTTP/1.1\r\nHost: " + host.toLatin1() + "\r\nConnection: close\r\n";
    if (!token.empty())
        head += "Authorization: Bearer " + QByteArray::fromStdString(token) + "\r\n";
    if (!ifMatch.isEmpty())
        head += "If-Match: \"" + ifMatch + "\"\r\n";
    const QByteArray content =
        body.is_null() ? QByteArray() : QByteArray::fromStdString(json::serialize(body));
    if (!content.isEmpty())
        head += "Content-Type: application/json\r\n";
    head += "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n";
    socket.write(head + content);
    const QByteArray response = readAll(socket);
    const auto split = response.indexOf("\r\n\r\n");
    if (split < 0)
        return {};
    const QByteArray fields = response.left(split).toLower();
    QByteArray text = response.mid(split + 4);
    if (fields.contains("transfer-encoding: chunked"))
        text = unchunked(text);
    boost::system::error_code error;
    Answer answer{.status = response.mid(9, 3).toInt()};
    answer.body = json::parse(text.toStdString(), error);
    return answer;
}

int freePort(int first)
{
    for (int port = first; port < first + 40; ++port) {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
            return port;
    }
    return first;
}

PlatformProgram::PlatformProgram(QString folder, int port)
    : folder_(std::move(folder))
    , port_(port)
{
    QDir().mkpath(folder_);
}

QString PlatformProgram::server() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(port_);
}

bool PlatformProgram::start(const QStringList& more, int patienceMs)
{
    const QString log = folder_ + u"/platform.log";
    program_ = std::make_unique<Program>(Program::folder() + u"/tidemark-platform", log);
    const QStringList arguments{
        QStringLiteral("demo"),
        QStringLiteral("--data"),
        folder_ + u"/platform",
        QStringLiteral("--listen"),
        QStringLiteral("127.0.0.1:%1").arg(port_)};
    const bool started = program_->start(arguments + more);
    const bool ready =
        started &&
        waitUntil(
            [this] {
                return request(port_, "GET", "/readyz").status == 200 || !program_->isRunning();
            },
            patienceMs
        ) &&
        program_->isRunning();
    if (!ready) {
        QFile file(log);
        if (file.open(QIODevice::ReadOnly))
            std::fprintf(stderr, "%s\n", file.readAll().right(4000).constData());
    }
    return ready;
}

void PlatformProgram::stop()
{
    if (program_)
        program_->stop(30000);
}

void PlatformProgram::kill()
{
    if (program_)
        program_->kill();
}

std::string PlatformProgram::tokenOf(const std::string& login) const
{
    return tokenAt(QStringLiteral("127.0.0.1"), port_, login);
}

std::string tokenAt(const QString& host, int port, const std::string& login)
{
    const Answer answer = request(
        port,
        "POST",
        "/api/v1/auth/sign-in",
        {},
        json::object{
            {"tenant", "demo"},
            {"login", login},
            {"password", PlatformProgram::password},
            {"device", {{"name", "test"}}}},
        {},
        host
    );
    const auto* body = answer.body.if_object();
    return body && body->contains("accessToken") ? std::string(body->at("accessToken").as_string())
                                                 : std::string();
}

int PlatformProgram::count(
    const std::string& token, const QByteArray& plural, const QByteArray& filter
) const
{
    const QByteArray path = "/api/v1/" + plural +
                            "?size=1&filter=" + QUrl::toPercentEncoding(QString::fromUtf8(filter));
    const Answer answer = request(port_, "GET", path, token);
    const auto* body = answer.body.if_object();
    return body && body->contains("total") ? static_cast<int>(body->at("total").to_number<int>())
                                           : -1;
}

} // namespace tidemark::e2e
