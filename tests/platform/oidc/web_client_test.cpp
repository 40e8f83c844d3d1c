// What the platform asks of addresses that a tenant entered, and what it never reaches.
#include "platform/oidc/web_client.hpp"
#include "tests/platform/oidc/fake_provider.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <boost/asio/ip/tcp.hpp>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

class WebClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addressesOfThisMachineAndItsLinkAreNotReached_data()
    {
        QTest::addColumn<QString>("host");
        for (const char* host :
             {"127.0.0.1",
              "127.9.8.7",
              "localhost",
              "[::1]",
              "[::ffff:127.0.0.1]",
              "0.0.0.0",
              "0",
              "2130706433",
              "0x7f.1",
              "169.254.169.254",
              "[fe80::1]",
              "[::]",
              "224.0.0.1"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }

    void addressesOfThisMachineAndItsLinkAreNotReached()
    {
        QFETCH(QString, host);
        WebClient web;
        const std::string url = "https://" + host.toStdString() + ":" + port() + "/jwks";
        QCOMPARE(reasonOf(web, url), std::string("oidc_address_refused"));
        QCOMPARE(provider_->keysAsked, 0);
    }

    void onlyTheWebIsAsked_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url :
             {"http://id.example/",
              "http://127.0.0.1/",
              "file:///etc/passwd",
              "ftp://id.example/",
              "gopher://id.example/",
              "https://user:word@id.example/",
              "https://id.example/#part",
              "https:///path",
              "//id.example",
              "id.example",
              ""})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void onlyTheWebIsAsked()
    {
        QFETCH(QString, url);
        WebClient web;
        QVERIFY(!web.mayAsk(url.toStdString()));
        QCOMPARE(reasonOf(web, url.toStdString()), std::string("oidc_unreachable"));
    }

    void answersAreBounded()
    {
        WebSettings settings;
        settings.allowsThisMachine = true;
        settings.bytesMost = 100;
        WebClient web(settings);
        QVERIFY(web.mayAsk("http://127.0.0.1/") && !web.mayAsk("http://192.0.2.1/"));
        QCOMPARE(
            reasonOf(web, provider_->issuer() + "/jwks"), std::string("oidc_answer_too_large")
        );
        provider_->isAway = true;
        QCOMPARE(reasonOf(web, provider_->issuer() + "/jwks"), std::string("503"));
        provider_->isAway = false;
    }

    void whoSaysNothingIsNotWaitedFor()
    {
        // Takes the connection and keeps silent.
        asio::ip::tcp::acceptor silent(io_, {asio::ip::make_address("127.0.0.1"), 0});
        WebSettings settings;
        settings.allowsThisMachine = true;
        settings.totalMost = std::chrono::milliseconds(200);
        WebClient web(settings);
        const std::string at =
            "http://127.0.0.1:" + std::to_string(silent.local_endpoint().port()) + "/";
        QCOMPARE(reasonOf(web, at), std::string("oidc_timed_out"));
    }

    void certificatesAreChecked()
    {
        // Plain HTTP behind https: no TLS at all.
        WebSettings settings;
        settings.allowsThisMachine = true;
        WebClient web(settings);
        const std::string url = "https://127.0.0.1:" + port() + "/jwks";
        QCOMPARE(reasonOf(web, url), std::string("oidc_tls"));
    }

    void textsAreEncodedForForms()
    {
        QCOMPARE(formEncoded("a b&c=d/é~"), std::string("a%20b%26c%3Dd%2F%C3%A9%7E"));
    }

    void initTestCase()
    {
        for (const char* name :
             {"https_proxy", "HTTPS_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"})
            qunsetenv(name);
        provider_ = std::make_unique<FakeProvider>(io_);
    }

    void cleanupTestCase() { provider_.reset(); }

private:
    [[nodiscard]] std::string port() const
    {
        return provider_->issuer().substr(provider_->issuer().rfind(':') + 1);
    }

    /// The fault's reason, or the status.
    std::string reasonOf(WebClient& web, const std::string& url)
    {
        WebRequest request;
        request.url = url;
        const auto answer = finish(io_, web.send(std::move(request)));
        return answer ? std::to_string(answer->status) : answer.error().reason;
    }

    asio::io_context io_{1};
    std::unique_ptr<FakeProvider> provider_;
};

QTEST_GUILESS_MAIN(WebClientTest)
#include "web_client_test.moc"
