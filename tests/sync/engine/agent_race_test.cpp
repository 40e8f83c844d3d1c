// Two agents started at once for one home: one serves, the other ends and says why.
// TIDEMARK_RACES makes it longer.
#include "tests/sync/engine/running.hpp"

using namespace tidemark;
using namespace tidemark::test;

namespace {

int races()
{
    const int given = qEnvironmentVariableIntValue("TIDEMARK_RACES");
    return given > 0 ? given : 10;
}

std::unique_ptr<QProcess> anAgent(const QString& home)
{
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIDEMARK_HOME"), home);
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-agent"), {});
    return process;
}

} // namespace

class AgentRaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactly_one_of_two_serves()
    {
        QTemporaryDir home;
        int firstWon = 0;
        for (int race = 0; race < races(); ++race) {
            const auto first = anAgent(home.path());
            const auto second = anAgent(home.path());
            const auto isOver = [&] {
                return first->state() == QProcess::NotRunning ||
                       second->state() == QProcess::NotRunning;
            };
            QVERIFY2(QTest::qWaitFor(isOver, 10'000), "one of the two gives way");
            const bool isFirst = first->state() != QProcess::NotRunning;
            QProcess& winner = isFirst ? *first : *second;
            QProcess& loser = isFirst ? *second : *first;
            firstWon += isFirst ? 1 : 0;
            QCOMPARE(loser.exitStatus(), QProcess::NormalExit);
            QCOMPARE(loser.exitCode(), 0);
            const QByteArray words = loser.readAllStandardError();
            QVERIFY2(words.contains("An agent already runs for this home"), words.constData());
            const auto isServed = [&] {
                return Program(home.path() + QStringLiteral("/run/agent.sock")).isConnected();
            };
            QVERIFY2(QTest::qWaitFor(isServed, 10'000), "the other one serves");
            QCOMPARE(winner.state(), QProcess::Running);
            winner.kill(); // And leaves its lock behind.
            QVERIFY(winner.waitForFinished(5'000));
        }
        qInfo("%d races, one winner in each; the one started first won %d", races(), firstWon);
    }
};

QTEST_GUILESS_MAIN(AgentRaceTest)
#include "agent_race_test.moc"
