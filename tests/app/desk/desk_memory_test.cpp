// After a lock the real desk holds nothing of what it showed. Reads /proc/PID/mem, as root.
// 200 locks with TIDEMARK_LONG.
#include "sync/wire/home.hpp"
#include "tests/sync/engine/memory_scan.hpp"
#include "tests/ui/desk_fixture.hpp"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr int sentinelCount = 50;
/// The aim is 5 s; a machine that builds at the same time is given more.
constexpr int emptyWithinMs = 20'000;

QByteArray sentinel(int number)
{
    return "sentinel-" + QByteArray::number(number) + "-" +
           QByteArray::number(qHash(QByteArray::number(number)) ^ getpid(), 36);
}

json::array pendingWithSentinels()
{
    json::array all;
    for (int i = 0; i < sentinelCount; ++i)
        all.emplace_back(json::object{
            {"mid", i + 1},
            {"name", "fuelSupply.edit"},
            {"state", "queued"},
            {"title", sentinel(i).toStdString()},
            {"createdAt", "2026-11-30T09:14:00Z"},
            {"attempts", 0},
            {"error", nullptr},
            {"entity", "fuelSupply"},
            {"id", Uuid::make().toString()},
            {"opCount", 1},
            {"ops", json::array()}});
    return all;
}

} // namespace

class DeskMemoryTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    void tell(FakeAgent& agent, bool isOpen) const
    {
        agent.status = isOpen ? openStatus() : sync::Status();
        if (!isOpen) {
            agent.status.state = sync::AgentState::locked;
            agent.status.keyStore = sync::KeyStore::keyring;
            agent.status.fault = Fault{FaultCode::locked, "locked", "Locked.", "Unlock."};
        }
        agent.tellStatus();
    }

private Q_SLOTS:
    void nothingIsLeft()
    {
        QVERIFY2(geteuid() == 0, "Only root may read the memory of others.");
        const auto home = sync::findHome(folder_.path());
        QVERIFY(home && QDir().mkpath(home->run));
        FakeAgent agent(home->agentAddress());
        agent.pending = pendingWithSentinels();
        tell(agent, true);
        QList<QByteArray> sentinels;
        for (int i = 0; i < sentinelCount; ++i)
            test::add(sentinels, sentinel(i));

        QProcess desk;
        desk.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        desk.start(
            QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark"),
            {QStringLiteral("--home"), folder_.path(), QStringLiteral("--page=pending")}
        );
        QVERIFY(desk.waitForStarted());
        const qint64 pid = desk.processId();
        const auto found = [&] {
            const auto counts = test::countsIn(pid, sentinels);
            return std::count_if(counts.begin(), counts.end(), [](int count) { return count > 0; });
        };
        // Until its first line runs the process has the limits of this one.
        QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), 1, 20'000);
        const auto limits =
            test::contentOf(QStringLiteral("/proc/%1/limits").arg(pid)).simplified();
        QVERIFY(limits.contains("Max core file size 0 0 bytes"));
        const int locks = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 200 : 2;
        qint64 worst = 0;
        for (int lock = 0; lock < locks; ++lock) {
            QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), lock + 1, 20'000);
            // It goes on where it was, and the search finds what is shown.
            QTRY_VERIFY_WITH_TIMEOUT(agent.countOf("pending.list") > 0, 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(found() >= sentinelCount, 20'000);
            agent.requests.erase(
                std::remove_if(
                    agent.requests.begin(),
                    agent.requests.end(),
                    [](const auto& request) { return request.method == "pending.list"; }
                ),
                agent.requests.end()
            );
            QElapsedTimer took;
            took.start();
            tell(agent, false);
            QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), lock + 2, emptyWithinMs);
            QCOMPARE(found(), 0);
            worst = std::max(worst, took.elapsed());
            QCOMPARE(desk.state(), QProcess::Running);
            QCOMPARE(desk.processId(), pid);
            tell(agent, true);
        }
        qInfo("%d locks, empty after %lld ms at most", locks, static_cast<long long>(worst));
        desk.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), QProcess::NotRunning, 20'000);
    }
};

QTEST_MAIN(DeskMemoryTest)
#include "desk_memory_test.moc"
