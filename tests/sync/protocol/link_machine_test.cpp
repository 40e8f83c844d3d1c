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

/// A proxy kills its sockets: it asks instead, since the returned moment.
Millis letAsk(Link& link)
{
    Millis now = 0;
    (void)link.at(now, LinkWanted{});
    for (int killed = 0; killed < socketShortLivesMax; ++killed) {
        (void)link.at(now, ProbeAnswered{});
        (void)link.at(now, SocketDown{});
        now += 5'000;
        (void)link.at(now, LinkTimer{});
    }
    (void)link.at(now, ProbeAnswered{});
    return now;
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
    void questions_take_the_sockets_place_and_go_on_while_it_is_tried_again();
    void a_question_that_fails_waits_and_one_without_an_answer_makes_us_look();
    void an_empty_answer_that_came_at_once_is_not_asked_for_in_a_loop();
    void a_person_who_tries_again_has_the_socket_tried_once();
    void a_goodbye_is_no_killed_socket();
    void a_request_that_fails_makes_us_look();
    void pressing_again_and_again_counts_once_in_two_seconds();
    void ten_failures_in_a_minute_leave_the_platform_alone();
    void failures_with_answers_between_them_leave_nothing_alone();
    void what_people_ask_without_a_link_does_not_count();
    void what_is_left_alone_is_tried_at_once_by_a_person();
    void only_what_waits_for_something_of_its_own_is_busy();
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
    QVERIFY(has<PollLive>(actions));
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
    QVERIFY(link.machine.isReachable());
    QVERIFY(has<OpenSocket>(link.at(now + socketRestAfterKills, LinkTimer{})));
}

void LinkMachineTest::questions_take_the_sockets_place_and_go_on_while_it_is_tried_again()
{
    Link link;
    const Millis begun = letAsk(link);
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
    QVERIFY(has<PollLive>(link.at(begun + 25'000, LivePolled{true})));
    const Millis due = begun + socketRestAfterKills;
    const auto tried = link.at(due, LinkTimer{});
    QVERIFY(has<OpenSocket>(tried));
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
    QVERIFY2(has<PollLive>(link.at(due + 10, LivePolled{})), "nobody waits for the socket");
    const auto killed = link.at(due + 100, SocketDown{});
    QVERIFY(!has<Probe>(killed));
    QCOMPARE(waitOf(killed), socketRestAfterKills);
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);

    const Millis again = due + 100 + socketRestAfterKills;
    QVERIFY(has<OpenSocket>(link.at(again, LinkTimer{})));
    (void)link.at(again + 50, SocketUp{});
    QCOMPARE(link.machine.state(), LinkState::online);
    QVERIFY2(link.at(again + 60, LivePolled{}).empty(), "the socket tells now");
}

void LinkMachineTest::a_question_that_fails_waits_and_one_without_an_answer_makes_us_look()
{
    Link link;
    const Millis begun = letAsk(link);
    const auto busy = link.at(begun + 10, LivePollFailed{false, 3'000});
    QVERIFY(!has<PollLive>(busy));
    QCOMPARE(waitOf(busy), 3'000);
    const auto again = link.at(begun + 3'010, LinkTimer{});
    QVERIFY(has<PollLive>(again));
    QCOMPARE(waitOf(again), socketRestAfterKills - 3'010);
    QVERIFY(has<Probe>(link.at(begun + 4'000, LivePollFailed{true, {}})));
    QCOMPARE(link.machine.state(), LinkState::probing);
    const auto back = link.at(begun + 5'000, ProbeAnswered{});
    QVERIFY2(has<PollLive>(back) && !has<OpenSocket>(back), "the proxy is still the same");
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
}

void LinkMachineTest::an_empty_answer_that_came_at_once_is_not_asked_for_in_a_loop()
{
    Link link;
    const Millis begun = letAsk(link);
    QVERIFY2(has<PollLive>(link.at(begun + 5, LivePolled{false})), "news are worth the next one");
    const auto actions = link.at(begun + 10, LivePolled{true});
    QVERIFY(!has<PollLive>(actions));
    QVERIFY(waitOf(actions) > 0);
}

void LinkMachineTest::a_person_who_tries_again_has_the_socket_tried_once()
{
    Link link;
    const Millis begun = letAsk(link);
    QVERIFY(has<Probe>(link.at(begun + 60'000, RetryNow{})));
    QVERIFY(has<OpenSocket>(link.at(begun + 60'010, ProbeAnswered{})));
    const auto killed = link.at(begun + 60'020, SocketDown{});
    QVERIFY(has<PollLive>(killed));
    QCOMPARE(link.machine.state(), LinkState::onlinePoll);
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

void LinkMachineTest::ten_failures_in_a_minute_leave_the_platform_alone()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeAnswered{});
    (void)link.at(0, SocketUp{});
    const auto fails = static_cast<int>(breakerFailures);
    for (int failure = 1; failure < fails; ++failure)
        QVERIFY(link.at(failure * 1'000, HostFailed{}).empty());
    const auto actions = link.at(10'000, HostFailed{});
    QVERIFY(has<CloseSocket>(actions));
    QCOMPARE(waitOf(actions), breakerRest);
    QVERIFY2(!link.machine.isReachable(), "nobody asks any more");
    QCOMPARE(link.machine.state(), LinkState::offline);
    QVERIFY(has<Probe>(link.at(40'000, LinkTimer{})));
    (void)link.at(40'010, HostFailed{});
    QCOMPARE(waitOf(link.at(40'010, ProbeFailed{})), breakerRest);
    QVERIFY(has<Probe>(link.at(70'010, LinkTimer{})));
    (void)link.at(70'020, HostAnswered{});
    QVERIFY(has<OpenSocket>(link.at(70'020, ProbeAnswered{})));
    QVERIFY(link.machine.isReachable());
    QVERIFY2(link.at(70'030, HostFailed{}).empty(), "it is counted from the beginning");

    Link slow;
    (void)slow.at(0, LinkWanted{});
    (void)slow.at(0, ProbeAnswered{});
    for (int failure = 0; failure < 2 * fails; ++failure)
        QVERIFY(slow.at(failure * (breakerWindow / 8), HostFailed{}).empty());
}

void LinkMachineTest::failures_with_answers_between_them_leave_nothing_alone()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeAnswered{});
    for (int round = 0; round < 30; ++round) {
        QVERIFY(link.at(round, HostFailed{}).empty());
        if (round % 5 == 4)
            (void)link.at(round, HostAnswered{});
    }
    QVERIFY(link.machine.isReachable());
}

void LinkMachineTest::what_people_ask_without_a_link_does_not_count()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeFailed{});
    for (std::size_t failure = 0; failure < 2 * breakerFailures; ++failure)
        QVERIFY(link.at(100, HostFailed{}).empty());
    (void)link.at(200, LinkTimer{});
    QVERIFY(waitOf(link.at(210, ProbeFailed{})) < breakerRest);
}

void LinkMachineTest::what_is_left_alone_is_tried_at_once_by_a_person()
{
    Link link;
    (void)link.at(0, LinkWanted{});
    (void)link.at(0, ProbeAnswered{});
    for (std::size_t failure = 0; failure < breakerFailures; ++failure)
        (void)link.at(100, HostFailed{});
    QVERIFY(!link.machine.isReachable());
    QVERIFY(has<Probe>(link.at(3'000, RetryNow{})));
    (void)link.at(3'010, HostFailed{});
    QCOMPARE(waitOf(link.at(3'010, ProbeFailed{})), breakerRest);
    QVERIFY2(link.at(4'000, RetryNow{}).empty(), "at most once in two seconds");
    QVERIFY(has<Probe>(link.at(5'000, RetryNow{})));
    (void)link.at(5'010, ProbeFailed{});
    QVERIFY2(has<Probe>(link.at(6'000, HostAnswered{})), "a request of theirs was answered");
}

void LinkMachineTest::only_what_waits_for_something_of_its_own_is_busy()
{
    Link link;
    QVERIFY(!link.machine.isBusy());
    (void)link.at(0, LinkWanted{});
    QVERIFY(link.machine.isBusy());
    (void)link.at(0, ProbeAnswered{});
    QVERIFY2(link.machine.isBusy(), "for the socket");
    (void)link.at(0, SocketUp{});
    QVERIFY(!link.machine.isBusy());
    (void)link.at(100, SocketDown{});
    QVERIFY2(!link.machine.isBusy(), "a timer is no standstill");
    Link asking;
    const Millis begun = letAsk(asking);
    QVERIFY2(asking.machine.isBusy(), "for the answer");
    (void)asking.at(begun + 10, LivePollFailed{false, 3'000});
    QVERIFY(!asking.machine.isBusy());
}

QTEST_APPLESS_MAIN(LinkMachineTest)
#include "link_machine_test.moc"
