// Channels, queues and what happens to a reader that does not read.
#include "platform/live/hub.hpp"
#include "platform/live/live_figures.hpp"
#include "platform/telemetry/metrics.hpp"

#include <QtTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

const ChannelKey aChannel{1, "run:a"};

boost::json::object aRun(int progress)
{
    return {{"id", "a"}, {"progress", progress}};
}

boost::json::object aStep(std::string_view id, std::string_view status)
{
    return {{"id", id}, {"status", status}};
}

boost::json::object lines(int number, std::size_t bytes = 10)
{
    boost::json::array list;
    list.push_back(boost::json::object{{"sequence", number}, {"message", std::string(bytes, 'x')}});
    return {{"lines", std::move(list)}};
}

boost::json::object read(const Frame& frame)
{
    std::size_t head = 2;
    const auto length = static_cast<unsigned char>((*frame)[1]);
    head += length == 126 ? 2 : length == 127 ? 8 : 0;
    return boost::json::parse(std::string_view(*frame).substr(head)).as_object();
}

/// Everything that waits for a subscriber, as JSON.
std::vector<boost::json::object> drain(Hub& hub, SubscriberId id)
{
    std::vector<boost::json::object> messages;
    for (;;) {
        const auto frames = hub.take(id, 64 * 1024).frames;
        if (frames.empty())
            return messages;
        for (const Frame& frame : frames)
            messages.push_back(read(frame));
    }
}

std::string typeOf(const boost::json::object& message)
{
    return std::string(message.at("t").as_string());
}

struct Listening {
    explicit Listening(HubLimits limits = {})
        : hub("node", limits)
    {
        id = hub.join(1, [this] { ++wakes; });
        hub.seed(aChannel, {{"run", aRun(0)}, {"steps", boost::json::array()}}, 0);
    }
    Hub hub;
    int wakes = 0;
    SubscriberId id = 0;
};

} // namespace

class HubTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewSubscriberGetsTheStateAndThenEveryEventInOrder()
    {
        Listening at;
        at.hub.publish(aChannel, EventKind::state, aRun(5));

        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        at.hub.publish(aChannel, EventKind::step, aStep("s", "running"));
        at.hub.publish(aChannel, EventKind::log, lines(1));

        const auto messages = drain(at.hub, at.id);
        QCOMPARE(messages.size(), std::size_t(4));
        QCOMPARE(typeOf(messages[0]), std::string("subok"));
        QVERIFY(messages[0].at("mode") == "snapshot");
        QCOMPARE(typeOf(messages[1]), std::string("st"));
        QCOMPARE(messages[1].at("offset").as_int64(), 1);
        QCOMPARE(messages[1].at("state").at("run").at("progress").as_int64(), 5);
        QCOMPARE(messages[2].at("offset").as_int64(), 2);
        QCOMPARE(messages[3].at("offset").as_int64(), 3);
        QVERIFY(messages[3].at("kind") == "log");
    }

    void aReconnectWithinTheRingReplaysExactlyWhatWasMissed()
    {
        Listening at;
        const auto first = at.hub.subscribe(at.id, "run:a", std::nullopt);
        for (int i = 1; i <= 5; ++i)
            at.hub.publish(aChannel, EventKind::log, lines(i));
        at.hub.leave(at.id);
        at.hub.publish(aChannel, EventKind::log, lines(6));

        const auto again = at.hub.join(1, [] {});
        const auto answer = at.hub.subscribe(again, "run:a", Since{first->epoch, 3});

        QVERIFY(answer->replays);
        const auto messages = drain(at.hub, again);
        QCOMPARE(messages.size(), std::size_t(4));
        for (int i = 1; i <= 3; ++i)
            QCOMPARE(messages[std::size_t(i)].at("offset").as_int64(), 3 + i);
    }

    void aForeignEpochOrAnOffsetThatTheRingForgotGetsTheState_data()
    {
        QTest::addColumn<QString>("epoch");
        QTest::addColumn<int>("offset");
        QTest::newRow("another process") << "other-1" << 9;
        QTest::newRow("too old") << "node-1" << 1;
        QTest::newRow("from the future") << "node-1" << 99;
    }

    void aForeignEpochOrAnOffsetThatTheRingForgotGetsTheState()
    {
        QFETCH(QString, epoch);
        QFETCH(int, offset);
        Listening at({.ring = {.events = 4}});
        for (int i = 1; i <= 10; ++i)
            at.hub.publish(aChannel, EventKind::log, lines(i));

        const auto answer = at.hub.subscribe(at.id, "run:a", Since{epoch.toStdString(), offset});

        QVERIFY(!answer->replays);
        QCOMPARE(typeOf(drain(at.hub, at.id)[1]), std::string("st"));
    }

    void aStateThatWasReadBeforeAnEventDoesNotUndoIt()
    {
        Hub hub("node");
        hub.publish(aChannel, EventKind::state, aRun(5));
        const auto head = hub.headOf(aChannel);
        hub.publish(aChannel, EventKind::state, aRun(30));

        hub.seed(aChannel, {{"run", aRun(5)}, {"steps", boost::json::array()}}, head);

        const auto id = hub.join(1, [] {});
        QVERIFY(hub.subscribe(id, "run:a", std::nullopt).has_value());
        const auto state = drain(hub, id)[1];
        QCOMPARE(state.at("state").at("run").at("progress").as_int64(), 30);
    }

    void waitingStatesAreFoldedIntoTheLatest()
    {
        Listening at({.queueFrames = 10});
        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        static_cast<void>(drain(at.hub, at.id));

        for (int i = 1; i <= 100; ++i)
            at.hub.publish(aChannel, EventKind::state, aRun(i));

        const auto messages = drain(at.hub, at.id);
        QVERIFY(messages.size() <= 10);
        QCOMPARE(typeOf(messages[0]), std::string("st"));
        // After the state the events go on without a hole up to the last.
        std::int64_t offset = messages[0].at("offset").as_int64();
        for (std::size_t i = 1; i < messages.size(); ++i)
            QCOMPARE(messages[i].at("offset").as_int64(), ++offset);
        QCOMPARE(offset, 100);
        QVERIFY(!at.hub.take(at.id, 1).isLast);
    }

    void droppedLogLinesAreNamedByAGap()
    {
        Listening at({.queueFrames = 10});
        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        static_cast<void>(drain(at.hub, at.id));

        at.hub.publish(aChannel, EventKind::state, aRun(1));
        for (int i = 1; i <= 50; ++i)
            at.hub.publish(aChannel, EventKind::log, lines(i));

        std::int64_t next = 1;
        bool sawGap = false;
        for (const auto& message : drain(at.hub, at.id)) {
            const auto type = typeOf(message);
            if (type == "gap") {
                sawGap = true;
                QVERIFY(message.at("from").as_int64() >= next);
            } else if (type == "st") {
                next = message.at("offset").as_int64() + 1;
            } else {
                QCOMPARE(message.at("offset").as_int64(), next++);
            }
        }
        QVERIFY(sawGap);
        QCOMPARE(next, 52);
        QVERIFY(at.hub.figures().gaps >= 1);
        QVERIFY(at.hub.figures().folded >= 1);
        QCOMPARE(at.hub.figures().slow, std::uint64_t(0));
    }

    void aReaderThatCannotBeHelpedIsSentAwayAndOthersGetEverything()
    {
        Listening at({.queueBytes = 4000});
        const auto reader = at.hub.join(1, [] {});
        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        QVERIFY(at.hub.subscribe(reader, "run:a", std::nullopt).has_value());
        std::size_t received = drain(at.hub, reader).size();

        const auto fat = boost::json::object{{"id", "a"}, {"note", std::string(5000, 'n')}};
        at.hub.publish(aChannel, EventKind::log, lines(1, 100));
        received += drain(at.hub, reader).size();
        for (int i = 0; i < 3; ++i) {
            at.hub.send(at.id, textFrame(std::string(3000, ' ')));
            at.hub.publish(aChannel, EventKind::log, lines(i, 100));
            received += drain(at.hub, reader).size();
        }

        const auto last = drain(at.hub, at.id);
        QCOMPARE(last.size(), std::size_t(1));
        QVERIFY(last[0].at("code") == "slow");
        QCOMPARE(at.hub.figures().slow, std::uint64_t(1));
        QVERIFY(at.hub.take(at.id, 1).isLast);
        QVERIFY(!at.hub.take(reader, 1).isLast);
        QCOMPARE(received, std::size_t(2 + 4));
    }

    void whatWaitsAndWhoListensIsInTheMetrics()
    {
        Metrics metrics;
        Listening at;
        addLiveFigures(metrics, at.hub);
        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        const auto waiting = std::to_string(at.hub.figures().queuedBytes);
        QVERIFY(at.hub.figures().queuedBytes > 0);
        const std::string text = metrics.text();
        QVERIFY(text.find("\ntidemark_live_members 1\n") != std::string::npos);
        QVERIFY(text.find("\ntidemark_live_queued_bytes " + waiting + "\n") != std::string::npos);
        static_cast<void>(drain(at.hub, at.id));
        QVERIFY(metrics.text().find("\ntidemark_live_queued_bytes 0\n") != std::string::npos);
    }

    void pokesOfOneTenantReachOnlyItAndOnlyTheNewestWaits()
    {
        Hub hub("node");
        const auto here = hub.join(1, [] {});
        const auto elsewhere = hub.join(2, [] {});

        hub.poke(1, 57);
        hub.poke(1, 58);
        hub.poke(1, 58);

        const auto messages = drain(hub, here);
        QCOMPARE(messages.size(), std::size_t(1));
        QVERIFY(messages[0].at("headCut") == "58");
        QVERIFY(drain(hub, elsewhere).empty());
        hub.poke(1, 57);
        QVERIFY(drain(hub, here).empty());
    }

    void aSubscriberIsWokenOnceUntilItFoundItsQueueEmpty()
    {
        Listening at;
        QVERIFY(at.hub.subscribe(at.id, "run:a", std::nullopt).has_value());
        at.hub.publish(aChannel, EventKind::state, aRun(1));
        QCOMPARE(at.wakes, 1);

        static_cast<void>(at.hub.take(at.id, 1 << 20));
        at.hub.publish(aChannel, EventKind::state, aRun(2));
        QCOMPARE(at.wakes, 1);

        static_cast<void>(drain(at.hub, at.id));
        at.hub.publish(aChannel, EventKind::state, aRun(3));
        QCOMPARE(at.wakes, 2);
    }

    void theSixtyFifthChannelIsRefused()
    {
        Hub hub("node");
        const auto id = hub.join(1, [] {});
        for (int i = 0; i < 64; ++i)
            QVERIFY(hub.subscribe(id, "run:" + std::to_string(i), std::nullopt).has_value());

        const auto refused = hub.subscribe(id, "run:one-more", std::nullopt);

        QVERIFY(refused.has_error());
        QCOMPARE(refused.error().reason, std::string("too_many_channels"));
    }

    void channelsThatNobodyUsesAreForgottenAndComeBackWithAnotherEpoch()
    {
        Listening at;
        const auto before = at.hub.subscribe(at.id, "run:a", std::nullopt);
        at.hub.unsubscribe(at.id, "run:a");
        at.hub.publish(aChannel, EventKind::state, aRun(1));

        at.hub.tick(LiveClock::now() + std::chrono::minutes(11));

        const auto after = at.hub.subscribe(at.id, "run:a", Since{before->epoch, 0});
        QVERIFY(!after->replays);
        QVERIFY(after->epoch != before->epoch);
    }
};

QTEST_APPLESS_MAIN(HubTest)
#include "hub_test.moc"
