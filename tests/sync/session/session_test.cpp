// Sign-in and its faults: addresses, networks, certificates.
#include "sync/session/about.hpp"
#include "sync/session/server_address.hpp"
#include "sync/session/session.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QCoroTimer>
#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;
using namespace std::chrono_literals;

namespace {

QByteArray
aboutBody(std::int64_t skewSeconds = 0, const QByteArray& protocol = "{\"min\":1,\"max\":1}")
{
    const Timestamp time{Timestamp::now().micros - skewSeconds * 1'000'000};
    return "{\"product\":\"Tidemark\",\"version\":\"1\",\"protocol\":" + protocol +
           ",\"serverTime\":\"" + QByteArray::fromStdString(time.toString()) + "\",\"demo\":null}";
}

/// What is wrong at an address, by a fault that also tells its cause and what to do.
std::string reasonAt(const std::string& address)
{
    HttpClient http;
    const auto about = QCoro::waitFor(askAbout(http, serverAddress(address).value()));
    if (about)
        return "well";
    const Fault& fault = about.error();
    return fault.cause.empty() || fault.nextStep.empty() ? "without words" : fault.reason;
}

Credentials maya()
{
    return {"demo", "maya", Secret("pw"), "test"};
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addresses_are_read_as_people_type_them();
    void a_wrong_address_says_what_is_wrong_with_it();
    void a_sign_on_page_of_a_network_is_told_from_a_wrong_server();
    void certificates_say_what_is_wrong_with_them();
    void a_clock_that_is_off_is_measured();
    void another_version_is_explained();
    void a_busy_platform_says_when_to_come_back();
    void an_answer_that_never_ends_is_cut_off();
    void a_silent_server_times_out();
    void a_wrong_password_is_the_platforms_word();
};

void SessionTest::addresses_are_read_as_people_type_them()
{
    const auto read = [](std::string_view typed) {
        const auto url = serverAddress(typed);
        return url ? url->toString().toStdString() : url.error().reason;
    };
    QCOMPARE(read("tide.example.com"), std::string("https://tide.example.com"));
    QCOMPARE(read("  https://tide.example.com/ "), std::string("https://tide.example.com"));
    QCOMPARE(read("http://127.0.0.1:8460"), std::string("http://127.0.0.1:8460"));
    QCOMPARE(read("http://tide.example.com"), std::string("plain_http"));
    QCOMPARE(read(""), std::string("bad_address"));
    QCOMPARE(read("ftp://x"), std::string("bad_address"));
    QCOMPARE(read("https://me:secret@x"), std::string("bad_address"));
    QCOMPARE(read("not an address"), std::string("bad_address"));
}

void SessionTest::a_wrong_address_says_what_is_wrong_with_it()
{
    QCOMPARE(reasonAt("https://no-such-host.invalid"), std::string("host_not_found"));
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const auto port = closed.serverPort();
    closed.close();
    QCOMPARE(
        reasonAt("http://127.0.0.1:" + std::to_string(port)), std::string("connection_refused")
    );
    const FakeServer other([](const FakeRequest&) { return httpAnswer(404, "{}"); });
    QCOMPARE(reasonAt(other.address()), std::string("not_tidemark"));
    const FakeServer json([](const FakeRequest&) { return httpAnswer(200, "{\"product\":\"X\"}"); }
    );
    QCOMPARE(reasonAt(json.address()), std::string("not_tidemark"));
    const FakeServer noise([](const FakeRequest&) { return QByteArray("SSH-2.0-OpenSSH\r\n"); });
    QVERIFY(reasonAt(noise.address()) != "well");
    const FakeServer ours([](const FakeRequest&) { return httpAnswer(200, aboutBody()); });
    QCOMPARE(reasonAt(ours.address()), std::string("well"));
}

void SessionTest::a_sign_on_page_of_a_network_is_told_from_a_wrong_server()
{
    const FakeServer page([](const FakeRequest&) {
        return httpAnswer(200, "<!DOCTYPE html><title>Welcome to Hotel</title>", "text/html");
    });
    QCOMPARE(reasonAt(page.address()), std::string("captive_portal"));
    const FakeServer away([](const FakeRequest&) {
        return httpAnswer(302, {}, "text/plain", "Location: http://login.hotel.example/\r\n");
    });
    QCOMPARE(reasonAt(away.address()), std::string("captive_portal"));
}

void SessionTest::certificates_say_what_is_wrong_with_them()
{
    const auto answer = [](const FakeRequest&) { return httpAnswer(200, aboutBody()); };
    const FakeCertificate good("localhost", -3600, 3600);
    const FakeServer untrusted(answer, &good);
    QCOMPARE(reasonAt(untrusted.address("localhost")), std::string("tls_self_signed"));
    const FakeCertificate old("localhost", -7200, -3600);
    const FakeServer expired(answer, &old);
    QCOMPARE(reasonAt(expired.address("localhost")), std::string("tls_expired"));
    const FakeCertificate early("localhost", 3600, 7200);
    const FakeServer future(answer, &early);
    QCOMPARE(reasonAt(future.address("localhost")), std::string("tls_not_yet_valid"));
    const FakeCertificate foreign("bank.example", -3600, 3600);
    const FakeServer wrong(answer, &foreign);
    QCOMPARE(reasonAt(wrong.address("localhost")), std::string("tls_wrong_host"));
    QTcpServer plain; // What a server without TLS says to a TLS greeting.
    plain.listen(QHostAddress::LocalHost);
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        plain.nextPendingConnection()->write(httpAnswer(400, {}));
    });
    const auto port = std::to_string(plain.serverPort());
    QCOMPARE(reasonAt("https://127.0.0.1:" + port), std::string("tls_failed"));
    QCOMPARE(untrusted.requests() + expired.requests() + wrong.requests(), 0);
}

void SessionTest::a_clock_that_is_off_is_measured()
{
    const FakeServer late([](const FakeRequest&) { return httpAnswer(200, aboutBody(86'400)); });
    HttpClient http;
    const auto about = QCoro::waitFor(askAbout(http, *serverAddress(late.address())));
    QVERIFY(about);
    QVERIFY(std::abs(about->clockSkewSeconds - 86'400) <= 1);
}

void SessionTest::another_version_is_explained()
{
    const FakeServer newer([](const FakeRequest&) {
        return httpAnswer(200, aboutBody(0, "{\"min\":2,\"max\":3}"));
    });
    QCOMPARE(reasonAt(newer.address()), std::string("protocol_unsupported"));
    const FakeServer gate([](const FakeRequest&) {
        return httpAnswer(
            426,
            "{\"code\":\"unsupported\",\"reason\":\"upgrade_required\","
            "\"detail\":\"Too old.\",\"nextStep\":\"Update.\"}",
            "application/problem+json"
        );
    });
    QCOMPARE(reasonAt(gate.address()), std::string("upgrade_required"));
}

void SessionTest::a_busy_platform_says_when_to_come_back()
{
    const FakeServer busy([](const FakeRequest&) {
        return httpAnswer(429, {}, "text/plain", "Retry-After: 7\r\n");
    });
    HttpClient http;
    std::optional<std::int64_t> retryAfter;
    const auto about = QCoro::waitFor(askAbout(http, *serverAddress(busy.address()), &retryAfter));
    QVERIFY(!about && isWorthRetrying(about.error().code));
    QCOMPARE(retryAfter, std::optional<std::int64_t>(7'000));
}

void SessionTest::an_answer_that_never_ends_is_cut_off()
{
    const FakeServer flood([](const FakeRequest&) {
        return httpAnswer(200, QByteArray(4 * 1024 * 1024, 'x'));
    });
    HttpClient http;
    HttpRequest request;
    request.url = QUrl(QString::fromStdString(flood.address()));
    request.answerBytesMax = 64 * 1024;
    const auto answer = QCoro::waitFor(http.send(request));
    QCOMPARE(answer.error().reason, std::string("answer_too_large"));
}

void SessionTest::a_silent_server_times_out()
{
    const FakeServer silent([](const FakeRequest&) { return QByteArray(); });
    HttpClient http;
    HttpRequest request;
    request.url = QUrl(QString::fromStdString(silent.address()));
    request.silenceMax = 300ms;
    QCOMPARE(QCoro::waitFor(http.send(request)).error().reason, std::string("no_answer"));
    request.silenceMax = 10s;
    request.totalMax = 300ms;
    QCOMPARE(QCoro::waitFor(http.send(request)).error().code, FaultCode::timedOut);
}

void SessionTest::a_wrong_password_is_the_platforms_word()
{
    const FakeServer server([](const FakeRequest&) {
        return httpAnswer(
            401,
            "{\"code\":\"unauthenticated\",\"reason\":\"wrong_credentials\","
            "\"detail\":\"Wrong.\",\"nextStep\":\"Again.\"}",
            "application/problem+json"
        );
    });
    HttpClient http;
    int saved = 0;
    const auto save = [&saved](Secret) -> QCoro::Task<Result<void>> {
        ++saved;
        co_return Result<void>{};
    };
    Session session(http, save);
    const auto user = QCoro::waitFor(session.signIn(*serverAddress(server.address()), maya()));
    QCOMPARE(user.error().reason, std::string("wrong_credentials"));
    QVERIFY(!session.isSignedIn());
    QCOMPARE(saved, 0);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
