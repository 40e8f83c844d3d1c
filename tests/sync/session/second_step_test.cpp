// A sign-in that asks for a code, too: the challenge stays with the agent, and is spent once.
#include "sync/session/server_address.hpp"
#include "sync/session/session.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

QByteArray refusal(const QByteArray& reason, const QByteArray& more = {})
{
    return httpAnswer(
        401,
        "{\"code\":\"unauthenticated\",\"reason\":\"" + reason +
            "\",\"detail\":\"No.\",\"nextStep\":\"Again.\"" + more + "}",
        "application/problem+json"
    );
}

} // namespace

class SecondStepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCodeFinishesTheSignIn()
    {
        QByteArray answered;
        const FakeServer server([&](const FakeRequest& request) {
            if (request.path == "/api/v1/auth/sign-in")
                return refusal("second_factor_required", ",\"challenge\":\"1.challenge\"");
            answered = request.body;
            if (!request.body.contains("123456"))
                return refusal("wrong_code");
            return httpAnswer(
                200,
                "{\"accessToken\":\"a\",\"expiresIn\":900,\"refreshToken\":\"r\","
                "\"user\":{\"id\":\"u1\",\"login\":\"maya\",\"mustSetUpSecondFactor\":true}}"
            );
        });
        const QUrl address = *serverAddress(server.address());
        HttpClient http;
        std::vector<std::string> saved;
        Session session(http, [&saved](Secret token) -> QCoro::Task<Result<void>> {
            saved.emplace_back(token.reveal());
            co_return Result<void>{};
        });
        QCOMPARE(reasonOf(QCoro::waitFor(session.answerChallenge("123456"))), expired);
        Credentials maya{"demo", "maya", Secret("pw"), "test"};
        const auto asked = QCoro::waitFor(session.signIn(address, std::move(maya)));
        QCOMPARE(asked.error().reason, std::string("second_factor_required"));
        QVERIFY(!session.isSignedIn());
        QCOMPARE(session.challengedBy(), address);
        QCOMPARE(
            reasonOf(QCoro::waitFor(session.answerChallenge("000000"))), std::string("wrong_code")
        );
        auto answer = QCoro::waitFor(session.answerChallenge("123456"));
        QVERIFY(answer);
        QCOMPARE(answered, QByteArray("{\"challenge\":\"1.challenge\",\"code\":\"123456\"}"));
        const auto user = QCoro::waitFor(session.takeOver(address, std::move(*answer)));
        QVERIFY(user && user->owes() && !user->mustChangePassword);
        QVERIFY(session.isSignedIn());
        QCOMPARE(saved, std::vector<std::string>{"r"});
        QCOMPARE(reasonOf(QCoro::waitFor(session.answerChallenge("123456"))), expired);
    }

    void anEndedChallengeIsForgotten()
    {
        int asked = 0;
        const FakeServer server([&](const FakeRequest&) {
            ++asked;
            return refusal("challenge_expired");
        });
        HttpClient http;
        Session session(http, [](Secret) -> QCoro::Task<Result<void>> {
            co_return Result<void>{};
        });
        session.setChallenge(*serverAddress(server.address()), Secret("1.late"));
        QCOMPARE(reasonOf(QCoro::waitFor(session.answerChallenge("123456"))), expired);
        QCOMPARE(reasonOf(QCoro::waitFor(session.answerChallenge("123456"))), expired);
        QCOMPARE(asked, 1);
    }

private:
    inline static const std::string expired = "challenge_expired";

    static std::string reasonOf(const Result<boost::json::object>& answer)
    {
        return answer ? std::string() : answer.error().reason;
    }
};

QTEST_GUILESS_MAIN(SecondStepTest)
#include "second_step_test.moc"
