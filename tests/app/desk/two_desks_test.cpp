// A second desk of the same person wakes the first one and ends; no draft has two writers.
#include "sync/wire/home.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QDir>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::tests;

class TwoDesksTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::unique_ptr<QProcess> startDesk()
    {
        auto desk = std::make_unique<QProcess>();
        desk->setProgram(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark"));
        desk->setArguments({QStringLiteral("--home"), folder_.path()});
        desk->setProcessChannelMode(QProcess::MergedChannels);
        desk->start();
        return desk;
    }

private Q_SLOTS:
    void theSecondEndsAndTheFirstGoesOn()
    {
        const auto home = sync::findHome(folder_.path());
        QVERIFY(home);
        QVERIFY(QDir().mkpath(home->run));
        FakeAgent agent(home->agentAddress());
        const auto first = startDesk();
        QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), 1, 20000);

        const auto second = startDesk();
        QTRY_COMPARE_WITH_TIMEOUT(second->state(), QProcess::NotRunning, 20000);
        QCOMPARE(second->exitStatus(), QProcess::NormalExit);
        QCOMPARE(second->exitCode(), 0);
        QCOMPARE(agent.countOf("hello"), 1); // It never reached for the data.
        QCOMPARE(first->state(), QProcess::Running);

        first->terminate();
        QTRY_COMPARE_WITH_TIMEOUT(first->state(), QProcess::NotRunning, 20000);
    }

    void whatAKilledDeskLeftBehindKeepsNobodyOut()
    {
        const auto home = sync::findHome(folder_.path());
        QVERIFY(home);
        FakeAgent agent(home->agentAddress());
        const auto killed = startDesk();
        QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), 1, 20000);
        killed->kill();
        QTRY_COMPARE_WITH_TIMEOUT(killed->state(), QProcess::NotRunning, 20000);

        const auto next = startDesk();
        QTRY_COMPARE_WITH_TIMEOUT(agent.countOf("hello"), 2, 20000);
        next->terminate();
        QTRY_COMPARE_WITH_TIMEOUT(next->state(), QProcess::NotRunning, 20000);
    }
};

QTEST_GUILESS_MAIN(TwoDesksTest)
#include "two_desks_test.moc"
