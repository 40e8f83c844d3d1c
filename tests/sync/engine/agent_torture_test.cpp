// The real agent with real files against a platform in memory: killed at any moment, also within an
// edit, none of what it acknowledged is lost, none takes effect twice, and all in its order.
// TIDEMARK_TORTURE_CYCLES makes it longer, TIDEMARK_TORTURE_SEED another.
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/engine/supply_edit.hpp"

#include <QRandomGenerator>

#include <set>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// The platform is in this process: it only answers while we wait for the agent.
bool isDrained(RunningAgent& agent, int withinMs)
{
    return QTest::qWaitFor([&] { return agent.number("pending") == 0; }, withinMs);
}

int fromEnvironment(const char* name, int fallback)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : fallback;
}

} // namespace

class AgentTortureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killed_at_any_moment_nothing_is_lost_and_nothing_is_doubled();
    void ten_thousand_edits_drain_over_a_slow_line();
};

void AgentTortureTest::killed_at_any_moment_nothing_is_lost_and_nothing_is_doubled()
{
    const int cycles = fromEnvironment("TIDEMARK_TORTURE_CYCLES", 12);
    const int seed = fromEnvironment("TIDEMARK_TORTURE_SEED", 7);
    QRandomGenerator dice(static_cast<quint32>(seed));
    FakePlatform platform;
    platform.loseEveryNthAnswer(3);
    QTemporaryDir home;
    RunningAgent agent(home.path(), "maya@demo.example");
    std::set<std::string> acknowledged;
    std::set<std::string> offered;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        QVERIFY2(agent.start() >= 0, "the agent starts after every kill");
        QVERIFY(agent.unlock());
        if (cycle == 0)
            QVERIFY(agent.signIn(platform.address()).has_value());
        const int edits = 1 + dice.bounded(25);
        for (int i = 0; i < edits; ++i) {
            const std::string value = std::to_string(cycle * 1000 + i + 1);
            offered.insert(value);
            if (agent.ask("mutate", supplyEdit(value)))
                acknowledged.insert(value);
        }
        if (dice.bounded(2) == 0) {
            // Within an edit: whether it was taken is not known, and either is right.
            const std::string value = std::to_string(cycle * 1000 + edits + 1);
            offered.insert(value);
            agent.desk().call(1'000'000, "mutate", supplyEdit(value));
            QThread::usleep(static_cast<unsigned long>(dice.bounded(4'000)));
        } else {
            // Sometimes right behind the last edit, sometimes while it pushes.
            QTest::qWait(dice.bounded(60));
        }
        agent.kill();
    }
    QVERIFY(agent.start() >= 0);
    QVERIFY(agent.unlock());
    QVERIFY2(isDrained(agent, 60'000), "everything is sent in the end");
    for (const std::string& value : acknowledged) {
        const auto found = platform.effects().find(value);
        QVERIFY2(found != platform.effects().end(), ("lost: " + value).c_str());
    }
    for (const auto& [value, times] : platform.effects()) {
        QVERIFY2(times == 1, ("took effect twice: " + value).c_str());
        QVERIFY2(offered.contains(value), ("nobody asked for: " + value).c_str());
    }
    const auto& order = platform.order();
    const auto isEarlier = [](const std::string& a, const std::string& b) {
        return std::stoi(a) < std::stoi(b);
    };
    QVERIFY2(std::is_sorted(order.begin(), order.end(), isEarlier), "in the order of the person");
    qInfo(
        "seed %d: %d kills, %zu edits acknowledged, none lost, none doubled",
        seed,
        cycles,
        acknowledged.size()
    );
}

void AgentTortureTest::ten_thousand_edits_drain_over_a_slow_line()
{
    constexpr int edits = 10'000;
    FakePlatform platform(50);
    QTemporaryDir home;
    RunningAgent agent(home.path(), "maya@demo.example");
    QVERIFY(agent.start() >= 0);
    QVERIFY(agent.unlock());
    QVERIFY(agent.signIn(platform.address()).has_value());
    QElapsedTimer took;
    took.start();
    // As a script does it: some are under way before the first is answered.
    constexpr int underWay = 32;
    int sent = 0;
    for (int answered = 0; answered < edits;) {
        for (; sent < edits && sent - answered < underWay; ++sent)
            agent.desk().call(sent + 1'000'000, "mutate", supplyEdit(std::to_string(sent)));
        const auto message = agent.desk().next();
        QVERIFY(message.is_object());
        if (!message.as_object().contains("id"))
            continue; // A notice.
        QVERIFY2(message.as_object().contains("result"), reasonOf(message).c_str());
        ++answered;
    }
    const auto enqueued = took.elapsed();
    QVERIFY(isDrained(agent, 120'000));
    const auto drained = took.elapsed();
    QCOMPARE(platform.effects().size(), std::size_t{edits});
    QVERIFY(platform.pushes() >= edits / 100);
    qInfo(
        "%d edits: acknowledged in %lld ms, drained over 50 ms round trips in %lld ms, %d pushes",
        edits,
        static_cast<long long>(enqueued),
        static_cast<long long>(drained),
        platform.pushes()
    );
}

QTEST_GUILESS_MAIN(AgentTortureTest)
#include "agent_torture_test.moc"
