// The live channel by question and answer: it waits for news, and loses none between two questions.
#include "platform/live/live_poll.hpp"
#include "platform/live/live_route.hpp"
#include "tests/platform/http/running_server.hpp"
#include "tests/platform/live/live_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;
namespace json = boost::json;

namespace {

/// One who asks, on a loop that runs only while somebody waits for an answer.
struct Asking {
    explicit Asking(HubLimits limits = {}, std::string_view token = "maya")
        : hub("node", limits)
    {
        actor->tenancy.tenant = 1;
        if (token == "maya")
            actor->permissions = PermissionSet({"run:read"});
    }

    void ask(live::PollRequest request)
    {
        answer.reset();
        const auto done = [this](const std::exception_ptr& thrown, Result<std::string> told) {
            if (!thrown && told)
                answer = json::parse(*told).as_object();
        };
        asio::co_spawn(io, answerPoll(LiveServices{hub, gate}, actor, std::move(request)), done);
    }
    /// The answer, if it comes in time; an empty object when not.
    json::object wait(std::chrono::milliseconds patience = 5s)
    {
        io.restart();
        io.run_for(patience);
        return answer.value_or(json::object());
    }
    json::object answerTo(live::PollRequest request)
    {
        ask(std::move(request));
        return wait();
    }
    void say(int line)
    {
        hub.publish(aRun, platform::EventKind::log, {{"lines", json::array{line}}});
    }

    std::shared_ptr<Actor> actor = std::make_shared<Actor>();
    FakeGate gate;
    Hub hub;
    asio::io_context io;
    std::optional<json::object> answer = {};
};

std::vector<std::string> kindsIn(const json::object& answer)
{
    std::vector<std::string> kinds;
    for (const json::value& message : answer.at("messages").as_array())
        kinds.emplace_back(message.at("t").as_string());
    return kinds;
}

using Kinds = std::vector<std::string>;

/// As the platform's FakeGate knows the cut.
live::PollRequest upToDate(std::int64_t waitMs = 25'000)
{
    return {.headCut = 57, .waitMs = waitMs};
}

} // namespace

class LivePollTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsBehindIsAnsweredAtOnce()
    {
        Asking one;
        const auto answer = one.answerTo({.headCut = 0, .waitMs = 25'000});
        QVERIFY(answer.contains("headCut"));
        QVERIFY(answer.at("headCut") == "57");
        QVERIFY(kindsIn(answer).empty());
        QCOMPARE(one.hub.subscribers(), std::size_t(0));
    }

    void aNewCutEndsTheWait()
    {
        Asking one;
        one.ask(upToDate());
        QVERIFY2(one.wait(100ms).empty(), "there is nothing to tell yet");
        one.hub.poke(2, 99);
        QVERIFY2(one.wait(100ms).empty(), "another tenant's");
        one.hub.poke(1, 58);
        const auto answer = one.wait();
        QVERIFY(answer.contains("headCut"));
        QVERIFY(answer.at("headCut") == "58");
        QCOMPARE(kindsIn(answer), Kinds{"poke"});
    }

    void withoutNewsTheWaitEndsAndNothingIsSaid()
    {
        Asking one;
        const auto answer = one.answerTo(upToDate(100));
        QVERIFY(answer.contains("headCut"));
        QVERIFY(kindsIn(answer).empty());
    }

    void nothingIsLostBetweenTwoQuestions()
    {
        Asking one;
        auto request = upToDate();
        request.channels = {{channel, std::nullopt}};
        const auto first = one.answerTo(request);
        QVERIFY(first.contains("headCut"));
        QCOMPARE(kindsIn(first), (Kinds{"subok", "st"}));
        const auto& subok = first.at("messages").at(0);
        QVERIFY(subok.at("mode") == "snapshot");
        const auto epoch = std::string(subok.at("epoch").as_string());

        one.say(1);
        one.say(2); // While nobody asks.
        request.channels = {{channel, live::Position{epoch, 0}}};
        const auto second = one.answerTo(request);
        QVERIFY(second.contains("headCut"));
        QCOMPARE(kindsIn(second), (Kinds{"subok", "ev", "ev"}));
        QVERIFY(second.at("messages").at(0).at("mode") == "replay");
        QVERIFY(second.at("messages").at(2).at("offset") == 2);

        request.channels = {{channel, live::Position{epoch, 2}}};
        one.ask(request);
        QVERIFY2(one.wait(100ms).empty(), "all of it is known");
        one.say(3);
        const auto third = one.wait();
        QVERIFY(third.contains("headCut"));
        QCOMPARE(kindsIn(third), (Kinds{"subok", "ev"}));
        QVERIFY(third.at("messages").at(1).at("offset") == 3);
    }

    void aRelayGoesOnReadingForWhoAsksAgain()
    {
        Asking one;
        auto request = upToDate(0);
        request.channels = {{channel, std::nullopt}};
        QVERIFY(!one.answerTo(request).empty());
        QVERIFY(one.hub.isHeard(aRun));

        Asking other({.lingers = 0ms});
        QVERIFY(!other.answerTo(request).empty());
        QVERIFY2(!other.hub.isHeard(aRun), "not for ever");
    }

    void aRefusalIsSaid()
    {
        Asking one({}, "blind");
        auto request = upToDate();
        request.channels = {{channel, std::nullopt}};
        const auto answer = one.answerTo(request);
        QVERIFY(answer.contains("headCut"));
        QCOMPARE(kindsIn(answer), Kinds{"refused"});
        QVERIFY(answer.at("messages").at(0).at("reason") == "may_not_read_runs");
    }

    void theEndOfThePlatformEndsTheWait()
    {
        Asking one;
        one.ask(upToDate(25'000));
        QVERIFY(one.wait(50ms).empty());
        sayGoodbye(one.hub, 5s);
        const auto answer = one.wait();
        QVERIFY(answer.contains("headCut"));
        QCOMPARE(kindsIn(answer), Kinds{"bye"});
        QVERIFY(answer.at("messages").at(0).at("code") == "restarting");
    }

    void nobodyTakesAllConnections()
    {
        const auto waiting = std::make_shared<WaitingQuestions>();
        Actor one;
        Actor other;
        other.userId = Uuid::make();
        std::vector<std::shared_ptr<void>> turns;
        for (int i = 0; i < questionsMost; ++i)
            turns.push_back(waiting->enter(one));
        QVERIFY(turns.back());
        QVERIFY(!waiting->enter(one));
        QVERIFY2(waiting->enter(other), "each on their own");
        turns.pop_back();
        QVERIFY2(waiting->enter(one), "one was answered");
    }

    void onlyWhoIsSignedInIsAnswered()
    {
        FakeGate gate;
        Hub hub("node");
        RunningServer running(shortSettings(), [&](Router& router) {
            addLiveRoute(router, LiveServices{hub, gate});
        });
        const auto statusOf = [&](std::string_view token, const std::string& body) {
            RawClient client(running.port);
            client.send(
                "POST /api/v1/live/poll HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " +
                std::string(token) + "\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\nConnection: close\r\n\r\n" + body
            );
            return statusIn(client.read());
        };
        const std::string asked = R"({"headCut":"0","waitMs":1,"channels":[]})";
        QCOMPARE(statusOf("reader", asked), 200);
        QCOMPARE(statusOf("nobody", asked), 401);
        QCOMPARE(statusOf("reader", "{}"), 400);
    }
};

QTEST_GUILESS_MAIN(LivePollTest)
#include "live_poll_test.moc"
