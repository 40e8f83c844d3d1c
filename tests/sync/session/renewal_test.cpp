// The renewal of a session: shared, kept on disk, gone on with after a loss, and its end.
#include "sync/session/server_address.hpp"
#include "sync/session/session.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

QByteArray tokens(int generation)
{
    const QByteArray n = QByteArray::number(generation);
    return "{\"accessToken\":\"access-" + n + "\",\"expiresIn\":900,\"refreshToken\":\"refresh-" +
           n +
           "\",\"refreshExpiresIn\":604800,\"user\":{\"id\":\"u1\",\"login\":\"maya\","
           "\"displayName\":"
           "\"Maya\",\"organizationId\":null,\"organizationName\":null,\"tenant\":{\"number\":1,"
           "\"slug\":\"demo\",\"name\":\"Demo\",\"timeZone\":\"UTC\"},\"permissions\":[]}}";
}

/// Keeps what was saved, and in which order with what went over the wire.
struct Keeper {
    std::vector<std::string> saved = {};
    bool fails = false;

    SaveToken save()
    {
        return [this](Secret token) { return keep(std::move(token)); };
    }
    QCoro::Task<Result<void>> keep(Secret token)
    {
        if (fails)
            co_return Fault{FaultCode::full, "disk_full", "Full.", "Make room."};
        saved.emplace_back(token.reveal());
        co_return Result<void>{};
    }
    /// The tokens that were saved, without what a renewal that begins notes with the one before.
    [[nodiscard]] std::vector<std::string> tokens() const
    {
        std::vector<std::string> all;
        for (const auto& text : saved)
            if (KeptToken::read(Secret(text)).nonce.isEmpty())
                all.push_back(text);
        return all;
    }
};

Credentials maya()
{
    return {"demo", "maya", Secret("pw"), "test"};
}

} // namespace

class RenewalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_new_token_is_on_disk_before_it_is_used();
    void many_requests_share_one_renewal();
    void an_ended_access_token_is_renewed_and_the_request_sent_once_more();
    void a_token_about_to_end_is_renewed_before_it_is_sent();
    void a_spent_refresh_token_ends_the_session_and_says_so();
    void a_renewal_whose_answer_was_lost_goes_on_after_a_restart();
    void a_page_of_something_else_signs_nobody_out_data();
    void a_page_of_something_else_signs_nobody_out();
    void a_lost_network_does_not_sign_anybody_out();
    void what_could_not_be_saved_is_saved_before_the_next_use();
    void what_cannot_be_noted_is_not_asked_for();
};

void RenewalTest::a_new_token_is_on_disk_before_it_is_used()
{
    Keeper keeper;
    int generation = 0;
    std::size_t savedAtUse = 0;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path == "/api/v1/auth/refresh") {
            return httpAnswer(200, tokens(++generation));
        }
        savedAtUse = keeper.saved.size();
        return httpAnswer(200, "{}");
    });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    QVERIFY(QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})));
    QCOMPARE(keeper.tokens(), std::vector<std::string>{"refresh-1"});
    QCOMPARE(savedAtUse, keeper.saved.size());
}

void RenewalTest::many_requests_share_one_renewal()
{
    Keeper keeper;
    int renewals = 0;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path == "/api/v1/auth/refresh")
            return httpAnswer(200, tokens(++renewals));
        return httpAnswer(request.head.contains("Bearer access-1") ? 200 : 401, "{}");
    });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    int answered = 0;
    const auto ask = [](Session& over, int& count) -> QCoro::Task<void> {
        HttpRequest request; // Named: GCC 12 destroys such a temporary twice in a co_await.
        const auto answer = co_await over.send(QStringLiteral("/api/v1/me"), request);
        count += answer && answer->status == 200;
    };
    for (int i = 0; i < 10; ++i)
        ask(session, answered);
    QVERIFY(QTest::qWaitFor([&] { return answered == 10; }, 5000));
    QCOMPARE(renewals, 1);
}

void RenewalTest::an_ended_access_token_is_renewed_and_the_request_sent_once_more()
{
    Keeper keeper;
    int asked = 0;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path == "/api/v1/auth/sign-in")
            return httpAnswer(200, tokens(1));
        if (request.path == "/api/v1/auth/refresh")
            return httpAnswer(200, tokens(2));
        ++asked;
        return httpAnswer(401, "{}");
    });
    HttpClient http;
    Session session(http, keeper.save());
    QVERIFY(QCoro::waitFor(session.signIn(*serverAddress(server.address()), maya())));
    const auto answer = QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {}));
    QCOMPARE(answer->status, 401);
    QCOMPARE(asked, 2);
    QCOMPARE(keeper.tokens(), (std::vector<std::string>{"refresh-1", "refresh-2"}));
}

void RenewalTest::a_token_about_to_end_is_renewed_before_it_is_sent()
{
    Keeper keeper;
    QByteArray seen;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path == "/api/v1/auth/sign-in")
            return httpAnswer(200, tokens(1).replace("900", "20"));
        if (request.path == "/api/v1/auth/refresh")
            return httpAnswer(200, tokens(2));
        seen += request.head;
        return httpAnswer(200, "{}");
    });
    HttpClient http;
    Session session(http, keeper.save());
    QVERIFY(QCoro::waitFor(session.signIn(*serverAddress(server.address()), maya())));
    QVERIFY(QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})));
    QVERIFY(seen.contains("Bearer access-2") && !seen.contains("access-1"));
}

void RenewalTest::a_spent_refresh_token_ends_the_session_and_says_so()
{
    Keeper keeper;
    const FakeServer server([](const FakeRequest&) {
        return httpAnswer(
            401,
            "{\"code\":\"unauthenticated\",\"reason\":\"refresh_reused\",\"detail\":\"Used from "
            "two places.\"}"
        );
    });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    int ended = 0;
    connect(&session, &Session::ended, this, [&](const Fault&) { ++ended; });
    const auto answer = QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {}));
    QCOMPARE(answer.error().reason, std::string("refresh_reused"));
    QCOMPARE(answer.error().cause, std::string("Used from two places."));
    QVERIFY(!answer.error().nextStep.empty());
    QCOMPARE(ended, 1);
    QVERIFY(!session.isSignedIn());
    QCOMPARE(keeper.saved.back(), std::string());
}

void RenewalTest::a_renewal_whose_answer_was_lost_goes_on_after_a_restart()
{
    Keeper keeper;
    std::vector<QByteArray> asked;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path != "/api/v1/auth/refresh")
            return httpAnswer(200, "{}");
        asked.push_back(request.body);
        const QByteArray whole = httpAnswer(200, tokens(1));
        return asked.size() == 1 ? whole.left(whole.size() / 2) : whole;
    });
    HttpClient http;
    const QUrl address = *serverAddress(server.address());
    {
        Session killed(http, keeper.save());
        killed.restore(address, Secret("refresh-0"));
        QVERIFY(!QCoro::waitFor(killed.send(QStringLiteral("/api/v1/me"), {})));
    }
    Session session(http, keeper.save());
    session.restore(address, Secret(keeper.saved.back()));
    QVERIFY(QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})));
    // The same token with the same nonce, by which the platform knows its client again.
    QCOMPARE(asked.size(), std::size_t(2));
    QCOMPARE(asked[1], asked[0]);
    QVERIFY(asked[0].contains("\"refreshToken\":\"refresh-0\",\"nonce\":\""));
    QCOMPARE(keeper.saved.back(), std::string("refresh-1"));
    // The next renewal is another one.
    session.doubt();
    QVERIFY(QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})));
    const auto nonceIn = [](const QByteArray& body) { return body.mid(body.indexOf("nonce")); };
    QVERIFY(nonceIn(asked[2]) != nonceIn(asked[0]) && nonceIn(asked[2]).size() > 40);
}

void RenewalTest::a_page_of_something_else_signs_nobody_out_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    const QByteArray page = "<html><body>Sign on to the proxy</body></html>";
    const QByteArray ours = "{\"code\":\"forbidden\",\"reason\":\"not_from_here\"}";
    QTest::newRow("401 page") << 401 << page << QByteArray("text/html");
    QTest::newRow("403 page") << 403 << page << QByteArray("text/html");
    QTest::newRow("401 nothing") << 401 << QByteArray() << QByteArray("text/plain");
    QTest::newRow("401 other JSON")
        << 401 << QByteArray("{\"error\":\"x\"}") << QByteArray("application/json");
    QTest::newRow("403 of ours") << 403 << ours << QByteArray("application/problem+json");
}

void RenewalTest::a_page_of_something_else_signs_nobody_out()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    Keeper keeper;
    const FakeServer server([&](const FakeRequest&) { return httpAnswer(status, body, type); });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    int ended = 0;
    connect(&session, &Session::ended, this, [&](const Fault&) { ++ended; });
    const auto answer = QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {}));
    QVERIFY(!answer && answer.error().code != FaultCode::unauthenticated);
    QCOMPARE(ended, 0);
    QVERIFY(session.isSignedIn());
    QVERIFY(QByteArray::fromStdString(keeper.saved.back()).startsWith("refresh-0 "));
}

void RenewalTest::a_lost_network_does_not_sign_anybody_out()
{
    Keeper keeper;
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(QUrl(QStringLiteral("http://127.0.0.1:9")), Secret("refresh-0"));
    const auto answer = QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {}));
    QCOMPARE(answer.error().code, FaultCode::offline);
    QVERIFY(session.isSignedIn());
    QVERIFY(keeper.tokens().empty());
}

void RenewalTest::what_could_not_be_saved_is_saved_before_the_next_use()
{
    Keeper keeper;
    int generation = 0;
    const FakeServer server([&](const FakeRequest& request) {
        if (request.path == "/api/v1/auth/refresh") {
            ++generation;
            keeper.fails = generation == 1;
            const bool isNext =
                request.body.contains("refresh-" + QByteArray::number(generation - 1) + "\"");
            return isNext ? httpAnswer(200, tokens(generation)) : httpAnswer(401, "{}");
        }
        return httpAnswer(200, "{}");
    });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    QCOMPARE(
        QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})).error().reason,
        std::string("disk_full")
    );
    QVERIFY(session.isSignedIn());
    keeper.fails = false;
    QVERIFY(QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})));
    QVERIFY(QByteArray::fromStdString(keeper.saved.at(1)).startsWith("refresh-1 "));
    QCOMPARE(keeper.saved.back(), std::string("refresh-2"));
}

void RenewalTest::what_cannot_be_noted_is_not_asked_for()
{
    Keeper keeper;
    const FakeServer server([](const FakeRequest&) { return httpAnswer(200, tokens(1)); });
    HttpClient http;
    Session session(http, keeper.save());
    session.restore(*serverAddress(server.address()), Secret("refresh-0"));
    keeper.fails = true;
    QCOMPARE(
        QCoro::waitFor(session.send(QStringLiteral("/api/v1/me"), {})).error().reason,
        std::string("disk_full")
    );
    QCOMPARE(server.requests(), 0);
    QVERIFY(session.isSignedIn());
}

QTEST_GUILESS_MAIN(RenewalTest)
#include "renewal_test.moc"
