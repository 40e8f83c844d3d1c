// A real agent whose platform falls silent: what it holds is read until its lease ends, not a
// moment longer, is removed after the grace, and comes back with the platform. Nothing unsent is
// lost.
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

/// Longer than from one look of the agent to the next: the end is met to the moment all the same.
constexpr std::int64_t leaseSeconds = 26;

json::object supplyWindow()
{
    return {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 10}};
}

std::int64_t rowsSeen(RunningAgent& agent)
{
    const auto window = agent.ask("rows.window", supplyWindow());
    return window ? window->at("total").as_int64() : -1;
}

json::object scopeOf(RunningAgent& agent)
{
    const auto status = agent.ask("sync.status", json::object{});
    return status ? status->at("scopes").as_array().at(0).as_object() : json::object{};
}

json::object editOf(std::uint64_t number)
{
    json::object op{
        {"op", "update"},
        {"entity", "fuelSupply"},
        {"id", idOf(number).toString()},
        {"baseRv", "1"},
        {"base", {{"quantity", "1"}}},
        {"set", {{"quantity", "4711"}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
}

} // namespace

class LeaseStoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_held_is_read_until_the_lease_ends_and_goes_after_the_grace()
    {
        FakePlatform platform;
        platform.grant(leaseSeconds, 3);
        QTemporaryDir folder;
        RunningAgent agent(folder.path(), "maya@demo.example");
        QVERIFY(agent.start() >= 0);
        QVERIFY(agent.unlock());
        QVERIFY(agent.signIn(platform.address()));
        QVERIFY(agent.becomes("pull", "live"));
        QCOMPARE(rowsSeen(agent), 3);
        platform.beSilent(true);
        QElapsedTimer silent;
        silent.start();
        QVERIFY(agent.ask("mutate", editOf(2)));
        QVERIFY(!scopeOf(agent).at("leaseEndsAt").is_null());

        // Until the end of the lease everything is read, and then nothing, in any way.
        QVERIFY(QTest::qWaitFor([&] { return rowsSeen(agent) == 0; }, 3 * leaseSeconds * 1000));
        QVERIFY2(silent.elapsed() < (leaseSeconds + 1) * 1000, "it was readable for too long");
        QVERIFY(!agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", idOf(1).toString()}}));
        const auto sum = agent.ask("rows.sum", {{"entity", "fuelSupply"}, {"field", "quantity"}});
        QCOMPARE(sum->at("count").as_int64(), 0);
        const auto pending = agent.ask("pending.list", json::object{});
        const auto text = json::serialize(*pending);
        QVERIFY2(text.find("4711") == std::string::npos, text.c_str());
        QCOMPARE(agent.number("pending"), 1);
        QTRY_COMPARE(agent.status().at("fault").at("reason").as_string().c_str(), "lease_ended");
        QVERIFY(!scopeOf(agent).at("lockedSince").is_null());

        // After as long again the rows are gone from the disk too; unsent work is not.
        QVERIFY(QTest::qWaitFor(
            [&] { return scopeOf(agent).at("rows").as_int64() == 0; }, 3 * leaseSeconds * 1000
        ));
        QVERIFY(silent.elapsed() > 2 * leaseSeconds * 1000 - 500);
        QCOMPARE(agent.number("pending"), 1);

        platform.beSilent(false);
        (void)agent.ask("sync.now", json::object{});
        QVERIFY(QTest::qWaitFor([&] { return rowsSeen(agent) == 3; }, 20'000));
        QTRY_COMPARE_WITH_TIMEOUT(agent.number("pending"), 0, 20'000);
        QCOMPARE(platform.effects().at("4711"), 1);
    }
};

QTEST_GUILESS_MAIN(LeaseStoryTest)
#include "lease_story_test.moc"
