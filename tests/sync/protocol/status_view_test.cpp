// What is said of the agent, and which trouble is said first.
#include "sync/protocol/live_channels.hpp"
#include "sync/protocol/status_view.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

class StatusViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_state_follows_from_keys_profile_and_session();
    void the_trouble_that_stands_before_all_others_is_said();
    void a_clock_that_is_off_is_said_but_changes_nothing_else();
    void progress_is_only_said_while_filling();
    void events_pass_in_order_and_a_jump_asks_again();
    void a_second_listener_gets_the_whole_state();
};

void StatusViewTest::the_state_follows_from_keys_profile_and_session()
{
    StatusFacts facts;
    QCOMPARE(statusOf(facts).state, AgentState::locked);
    facts.needsPassphrase = true;
    QCOMPARE(statusOf(facts).state, AgentState::needsPassphrase);
    facts.isVaultOpen = true;
    QCOMPARE(statusOf(facts).state, AgentState::noProfile);
    facts.hasProfile = true;
    QCOMPARE(statusOf(facts).state, AgentState::signedOut);
    facts.isSignedIn = true;
    QCOMPARE(statusOf(facts).state, AgentState::open);
    facts.isDamaged = true;
    QCOMPARE(statusOf(facts).state, AgentState::damaged);
}

void StatusViewTest::the_trouble_that_stands_before_all_others_is_said()
{
    StatusFacts facts;
    facts.linkFault = Fault{FaultCode::offline, "connection_refused", {}, {}};
    QCOMPARE(statusOf(facts).fault->reason, std::string("connection_refused"));
    facts.sessionFault = Fault{FaultCode::unauthenticated, "session_ended", {}, {}};
    QCOMPARE(statusOf(facts).fault->reason, std::string("session_ended"));
    facts.storeFault = Fault{FaultCode::locked, "keyring_locked", {}, {}};
    QCOMPARE(statusOf(facts).fault->reason, std::string("keyring_locked"));
    facts = {};
    facts.link = LinkState::online;
    facts.linkFault = Fault{FaultCode::offline, "connection_refused", {}, {}};
    QVERIFY2(!statusOf(facts).fault, "what is over is not said");
}

void StatusViewTest::a_clock_that_is_off_is_said_but_changes_nothing_else()
{
    StatusFacts facts;
    facts.isVaultOpen = facts.hasProfile = facts.isSignedIn = true;
    facts.link = LinkState::online;
    facts.clockSkewSeconds = 24 * 3600;
    const auto status = statusOf(facts);
    QCOMPARE(status.state, AgentState::open);
    QCOMPARE(status.link, LinkState::online);
    QCOMPARE(status.fault->reason, std::string("clock_off"));
    QVERIFY(status.fault->cause.find("24 h ahead") != std::string::npos);
    facts.clockSkewSeconds = 60;
    QVERIFY(!statusOf(facts).fault);
}

void StatusViewTest::progress_is_only_said_while_filling()
{
    StatusFacts facts;
    facts.progress = Progress{1, 2};
    facts.pull = PullState::live;
    QVERIFY(!statusOf(facts).progress);
    facts.pull = PullState::bootstrap;
    QVERIFY(statusOf(facts).progress);
}

void StatusViewTest::events_pass_in_order_and_a_jump_asks_again()
{
    LiveChannels channels;
    QVERIFY(!channels.listen("run:1").since);
    const auto event = [](std::int64_t offset) {
        return live::Event{"run:1", offset, live::EventKind::log, {}};
    };
    QVERIFY2(!channels.take(event(3)).passOn, "nothing before the state");
    QVERIFY(
        !channels.take(live::Subscribed{"run:1", {"e", 12}, live::SubscribedMode::snapshot}).passOn
    );
    QVERIFY(channels.take(live::State{"run:1", 12, {}}).passOn);
    QVERIFY(channels.take(event(13)).passOn);
    QVERIFY2(!channels.take(event(13)).passOn, "twice");
    const auto jump = channels.take(event(15));
    QVERIFY(!jump.passOn);
    QVERIFY((jump.resubscribe->since == live::Position{"e", 13}));
    QVERIFY2(!channels.take(event(16)).resubscribe, "asked once");
    const live::Subscribed replay{"run:1", {"e", 16}, live::SubscribedMode::replay};
    QVERIFY2(channels.take(replay).passOn, "nothing was missed: it is no longer stale");
    QVERIFY(channels.take(event(14)).passOn);
    QVERIFY(channels.take(live::Gap{"run:1", 15, 20}).passOn);
    QVERIFY(channels.take(event(21)).passOn);
    QVERIFY((channels.resume().front().since == live::Position{"e", 21}));
}

void StatusViewTest::a_second_listener_gets_the_whole_state()
{
    LiveChannels channels;
    (void)channels.listen("run:1");
    (void)channels.take(live::Subscribed{"run:1", {"e", 4}, live::SubscribedMode::snapshot});
    QVERIFY((channels.resume().front().since == live::Position{"e", 4}));
    QVERIFY(!channels.listen("run:1").since);
    QVERIFY2(!channels.resume().front().since, "also when it is asked for anew");
    (void)channels.take(live::Subscribed{"run:1", {"e", 5}, live::SubscribedMode::snapshot});
    QVERIFY((channels.resume().front().since == live::Position{"e", 5}));
    QVERIFY(!channels.leave("run:1"));
    QCOMPARE(channels.leave("run:1")->channel, std::string("run:1"));
    QVERIFY(!channels.leave("run:1"));
    QVERIFY(channels.names().empty());
}

QTEST_APPLESS_MAIN(StatusViewTest)
#include "status_view_test.moc"
