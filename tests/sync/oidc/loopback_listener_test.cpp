// The loopback address of a sign-in: what it takes, what it refuses, and when it closes.
#include "sync/oidc/loopback_listener.hpp"
#include "sync/session/random_text.hpp"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <optional>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

/// Of each hostile request; more by TIDEMARK_OIDC_ROUNDS.
const int rounds = std::max(2, qEnvironmentVariableIntValue("TIDEMARK_OIDC_ROUNDS"));

/// What a browser sends; `more` are further header lines.
QByteArray navigation(const QByteArray& target, const QByteArray& host, const QByteArray& more = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host +
           "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n" + more + "\r\n";
}

} // namespace

class LoopbackListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        listener_ = std::make_unique<LoopbackListener>(limits());
        QVERIFY(listener_->open());
        listener_->expect("https://id.example", true);
        outcome_.reset();
        connect(listener_.get(), &LoopbackListener::answered, this, [this](const auto& answer) {
            outcome_ = answer;
        });
        connect(listener_.get(), &LoopbackListener::failed, this, [this](const Fault& fault) {
            outcome_ = fault;
        });
    }

    void cleanup() { listener_.reset(); }

    void the_answer_is_taken_once()
    {
        const QByteArray page = send(navigation(target(), host()));
        QVERIFY(page.startsWith("HTTP/1.1 200"));
        QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
        QVERIFY(page.contains("Referrer-Policy: no-referrer") && !page.contains("<script"));
        QVERIFY(page.contains("You can close this window"));
        QVERIFY(outcome_ && *outcome_);
        QCOMPARE((*outcome_)->code, std::string("c0de/+"));
        QCOMPARE((*outcome_)->issuer, std::string("https://id.example"));
        QVERIFY(!listener_->isOpen());
        QCOMPARE(send(navigation(target(), host())), QByteArray());
    }

    void the_page_speaks_the_readers_language()
    {
        const QByteArray page =
            send(navigation(target(), host(), "Accept-Language: de-AT,de;q=0.9\r\n"));
        QVERIFY(page.contains("lang=\"de\"") && page.contains("Weiter in Tidemark"));
    }

    void everything_else_is_refused_and_changes_nothing_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& request, int status) {
            QTest::newRow(name) << request << status;
        };
        const QByteArray at = "{host}";
        const QByteArray good = "{target}";
        row("wrong state",
            navigation("/oidc/callback?code=x&state=wrong&iss=https://id.example", at),
            400);
        row("no state", navigation("/oidc/callback?code=x", at), 400);
        row("state twice", navigation(good + "&state=other", at), 400);
        row("code twice", navigation(good + "&code=other", at), 400);
        row("another path", navigation("/oidc/callback/" + good.mid(14), at), 404);
        row("the root", navigation("/", at), 404);
        row("an icon", navigation("/favicon.ico", at), 404);
        row("an absolute address", navigation("http://127.0.0.1" + good, at), 404);
        row("localhost", navigation(good, "localhost:{port}"), 421);
        row("a rebound name", navigation(good, "evil.example:{port}"), 421);
        row("another port", navigation(good, "127.0.0.1:1"), 421);
        row("no port", navigation(good, "127.0.0.1"), 421);
        row("two hosts", navigation(good, at, "Host: {host}\r\n"), 421);
        row("no host", "GET " + good + " HTTP/1.1\r\n\r\n", 421);
        row("a post", "POST " + good + " HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n", 405
        );
        row("a body", navigation(good, at, "Content-Length: 3\r\n"), 405);
        row("another origin", navigation(good, at, "Origin: https://evil.example\r\n"), 403);
        row("a part of a page",
            "GET " + good + " HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Mode: no-cors\r\n\r\n",
            403);
        row("a frame",
            "GET " + good +
                " HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Mode: navigate\r\n"
                "Sec-Fetch-Dest: iframe\r\n\r\n",
            403);
        row("no HTTP", "GET " + good + "\r\nHost: {host}\r\n\r\n", 400);
        row("a long head", navigation(good, at, "X: " + QByteArray(20'000, 'x') + "\r\n"), 431);
    }

    void everything_else_is_refused_and_changes_nothing()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        request.replace("{target}", target()).replace("{host}", host());
        request.replace("{port}", host().mid(host().indexOf(':') + 1));
        for (int round = 0; round < rounds; ++round)
            QCOMPARE(send(request).mid(9, 3).toInt(), status);
        QVERIFY(!outcome_ && listener_->isOpen());
        QVERIFY(send(navigation(target(), host())).startsWith("HTTP/1.1 200"));
        QVERIFY(outcome_ && *outcome_);
    }

    void an_answer_of_another_provider_ends_it_data()
    {
        QTest::addColumn<QByteArray>("issuer");
        QTest::newRow("another") << QByteArray("&iss=https%3A%2F%2Fevil.example");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("empty") << QByteArray("&iss=");
        QTest::newRow("twice") << QByteArray("&iss=https://id.example&iss=https://id.example");
    }

    void an_answer_of_another_provider_ends_it()
    {
        QFETCH(QByteArray, issuer);
        const QByteArray state = QByteArray::fromStdString(listener_->state());
        const QByteArray page =
            send(navigation("/oidc/callback?code=x&state=" + state + issuer, host()));
        QVERIFY(page.startsWith("HTTP/1.1 400") && page.contains("You are not signed in"));
        QCOMPARE(reason(), std::string("oidc_mix_up"));
        QVERIFY(!listener_->isOpen());
    }

    void who_declines_says_so()
    {
        const QByteArray state = QByteArray::fromStdString(listener_->state());
        const QByteArray start = "/oidc/callback?iss=https://id.example&state=" + state + "&error=";
        send(navigation(start + "access_denied&error_description=%3Cb%3E", host()));
        QCOMPARE(reason(), std::string("oidc_denied"));
        init();
        const QByteArray again = QByteArray::fromStdString(listener_->state());
        send(navigation(
            "/oidc/callback?iss=https://id.example&state=" + again + "&error=%3Cscript%3E", host()
        ));
        QCOMPARE(reason(), std::string("oidc_provider_refused"));
        QVERIFY(outcome_->error().cause.find('<') == std::string::npos);
    }

    void nobody_else_can_listen_beside_it()
    {
        const auto port = static_cast<quint16>(host().mid(host().indexOf(':') + 1).toInt());
        QTcpServer second;
        QVERIFY(!second.listen(QHostAddress(QHostAddress::LocalHost), port));
        QTcpServer everywhere;
        QVERIFY(!everywhere.listen(QHostAddress(QHostAddress::AnyIPv4), port));
        LoopbackListener other;
        QVERIFY(other.open());
        QVERIFY(other.redirectUri() != listener_->redirectUri());
        QVERIFY(other.state() != listener_->state());
    }

    void it_closes_when_nobody_waits_or_it_takes_too_long()
    {
        LoopbackLimits short_;
        short_.idle = std::chrono::milliseconds(50);
        LoopbackListener forgotten(short_);
        QSignalSpy idle(&forgotten, &LoopbackListener::failed);
        QVERIFY(forgotten.open());
        QVERIFY(idle.wait(5000));
        QCOMPARE(idle[0][0].value<Fault>().reason, std::string("oidc_nobody_came"));
        QVERIFY(!forgotten.isOpen());
        short_.idle = std::chrono::minutes(1);
        short_.total = std::chrono::milliseconds(50);
        LoopbackListener slow(short_);
        QSignalSpy late(&slow, &LoopbackListener::failed);
        QVERIFY(slow.open());
        slow.keepOpen();
        QVERIFY(late.wait(5000));
        QVERIFY(!slow.isOpen());
    }

    void somebody_who_keeps_knocking_ends_it()
    {
        LoopbackLimits few = limits();
        few.refusedMost = 5;
        listener_ = std::make_unique<LoopbackListener>(few);
        QVERIFY(listener_->open());
        listener_->expect("https://id.example", true);
        QSignalSpy failed(listener_.get(), &LoopbackListener::failed);
        for (int i = 0; i < 5; ++i)
            send(navigation("/", host()));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!listener_->isOpen());
    }

    void texts_are_random_and_challenges_are_of_the_rfc()
    {
        QCOMPARE(randomText().size(), std::size_t(43));
        QVERIFY(randomText() != randomText());
        // RFC 7636, appendix B.
        QCOMPARE(
            challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        );
    }

private:
    static LoopbackLimits limits()
    {
        LoopbackLimits limits;
        limits.refusedMost = 100 + 10 * rounds;
        return limits;
    }

    [[nodiscard]] QByteArray host() const
    {
        const QByteArray uri = QByteArray::fromStdString(listener_->redirectUri());
        return uri.mid(7, uri.indexOf('/', 7) - 7);
    }

    [[nodiscard]] quint16 port() const
    {
        return static_cast<quint16>(host().mid(host().indexOf(':') + 1).toInt());
    }

    [[nodiscard]] QByteArray target() const
    {
        return "/oidc/callback?code=c0de%2F%2B&iss=https%3A%2F%2Fid.example&state=" +
               QByteArray::fromStdString(listener_->state());
    }

    [[nodiscard]] std::string reason() const
    {
        return outcome_ && !*outcome_ ? outcome_->error().reason : std::string();
    }

    /// All that is answered; empty when nobody listens.
    QByteArray send(const QByteArray& request)
    {
        QTcpSocket socket;
        QByteArray answer;
        bool isOver = false;
        connect(&socket, &QTcpSocket::readyRead, this, [&] { answer += socket.readAll(); });
        connect(&socket, &QTcpSocket::disconnected, this, [&] { isOver = true; });
        connect(&socket, &QTcpSocket::errorOccurred, this, [&] { isOver = true; });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port());
        socket.write(request);
        (void)QTest::qWaitFor([&] { return isOver; }, 5000);
        return answer + socket.readAll();
    }

    std::unique_ptr<LoopbackListener> listener_;
    std::optional<Result<LoopbackAnswer>> outcome_;
};

QTEST_GUILESS_MAIN(LoopbackListenerTest)
#include "loopback_listener_test.moc"
