// The link: probes, sockets that die, and how long it waits.
#include "sync/protocol/link_machine.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

/// A machine with dice that always show the same.
struct Link {
    explicit Link(double dice = 0.5)
        : machine([dice] { return dice; })
    {
    }

    std::vector<LinkAction> at(Millis now, const LinkEvent& event)
    {
        return machine.next(event, now);
    }

    LinkMachine machine;
};

template <class T>
bool has(const std::vector<LinkAction>& actions)
{
    return std::any_of(actions.begin(), actions.end(), [](const LinkAction& action) {
        return std::holds_alternative<T>(action);
    });
}

Millis waitOf(const std::vector<LinkAction>& actions)
{
    for (const auto& action : actions) {
        if (const auto* wait = std::get_if<WaitLink>(&action))
            return wait->delay;
    }
    return -1;
}

} // namespace

class LinkMachineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_platform_that_answers_is_online_once_its_socket_is_up();
    void nothing_is_sent_before_somebody_is_signed_in();
    void waits_double_up_to_a_minute_and_are_any_part_of_that();
    void the_platforms_own_wish_overrides_the_dice();
    void a_sign_on_page_is_captive_and_not_offline();
    void three_sockets_that_die_young_mean_polling();
    void a_goodbye_is_no_killed_socket();
    void a_request_that_fails_makes_us_look();
    void pressing_again_and_again_counts_once_in_two_seconds();
    void late_answers_change_nothing_after_sign_out();
};

void LinkMachineTest::a_platform_that_answers_is_online_once_its_socket_is_up()
{
    Link link;
    QVERIFY(has<Probe>(link.at(0, LinkWanted{})));
    QCOMPARE(link.machine.state(), LinkState::probing);
    QVERIFY(!link.machine.isReachable());
    QVERIFY(has<OpenSocket>(link.at(10, ProbeAnswered{})));
    QVERIFY(link.machine.isReachable());
    QVERIFY(link.at(20, SocketUp{}).empty());
    QCOMPARE(link.machine.state(), LinkState::online);
}

void LinkMachineTest::nothing_is_sent_before_somebody_is_signed_in()
{
    Link link;
    QVERIFY(link.at(0, LinkTimer{}).empty());
    QVERIFY(link.at(0, RetryNow{}).empty());
    QVERIFY(link.at(0, TransportFailed{}).empty());
    QCOMPARE(link.machine.state(), LinkState::offline);
}

void LinkMachineTest::waits_double_up_to_a_minute_and_are_any_part_of_that()
{
    Link link(0.999999);
    (void)link.at(0, LinkWanted{});
    Millis ceiling = linkRetryMin;
    for (int failure = 0; failure < 12; ++failure) {
        const Millis wait = waitOf(link.at(0, ProbeFailed{}));
        QVERIFY2(wait <= ceiling && wait >= ceiling * 9 / 10, qPrintable(QString::number(wait)));
        QCOMPARE(link.machine.state(), LinkState::offline);
        ceiling = std::min(linkRetryMax, ceiling * 2);
        QVERIFY(has<Probe>(link.at(0, LinkTimer{})));
    }
    QCOMPARE(ceiling, linkRetryMax);
    Link lucky(0.0);
    (void)lucky.at(0, LinkWanted{});
    QCOMPARE(waitOf(lucky.at(0, ProbeFailed{})), 0);
}

void LinkMachineTest::the_platforms_own_wish_overrides_the_dice()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    QCOMPARE(waitOf(link.at(0, ProbeFailed{false, 7'000})), 7'000);
    (void)link.at(0, LinkTimer{});
    (void)link.at(0, ProbeAnswered{});
    (void)link.at(0, SocketUp{});
    QCOMPARE(waitOf(link.at(70'000, SocketDown{12'345})), 12'345);
}

void LinkMachineTest::a_sign_on_page_is_captive_and_not_offline()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    QVERIFY(waitOf(link.at(0, ProbeFailed{true, {}})) >= 0);
    QCOMPARE(link.machine.state(), LinkState::captive);
    QVERIFY(!link.machine.isReachable());
}

void LinkMachineTest::three_sockets_that_die_young_mean_polling()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    Millis now = 0;
    for (int killed = 0; killed < socketShortLivesMax; ++killed) {
        QVERIFY(has<OpenSocket>(link.at(now, ProbeAnswered{})));
        (void)link.at(now, SocketUp{});
        (void)link.at(now + 1'000, SocketDown{});
        QVERIFY(link.machine.isReachable());
        now += 5'000;
        QVERIFY(has<Probe>(link.at(now, LinkTimer{})));
    }
    const auto actions = link.at(now, ProbeAnswered{});
    QVERIFY(!has<OpenSocket>(actions));
    QCOMPARE(waitOf(actions), socketRestAfterKills);
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
    QVERIFY(link.machine.isReachable());
    QVERIFY(has<OpenSocket>(link.at(now + socketRestAfterKills, LinkTimer{})));
}

void LinkMachineTest::a_goodbye_is_no_killed_socket()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    for (int round = 0; round < 6; ++round) {
        QVERIFY(has<OpenSocket>(link.at(0, ProbeAnswered{})));
        (void)link.at(0, SocketUp{});
        (void)link.at(100, SocketDown{500});
        (void)link.at(600, LinkTimer{});
    }
}

void LinkMachineTest::a_request_that_fails_makes_us_look()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeAnswered{});
    (void)link.at(0, SocketUp{});
    QVERIFY(has<Probe>(link.at(50, TransportFailed{})));
    QVERIFY2(link.at(51, TransportFailed{}).empty(), "one probe at a time");
    const auto actions = link.at(60, ProbeFailed{});
    QVERIFY(has<CloseSocket>(actions));
    QCOMPARE(link.machine.state(), LinkState::offline);
}

void LinkMachineTest::pressing_again_and_again_counts_once_in_two_seconds()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeFailed{});
    QVERIFY(has<Probe>(link.at(100, RetryNow{})));
    (void)link.at(110, ProbeFailed{});
    QVERIFY(link.at(200, RetryNow{}).empty());
    QVERIFY(has<Probe>(link.at(2'100, RetryNow{})));
}

void LinkMachineTest::late_answers_change_nothing_after_sign_out()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeAnswered{});
    (void)link.at(0, SocketUp{});
    QVERIFY(has<CloseSocket>(link.at(10, LinkUnwanted{})));
    QVERIFY(link.at(20, ProbeAnswered{}).empty());
    QVERIFY(link.at(20, SocketUp{}).empty());
    QVERIFY(link.at(20, SocketDown{}).empty());
    QVERIFY(link.at(20, LinkTimer{}).empty());
    QCOMPARE(link.machine.state(), LinkState::offline);
}

QTEST_APPLESS_MAIN(LinkMachineTest)
#include "link_machine_test.moc"
