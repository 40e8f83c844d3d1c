// Real servers and proxies for the tests of the way to a platform, with certificates of openssl.
#pragma once

#include "tests/sync/session/fake_server.hpp"

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace tidemark::test {

inline quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// A program that listens; ended with the object.
class Listening {
public:
    Listening(const QString& program, const QStringList& arguments, quint16 port)
    {
        process_.setProcessChannelMode(QProcess::MergedChannels);
        process_.start(program, arguments);
        process_.waitForStarted();
        QElapsedTimer clock;
        clock.start();
        QTcpSocket probe;
        while (!isUp_ && clock.elapsed() < 10'000) {
            probe.connectToHost(QStringLiteral("127.0.0.1"), port);
            isUp_ = probe.waitForConnected(100);
            probe.abort();
            if (!isUp_)
                QTest::qWait(20);
        }
    }
    ~Listening()
    {
        process_.terminate();
        if (!process_.waitForFinished(2'000))
            process_.kill();
        process_.waitForFinished(2'000);
    }

    [[nodiscard]] bool isUp() const { return isUp_; }
    [[nodiscard]] QByteArray output() { return process_.readAll(); }

private:
    QProcess process_;
    bool isUp_ = false;
};

/// Keys and certificates in a folder, made by the openssl program.
class Certificates {
public:
    [[nodiscard]] QString path(const QString& name) const { return folder_.filePath(name); }

    /// `name`.pem and `name`.key, signed by itself.
    bool makeSelfSigned(const QString& name, const QString& host)
    {
        return openssl(
            {"req",
             "-x509",
             "-newkey",
             "ec",
             "-pkeyopt",
             "ec_paramgen_curve:P-256",
             "-nodes",
             "-keyout",
             path(name + ".key"),
             "-out",
             path(name + ".pem"),
             "-days",
             "30",
             "-subj",
             "/CN=" + host + "/O=Test",
             "-addext",
             "subjectAltName=" + altName(host)}
        );
    }

    /// Signed by itself; it ended an hour ago, which the program does not make.
    bool makeEnded(const QString& name, const QString& host)
    {
        const FakeCertificate ended(host.toUtf8(), -86'400, -3'600);
        return write(name + ".pem", ended.certificate.toPem()) &&
               write(name + ".key", ended.key.toPem());
    }

    /// Signed by the authority `ca`, which is made when it is not there.
    bool makeSigned(const QString& name, const QString& host, const QString& ca)
    {
        if (!QFile::exists(path(ca + ".pem")) && !makeSelfSigned(ca, "Test authority"))
            return false;
        return write("extensions", "subjectAltName=" + altName(host).toUtf8() + "\n") &&
               openssl(
                   {"req",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-keyout",
                    path(name + ".key"),
                    "-out",
                    path(name + ".csr"),
                    "-subj",
                    "/CN=" + host}
               ) &&
               openssl(
                   {"x509",
                    "-req",
                    "-in",
                    path(name + ".csr"),
                    "-CA",
                    path(ca + ".pem"),
                    "-CAkey",
                    path(ca + ".key"),
                    "-CAcreateserial",
                    "-out",
                    path(name + ".pem"),
                    "-days",
                    "30",
                    "-extfile",
                    path("extensions")}
               );
    }

private:
    bool write(const QString& name, const QByteArray& text)
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    static QString altName(const QString& host)
    {
        const bool isAddress = !host.isEmpty() && host.front().isDigit();
        return (isAddress ? "IP:" : "DNS:") + QString(host).replace(' ', '-');
    }

    static bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.start("openssl", arguments);
        process.waitForFinished();
        if (process.exitCode() != 0)
            qWarning("openssl: %s", process.readAllStandardError().constData());
        return process.exitCode() == 0;
    }

    QTemporaryDir folder_;
};

/// Answers over TLS with one of these certificates.
class TlsServer {
public:
    TlsServer(const Certificates& made, const QString& name)
        : certificate_("unused", 0, 60)
    {
        certificate_.certificate = QSslCertificate::fromPath(made.path(name + ".pem")).value(0);
        QFile key(made.path(name + ".key"));
        if (key.open(QIODevice::ReadOnly))
            certificate_.key = QSslKey(key.readAll(), QSsl::Ec);
        const auto answer = [](const FakeRequest&) { return httpAnswer(200, "{}"); };
        server_ = std::make_unique<FakeServer>(answer, &certificate_);
    }

    [[nodiscard]] QUrl url() const { return QUrl(QString::fromStdString(server_->address())); }

private:
    FakeCertificate certificate_;
    std::unique_ptr<FakeServer> server_;
};

/// The openssl program as a server: shows a certificate at that port, in that way.
class ShownCertificate {
public:
    ShownCertificate(
        const Certificates& made, const QString& name, quint16 port, const QStringList& more = {}
    )
        : process_(
              "openssl",
              QStringList{
                  "s_server",
                  "-accept",
                  "127.0.0.1:" + QString::number(port),
                  "-www",
                  "-quiet",
                  "-cert",
                  made.path(name + ".pem"),
                  "-key",
                  made.path(name + ".key")} +
                  more,
              port
          )
    {
    }

    [[nodiscard]] bool isUp() const { return process_.isUp(); }

private:
    Listening process_;
};

} // namespace tidemark::test
