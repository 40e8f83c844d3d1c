// TLS of the HTTP server: versions, protocols, renewal of the certificate, and the live channel.
#include "platform/live/live_route.hpp"
#include "tests/platform/http/running_server.hpp"
#include "tests/platform/live/live_world.hpp"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/ssl.h>

#include <future>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

namespace {

bool makeCertificate(const QTemporaryDir& folder, const QString& name, const QString& host)
{
    QProcess process;
    process.start(
        "openssl",
        {"req",
         "-x509",
         "-newkey",
         "ec",
         "-pkeyopt",
         "ec_paramgen_curve:P-256",
         "-nodes",
         "-keyout",
         folder.filePath(name + ".key"),
         "-out",
         folder.filePath(name + ".pem"),
         "-days",
         "30",
         "-subj",
         "/CN=" + host}
    );
    process.waitForFinished();
    return process.exitCode() == 0;
}

/// A blocking TLS client over OpenSSL, apart from all that is tested.
class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, const std::function<void(SSL_CTX*)>& choose = {})
        : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free)
        , bio_(nullptr, BIO_free_all)
    {
        SSL_CTX_set_security_level(context_.get(), 0);
        if (choose)
            choose(context_.get());
        bio_.reset(BIO_new_ssl_connect(context_.get()));
        BIO_get_ssl(bio_.get(), &ssl);
        SSL_set_mode(ssl, SSL_MODE_AUTO_RETRY);
        BIO_set_conn_hostname(bio_.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
        isUp = BIO_do_handshake(bio_.get()) == 1;
    }

    void send(std::string_view bytes) { BIO_write(bio_.get(), bytes.data(), int(bytes.size())); }

    std::string readUntil(std::string_view enough)
    {
        std::string seen;
        char block[16 * 1024];
        while (seen.find(enough) == std::string::npos) {
            const int count = BIO_read(bio_.get(), block, sizeof block);
            if (count <= 0)
                break;
            seen.append(block, static_cast<std::size_t>(count));
        }
        return seen;
    }

    std::string subject() const
    {
        char text[200] = {};
        const auto* shown = SSL_get0_peer_certificate(ssl);
        X509_NAME_oneline(X509_get_subject_name(shown), text, sizeof text);
        return text;
    }

    SSL* ssl = nullptr;
    bool isUp = false;

private:
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
    std::unique_ptr<BIO, decltype(&BIO_free_all)> bio_;
};

std::string masked(const std::string& text)
{
    std::string frame = "\x81";
    frame += static_cast<char>(0x80 | text.size());
    return frame + std::string(4, '\0') + text;
}

} // namespace

class TlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeCertificate(folder_, "one", "one.example"));
        QVERIFY(makeCertificate(folder_, "two", "two.example"));
    }

    void init()
    {
        for (const char* kind : {"pem", "key"})
            use("one", kind);
        settings_ = shortSettings();
        settings_.tls = TlsListener{
            "127.0.0.1",
            0,
            {folder_.filePath("used.pem").toStdString(),
             folder_.filePath("used.key").toStdString()}};
    }

    void both_versions_answer_and_older_ones_do_not()
    {
        const RunningServer running(settings_);
        for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION, TLS1_1_VERSION, TLS1_VERSION}) {
            TlsClient client(running.server->tlsPort(), [version](SSL_CTX* context) {
                SSL_CTX_set_min_proto_version(context, version);
                SSL_CTX_set_max_proto_version(context, version);
            });
            QCOMPARE(client.isUp, version >= TLS1_2_VERSION);
        }
        TlsClient weak(running.server->tlsPort(), [](SSL_CTX* context) {
            SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
            SSL_CTX_set_cipher_list(context, "AES128-SHA:AES256-GCM-SHA384");
        });
        QVERIFY(!weak.isUp);
    }

    void requests_are_answered_and_only_here_with_hsts()
    {
        const RunningServer running(settings_);
        TlsClient client(running.server->tlsPort());
        for (int i = 0; i < 3; ++i) { // On one connection.
            client.send("POST /api/v1/echo HTTP/1.1\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
            const std::string answer = client.readUntil("{\"a\":1}");
            QCOMPARE(statusIn(answer), 200);
            QVERIFY(
                answer.find("Strict-Transport-Security: max-age=31536000\r\n") != std::string::npos
            );
        }
        // Larger than a record and than what the system takes at once, both ways.
        const std::string large = "{\"a\":\"" + std::string(3'000'000, 'x') + "\"}";
        client.send(
            "POST /api/v1/echo HTTP/1.1\r\nContent-Length: " + std::to_string(large.size()) +
            "\r\n\r\n" + large
        );
        QVERIFY(client.readUntil("\"}").ends_with(large));
        RawClient plain(running.port);
        plain.send("GET /api/v1/inject HTTP/1.1\r\n\r\n");
        QCOMPARE(plain.read("{}").find("Strict-Transport"), std::string::npos);
    }

    void the_protocol_is_http_1()
    {
        const RunningServer running(settings_);
        const auto offer = [](std::string names) {
            return [names](SSL_CTX* context) {
                SSL_CTX_set_alpn_protos(
                    context,
                    reinterpret_cast<const unsigned char*>(names.data()),
                    static_cast<unsigned>(names.size())
                );
            };
        };
        TlsClient both(running.server->tlsPort(), offer("\x02h2\x08http/1.1"));
        const unsigned char* chosen = nullptr;
        unsigned length = 0;
        SSL_get0_alpn_selected(both.ssl, &chosen, &length);
        QCOMPARE(std::string(chosen, chosen + length), std::string("http/1.1"));
        QVERIFY(!TlsClient(running.server->tlsPort(), offer("\x02h2")).isUp);
    }

    void a_renewed_certificate_is_shown_and_a_broken_one_is_not()
    {
        RunningServer running(settings_);
        QVERIFY(
            TlsClient(running.server->tlsPort()).subject().find("one.example") != std::string::npos
        );
        use("two", "pem");
        QCOMPARE(reload(running).error().reason, std::string("tls_key_mismatch"));
        QVERIFY(
            TlsClient(running.server->tlsPort()).subject().find("one.example") != std::string::npos
        );
        use("two", "key");
        QVERIFY(reload(running));
        QVERIFY(
            TlsClient(running.server->tlsPort()).subject().find("two.example") != std::string::npos
        );
        QFile::remove(folder_.filePath("used.key"));
        const auto missing = reload(running);
        QCOMPARE(missing.error().reason, std::string("tls_key_unusable"));
        QVERIFY(!missing.error().nextStep.empty());
        QVERIFY(TlsClient(running.server->tlsPort()).isUp);
    }

    void who_never_speaks_tls_is_let_go()
    {
        const RunningServer running(settings_);
        RawClient silent(running.server->tlsPort());
        RawClient wrong(running.server->tlsPort());
        wrong.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
        QCOMPARE(statusIn(wrong.read()), 0);
        QVERIFY(wrong.isClosed());
        RawClient garbage(running.server->tlsPort());
        garbage.send(std::string("\x16\x03\x01\xff\xff", 5) + std::string(70'000, 'x'));
        (void)garbage.read();
        QVERIFY(garbage.isClosed());
        (void)silent.read();
        QVERIFY(silent.isClosed());
        QTRY_COMPARE(running.server->connectionCount(), std::size_t(0));
        QVERIFY(running.server->tlsPort() != 0);
    }

    void without_a_usable_certificate_it_does_not_start()
    {
        settings_.tls->files.certificate = folder_.filePath("absent.pem").toStdString();
        const RunningServer running(settings_);
        QVERIFY(!running.started);
        QCOMPARE(running.started.error().reason, std::string("tls_certificate_unusable"));
    }

    void the_live_channel_speaks_tls_too()
    {
        FakeGate gate;
        Hub hub("node");
        const RunningServer running(settings_, [&](Router& router) {
            addLiveRoute(router, LiveServices{hub, gate});
        });
        TlsClient client(running.server->tlsPort());
        client.send("GET /api/v1/live HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
        const std::string head = client.readUntil("\r\n\r\n");
        QCOMPARE(statusIn(head), 101);
        QCOMPARE(head.find("permessage-deflate"), std::string::npos);
        client.send(masked(R"({"t":"hello","clientId":"0190b2a0-0000-7000-8000-0000000000ff",)"
                           R"("token":"maya"})"));
        QVERIFY(client.readUntil("welcome").find("welcome") != std::string::npos);
        for (int cut = 100; cut < 2'000; ++cut)
            hub.poke(1, cut);
        QVERIFY(client.readUntil("1999").find("1999") != std::string::npos);
    }

private:
    void use(const QString& name, const QString& kind)
    {
        QFile::remove(folder_.filePath("used." + kind));
        QVERIFY(QFile::copy(folder_.filePath(name + "." + kind), folder_.filePath("used." + kind)));
    }

    static Result<void> reload(RunningServer& running)
    {
        auto outcome = std::make_shared<std::promise<Result<void>>>();
        auto done = outcome->get_future();
        boost::asio::post(running.io, [&running, outcome] {
            outcome->set_value(running.server->reloadCertificate());
        });
        return done.get();
    }

    QTemporaryDir folder_;
    ServerSettings settings_;
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
