// A real agent writes down what it does: every fault that it says is found by its id, and "Work
// offline" outlives the process.
#include "models/core/fault_id.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

json::object mutationOf(const std::string& quantity)
{
    json::object op{
        {"op", "create"},
        {"entity", "fuelSupply"},
        {"id", Uuid::make().toString()},
        {"set", {{"quantity", quantity}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
}

json::array eventsOf(RunningAgent& agent, json::object query)
{
    const auto answer = agent.ask("synclog.list", std::move(query));
    return answer ? answer->at("items").as_array() : json::array();
}

std::set<std::string> kindsOfEvents(const json::array& events)
{
    std::set<std::string> found;
    for (const json::value& event : events)
        found.insert(std::string(event.at("what").as_string()));
    return found;
}

/// A signed-in agent of a folder of its own.
struct Signed {
    explicit Signed(FakePlatform& platform)
        : agent(folder.path(), "maya@demo.example")
    {
        if (agent.start() < 0 || !agent.unlock() || !agent.signIn(platform.address()))
            qFatal("no agent");
    }
    /// Ends it as a crash does, and opens it again.
    void comeBack()
    {
        agent.kill();
        if (agent.start() < 0 || !agent.unlock())
            qFatal("no agent");
    }

    QTemporaryDir folder;
    RunningAgent agent;
};

} // namespace

class ActivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_sync_did_is_listed_and_has_no_values()
    {
        FakePlatform platform;
        Signed desk(platform);
        QVERIFY(desk.agent.becomes("pull", "live"));
        QVERIFY(desk.agent.ask("mutate", mutationOf("471101")));
        QTRY_COMPARE_WITH_TIMEOUT(desk.agent.number("pending"), 0, 20'000);
        // The stand-in has no live channel; that is known after some tries.
        QTRY_VERIFY_WITH_TIMEOUT(
            kindsOfEvents(eventsOf(desk.agent, {})).contains("online_poll"), 30'000
        );
        const auto events = eventsOf(desk.agent, {});
        const auto whats = kindsOfEvents(events);
        for (const char* what : {"opened", "online_poll", "session_opened", "saved", "sent"})
            QVERIFY2(whats.contains(what), what);
        QVERIFY(whats.contains("answer_good"));
        const std::string text = json::serialize(events);
        for (const char* secret : {"471101", "Maya", "maya@demo"})
            QVERIFY2(text.find(secret) == std::string::npos, secret);
        const auto sent = eventsOf(desk.agent, {{"kinds", json::array{"push"}}});
        QVERIFY(!sent.empty());
        for (const json::value& event : sent)
            QCOMPARE(event.at("kind").as_string().c_str(), "push");
        const auto one = eventsOf(desk.agent, {{"search", "1"}, {"kinds", json::array{"push"}}});
        QCOMPARE(one.front().at("mid").as_int64(), 1);
    }

    void a_fault_that_was_said_is_found_by_its_id_also_after_a_crash()
    {
        FakePlatform platform;
        Signed desk(platform);
        QVERIFY(desk.agent.becomes("pull", "live"));
        const auto refused =
            desk.agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", Uuid::make().toString()}});
        QVERIFY(!refused);
        const std::string id = faultId(refused.error());
        const auto found = eventsOf(desk.agent, {{"search", id}});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().at("subject").as_string().c_str(), "rows.get");
        QCOMPARE(found.front().at("reason").as_string().c_str(), refused.error().reason.c_str());
        desk.comeBack();
        QCOMPARE(eventsOf(desk.agent, {{"search", id}}).size(), std::size_t{1});
    }

    void a_window_notes_what_the_agent_cannot_know()
    {
        FakePlatform platform;
        Signed desk(platform);
        const Fault lost{FaultCode::offline, "agent_lost", "The connection broke.", {}};
        const json::object told{
            {"code", "offline"}, {"reason", lost.reason}, {"cause", lost.cause}};
        QVERIFY(desk.agent.ask("synclog.note", told));
        QCOMPARE(eventsOf(desk.agent, {{"search", faultId(lost)}}).size(), std::size_t{1});
        QVERIFY(!desk.agent.ask("synclog.list", {{"kinds", json::array{"weather"}}}));
    }

    void work_offline_outlives_a_crash_and_never_keeps_from_saving()
    {
        FakePlatform platform;
        Signed desk(platform);
        QVERIFY(desk.agent.becomes("pull", "live"));
        QVERIFY(desk.agent.ask("sync.pause", json::object{}));
        QVERIFY(desk.agent.becomes("link", "offline", 2'000));
        QVERIFY(desk.agent.ask("mutate", mutationOf("1")));
        desk.comeBack();
        QVERIFY(desk.agent.status().at("paused").as_bool());
        QVERIFY(desk.agent.ask("mutate", mutationOf("2")));
        (void)desk.agent.ask("sync.now", json::object{});
        QTest::qWait(1'500);
        QCOMPARE(desk.agent.number("pending"), 2);
        QCOMPARE(platform.pushes(), 0);
        QCOMPARE(desk.agent.word("link"), std::string("offline"));
        QVERIFY(desk.agent.status().at("fault").is_null());
        const auto call =
            desk.agent.ask("platform.call", {{"method", "GET"}, {"path", "/api/v1/reports"}});
        QCOMPARE(call.error().reason, std::string("working_offline"));

        QVERIFY(desk.agent.ask("sync.resume", json::object{}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.agent.number("pending"), 0, 20'000);
        QCOMPARE(platform.effects().at("1") + platform.effects().at("2"), 2);
        QVERIFY(!desk.agent.status().at("paused").as_bool());
    }
};

QTEST_GUILESS_MAIN(ActivityTest)
#include "activity_test.moc"
