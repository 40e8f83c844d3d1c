// How requests end is told to whoever counts failures of a host.
#include "sync/session/http_client.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// What is told of one request to a server that answers so; nothing was told: none.
std::optional<bool> toldOf(const QByteArray& answer, bool breakOff = false)
{
    FakeServer server([&](const FakeRequest&) { return answer; });
    HttpClient http;
    std::optional<bool> told;
    http.onOutcome([&](const QUrl&, bool hasFailed) { told = hasFailed; });
    HttpRequest request;
    request.url = QUrl(QString::fromStdString(server.address()));
    request.totalMax = std::chrono::milliseconds(300);
    auto task = http.send(std::move(request));
    if (breakOff)
        http.abortAll();
    (void)QCoro::waitFor(std::move(task));
    return told;
}

} // namespace

class OutcomeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_answer_is_an_answer_whatever_it_says_of_us()
    {
        QCOMPARE(toldOf(httpAnswer(200, "{}")), std::optional(false));
        QCOMPARE(toldOf(httpAnswer(404, "{}")), std::optional(false));
        QCOMPARE(toldOf(httpAnswer(429, "{}")), std::optional(false));
    }

    void trouble_of_the_host_is_a_failure()
    {
        QCOMPARE(toldOf(httpAnswer(500, "{}")), std::optional(true));
        QCOMPARE(toldOf(httpAnswer(503, "{}")), std::optional(true));
    }

    void silence_is_a_failure_but_not_what_we_break_off()
    {
        QCOMPARE(toldOf({}), std::optional(true));
        QVERIFY(!toldOf({}, true));
    }

    void a_host_that_is_not_there_fails()
    {
        HttpClient http;
        std::optional<bool> told;
        http.onOutcome([&](const QUrl&, bool hasFailed) { told = hasFailed; });
        HttpRequest request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:9/"));
        auto task = http.send(std::move(request));
        (void)QCoro::waitFor(std::move(task));
        QCOMPARE(told, std::optional(true));
    }
};

QTEST_GUILESS_MAIN(OutcomeTest)
#include "outcome_test.moc"
