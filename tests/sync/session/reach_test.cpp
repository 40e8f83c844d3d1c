// Whom a device trusts and through which proxy it goes, against real servers and real proxies.
#include "sync/session/http_client.hpp"
#include "sync/session/reach.hpp"
#include "tests/sync/session/reach_servers.hpp"

#include <QCoroTask>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// Keeps it in memory, beyond the Reach that wrote it.
struct MemoryShelf final : SecretShelf {
    explicit MemoryShelf(std::string& place)
        : text(place)
    {
    }
    QCoro::Task<std::optional<Secret>> read() override
    {
        co_return text.empty() ? std::nullopt : std::optional<Secret>(Secret(text));
    }
    QCoro::Task<bool> write(Secret secret) override
    {
        text = std::string(secret.reveal());
        co_return true;
    }
    std::string& text;
};

QByteArray outcomeOf(HttpClient& http, const QUrl& url)
{
    HttpRequest request;
    request.url = url;
    request.url.setPath(QStringLiteral("/"));
    auto task = http.send(std::move(request));
    const auto answer = QCoro::waitFor(std::move(task));
    return answer ? QByteArray::number(answer->status)
                  : QByteArray::fromStdString(answer.error().reason);
}

ProxySettings proxyAt(ProxyKind kind, quint16 port)
{
    ProxySettings proxy;
    proxy.mode = ProxyMode::manual;
    proxy.kind = kind;
    proxy.host = QStringLiteral("127.0.0.1");
    proxy.port = port;
    proxy.bypass.clear();
    return proxy;
}

} // namespace

class ReachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(made_.makeSelfSigned("self", "127.0.0.1"));
        QVERIFY(made_.makeSelfSigned("second", "127.0.0.1"));
        QVERIFY(made_.makeEnded("ended", "127.0.0.1"));
        QVERIFY(made_.makeSelfSigned("other", "elsewhere.example"));
        QVERIFY(made_.makeSigned("signed", "127.0.0.1", "ca"));
        QVERIFY(made_.makeSigned("signedOther", "elsewhere.example", "ca"));
    }

    void init()
    {
        home_ = std::make_unique<QTemporaryDir>();
        open();
    }

    void cleanup()
    {
        http_.reset();
        reach_.reset();
    }

    void each_flaw_of_a_certificate_has_words_of_its_own()
    {
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "self").url()), QByteArray("tls_self_signed"));
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "signed").url()), QByteArray("tls_untrusted"));
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "ended").url()), QByteArray("tls_expired"));
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "other").url()), QByteArray("tls_wrong_host"));
        const quint16 port = freePort();
        const ShownCertificate old(made_, "self", port, {"-tls1", "-cipher", "DEFAULT@SECLEVEL=0"});
        const QUrl oldUrl("https://127.0.0.1:" + QString::number(port));
        QCOMPARE(outcomeOf(*http_, oldUrl), QByteArray("tls_too_old"));
    }

    void an_authority_of_ones_own_is_trusted_for_its_hosts()
    {
        choose(made_.path("ca.pem"), {});
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "signed").url()), QByteArray("200"));
        QCOMPARE(
            outcomeOf(*http_, TlsServer(made_, "signedOther").url()), QByteArray("tls_wrong_host")
        );
        QCOMPARE(outcomeOf(*http_, TlsServer(made_, "self").url()), QByteArray("tls_self_signed"));
        const auto refused = QCoro::waitFor(reach_->choose(made_.path("ca.key"), {}, std::nullopt));
        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, std::string("ca_file_unusable"));
    }

    void a_certificate_is_pinned_after_a_person_saw_it_and_survives_a_restart()
    {
        const TlsServer server(made_, "self");
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("tls_self_signed"));
        const CertificateFacts* shown = reach_->lastShown(server.url());
        QVERIFY(shown);
        QCOMPARE(shown->subject, std::string("127.0.0.1 · Test"));
        QCOMPARE(shown->fingerprint.size(), std::size_t(32 * 3 - 1));
        QVERIFY(!reach_->trust(server.url(), "AB:CD"));
        QVERIFY(reach_->trust(server.url(), shown->fingerprint));
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
        open();
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
        QVERIFY(reach_->forget(server.url()));
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("tls_self_signed"));
    }

    void a_pinned_server_may_show_no_other_certificate()
    {
        choose(made_.path("ca.pem"), {});
        for (const QString& next : {QStringLiteral("second"), QStringLiteral("signed")}) {
            quint16 port = 0;
            std::string trusted;
            {
                const TlsServer first(made_, "self");
                port = static_cast<quint16>(first.url().port());
                (void)outcomeOf(*http_, first.url());
                trusted = reach_->lastShown(first.url())->fingerprint;
                QVERIFY(reach_->trust(first.url(), trusted));
                QCOMPARE(outcomeOf(*http_, first.url()), QByteArray("200"));
            }
            const ShownCertificate other(made_, next, port);
            QVERIFY(other.isUp());
            HttpRequest request;
            request.url = QUrl("https://127.0.0.1:" + QString::number(port));
            auto task = http_->send(request);
            const auto answer = QCoro::waitFor(std::move(task));
            QVERIFY(!answer);
            QCOMPARE(answer.error().reason, std::string("tls_changed"));
            const std::string shown = reach_->lastShown(request.url)->fingerprint;
            QVERIFY(shown != trusted);
            QVERIFY(answer.error().cause.find(trusted) != std::string::npos);
            QVERIFY(answer.error().cause.find(shown) != std::string::npos);
        }
    }

    void a_pin_excuses_nothing_but_trust()
    {
        const TlsServer ended(made_, "ended");
        (void)outcomeOf(*http_, ended.url());
        QVERIFY(reach_->trust(ended.url(), reach_->lastShown(ended.url())->fingerprint));
        QCOMPARE(outcomeOf(*http_, ended.url()), QByteArray("tls_expired"));
        const TlsServer other(made_, "other");
        (void)outcomeOf(*http_, other.url());
        QVERIFY(reach_->trust(other.url(), reach_->lastShown(other.url())->fingerprint));
        QCOMPARE(outcomeOf(*http_, other.url()), QByteArray("tls_wrong_host"));
    }

    void a_proxy_is_gone_through_and_its_sign_in_is_in_no_file()
    {
        const quint16 port = freePort();
        QFile config(home_->filePath("tinyproxy.conf"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            "Port " + QByteArray::number(port) +
            "\nListen 127.0.0.1\nTimeout 30\nBasicAuth maya geheim-7\nLogLevel Connect\n"
        );
        config.close();
        Listening proxy("tinyproxy", {"-d", "-c", config.fileName()}, port);
        QVERIFY(proxy.isUp());
        choose(made_.path("ca.pem"), proxyAt(ProxyKind::http, port));
        const TlsServer server(made_, "signed");
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("proxy_sign_in"));
        choose(
            made_.path("ca.pem"),
            proxyAt(ProxyKind::http, port),
            ProxySignIn{QStringLiteral("maya"), Secret("geheim-7")}
        );
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
        QVERIFY(proxy.output().contains("CONNECT 127.0.0.1"));
        QFile file(settingsPath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains("geheim-7") && !text.contains("maya"));
        open();
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
    }

    void socks_works_as_well_and_a_proxy_that_is_away_is_named()
    {
        const quint16 port = freePort();
        choose(made_.path("ca.pem"), proxyAt(ProxyKind::socks5, port));
        const TlsServer server(made_, "signed");
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("proxy_refused"));
        const Listening proxy(
            "microsocks",
            {"-i", "127.0.0.1", "-p", QString::number(port), "-u", "maya", "-P", "geheim-7"},
            port
        );
        QVERIFY(proxy.isUp());
        choose(
            made_.path("ca.pem"),
            proxyAt(ProxyKind::socks5, port),
            ProxySignIn{QStringLiteral("maya"), Secret("geheim-7")}
        );
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
        ProxySettings around = proxyAt(ProxyKind::socks5, 1);
        around.bypass = QStringList{QStringLiteral("127.0.0.1")};
        choose(made_.path("ca.pem"), around);
        QCOMPARE(outcomeOf(*http_, server.url()), QByteArray("200"));
    }

    void settings_that_cannot_work_are_refused()
    {
        ProxySettings proxy = proxyAt(ProxyKind::http, 0);
        const auto refused = QCoro::waitFor(reach_->choose({}, proxy, std::nullopt));
        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, std::string("bad_proxy"));
        QFile file(settingsPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"proxy\":");
        file.close();
        open();
        QVERIFY(reach_->fault());
        QCOMPARE(reach_->settings().proxy.mode, ProxyMode::system);
    }

private:
    [[nodiscard]] QString settingsPath() const { return home_->filePath("connection.json"); }

    void open()
    {
        http_.reset();
        reach_ = std::make_unique<Reach>(settingsPath(), std::make_unique<MemoryShelf>(kept_));
        http_ = std::make_unique<HttpClient>(reach_.get());
    }

    void choose(
        const QString& caFile, ProxySettings proxy, std::optional<ProxySignIn> signIn = std::nullopt
    )
    {
        auto task = reach_->choose(caFile, std::move(proxy), std::move(signIn));
        const auto done = QCoro::waitFor(std::move(task));
        QVERIFY2(done.has_value(), done ? "" : done.error().cause.c_str());
    }

    Certificates made_;
    std::unique_ptr<QTemporaryDir> home_;
    std::string kept_;
    std::unique_ptr<Reach> reach_;
    std::unique_ptr<HttpClient> http_;
};

QTEST_GUILESS_MAIN(ReachTest)
#include "reach_test.moc"
