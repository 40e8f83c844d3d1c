// Live questions and answers: what is written is read back, and nobody waits for ever.
#include "models/protocol/live_poll.hpp"

#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
namespace json = boost::json;

class LiveQuestionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void they_round_trip_and_are_bounded()
    {
        const live::PollRequest asked{
            .headCut = 57,
            .waitMs = 1'000,
            .channels = {{"run:1", live::Position{"e", 12}}, {"runs", std::nullopt}}};
        const auto read = live::readPollRequest(toJson(asked));
        QVERIFY(read);
        QVERIFY(*read == asked);
        const auto patient =
            live::readPollRequest(json::parse(R"({"headCut":"0","waitMs":3600000,"channels":[]})"));
        QCOMPARE(patient->waitMs, live::pollWaitMost);
        const auto shout = live::readPollRequest(
            json::parse(R"({"headCut":"0","waitMs":1,"channels":[{"t":"ping"}]})")
        );
        QVERIFY2(!shout, "only subscriptions");
        const auto answer = live::readPollAnswer(
            json::parse(R"({"headCut":"58","messages":[{"t":"poke","headCut":"58"},{"t":"sing"}]})")
        );
        QVERIFY(answer);
        QVERIFY((*answer == live::PollAnswer{58, {live::Poke{58}}}));
        const auto broken = json::parse(R"({"headCut":"58","messages":[{"t":"poke"}]})");
        QVERIFY(!live::readPollAnswer(broken));
    }
};

QTEST_APPLESS_MAIN(LiveQuestionsTest)
#include "live_questions_test.moc"
