// Everything that locks the real agent: the system's signals by their real names, and nobody there.
// A round of all of them; fifty with TIDEMARK_LONG.
#include "tests/sync/engine/memory_scan.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/lock/fake_logind.hpp"

#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

/// The aim; a machine that does much else at the same time is given more in the short form.
const int lockedWithinMs = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 1000 : 5000;

} // namespace

class LockCausesTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Bus> system_;
    std::unique_ptr<Bus> session_;
    Login1Manager manager_;
    Login1Session auto_;
    QTemporaryDir home_;
    std::unique_ptr<RunningAgent> agent_;
    qint64 worstMs_ = 0;

    static QDBusConnection logind() { return QDBusConnection(QStringLiteral("logind")); }
    static QDBusConnection desktop() { return QDBusConnection(QStringLiteral("desktop")); }
    [[nodiscard]] QString mark() const { return home_.filePath(QStringLiteral("data/locked")); }
    /// Greeted by an agent that has what it listens to.
    void unlocks()
    {
        QVERIFY(agent_->meet());
        QVERIFY(agent_->unlock());
        QTRY_VERIFY_WITH_TIMEOUT(agent_->word("state") == "noProfile", 5000);
        QTRY_VERIFY(manager_.isHeldBack());
    }
    /// From `cause` to an agent that holds no key.
    void locksBy(const std::function<bool()>& cause, int withinMs = lockedWithinMs)
    {
        QElapsedTimer took;
        took.start();
        QVERIFY(cause());
        // The process that held the keys hangs up, and the one after it has none.
        const auto isGone = [this] { return !agent_->desk().isConnected(); };
        QVERIFY2(QTest::qWaitFor(isGone, withinMs), "still open");
        if (withinMs == lockedWithinMs)
            worstMs_ = std::max(worstMs_, took.elapsed());
        QVERIFY(QFile::exists(mark()));
        QVERIFY(agent_->meet());
        QCOMPARE(agent_->word("state"), std::string("needsPassphrase"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        system_ = std::make_unique<Bus>();
        session_ = std::make_unique<Bus>();
        QDBusConnection::connectToBus(system_->address, QStringLiteral("logind"));
        QDBusConnection::connectToBus(session_->address, QStringLiteral("desktop"));
        QVERIFY(logind().registerService(login1));
        QVERIFY(logind().registerObject(
            managerPath + QStringLiteral("/session/auto"),
            &auto_,
            QDBusConnection::ExportAllProperties
        ));
        QVERIFY(logind().registerObject(managerPath, &manager_, QDBusConnection::ExportAllSlots));
        agent_ = std::make_unique<RunningAgent>(home_.path(), "maya@demo.example");
        agent_->onBuses(session_->address, system_->address);
        QVERIFY(agent_->start() >= 0);
    }
    void cleanupTestCase()
    {
        qInfo("locked after %lld ms at most", static_cast<long long>(worstMs_));
        if (agent_)
            (void)agent_->ask("agent.quit", json::object{});
        QTest::qWait(300);
    }

    void the_system_says_that_the_person_left();
    void nobody_there_locks_without_any_signal();
    void a_window_is_given_time_to_hand_over_what_is_typed();
    void under_systemd_it_asks_to_be_started_anew();
};

void LockCausesTest::the_system_says_that_the_person_left()
{
    const int rounds = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 50 : 1;
    for (int round = 0; round < rounds; ++round) {
        for (const ScreenSaverName& name : screenSaverNames) {
            unlocks();
            locksBy([&] { return desktop().send(screenSaverSignal(name, true)); });
            if (QTest::currentTestFailed())
                return qWarning("by %s", name.desktop);
        }
        unlocks();
        locksBy([] { return logind().send(lockSignal(ownSession)); });
        unlocks();
        locksBy([] { return logind().send(sleepSignal(true)); });
        if (QTest::currentTestFailed())
            return;
    }
}

void LockCausesTest::nobody_there_locks_without_any_signal()
{
    unlocks();
    const auto chosen = [this] {
        return agent_->ask("vault.active", json::object{{"idleSeconds", 2}}).has_value();
    };
    locksBy(chosen, 8000);
    // It is the person's choice, and outlives the lock.
    unlocks();
    locksBy([] { return true; }, 8000);
    unlocks();
    QVERIFY(agent_->ask("vault.active", json::object{{"idleSeconds", 0}}));
    QTest::qWait(2500);
    QVERIFY(agent_->desk().isConnected());
    const auto tooLong = agent_->ask("vault.active", json::object{{"idleSeconds", 90'000}});
    QVERIFY(!tooLong && tooLong.error().reason == "bad_params");
}

void LockCausesTest::a_window_is_given_time_to_hand_over_what_is_typed()
{
    QVERIFY(agent_->desk().isConnected());
    auto other = agent_->door();
    QVERIFY(other);
    // One program locks; the other one is told, and hands over before the keys go.
    agent_->desk().call(900, "vault.lock", json::object());
    const auto isLocking = [](const json::object& live) {
        return live.at("channel").as_string() == "agent:locking";
    };
    QVERIFY(other->hears("live", isLocking, 2000));
    json::array fields{json::object{{"name", "Name"}, {"text", "Ada"}}};
    QVERIFY(other->ask("typing.keep", json::object{{"window", "New person"}, {"fields", fields}}));
    locksBy([&] {
        other->call(901, "vault.lock", json::object());
        return true;
    });
    unlocks();
    auto kept = agent_->ask("typing.list", json::object());
    QVERIFY(kept);
    QCOMPARE(kept->at("items").as_array().size(), std::size_t(1));
    QVERIFY(agent_->ask("typing.forget", json::object()));
    kept = agent_->ask("typing.list", json::object());
    QVERIFY(kept && kept->at("items").as_array().empty());
    // A program that says nothing keeps nobody waiting.
    other = agent_->door();
    QVERIFY(other);
    locksBy([this] { return agent_->ask("vault.lock", json::object()).has_value(); });
}

void LockCausesTest::under_systemd_it_asks_to_be_started_anew()
{
    const QTemporaryDir home;
    QProcess agent;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIDEMARK_HOME"), home.path());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    agent.setProcessEnvironment(environment);
    // As systemd does: the variable holds the process's own number.
    agent.start(
        QStringLiteral("sh"),
        {QStringLiteral("-c"),
         QStringLiteral("SYSTEMD_EXEC_PID=$$ exec " TIDEMARK_BINARY_DIR "/bin/tidemark-agent")}
    );
    RunningAgent door(home.path(), "maya@demo.example");
    QVERIFY(door.meet());
    QVERIFY(door.unlock());
    QVERIFY(door.ask("vault.lock", json::object()));
    QVERIFY(agent.state() == QProcess::NotRunning || agent.waitForFinished(10'000));
    QCOMPARE(agent.exitStatus(), QProcess::NormalExit);
    QCOMPARE(agent.exitCode(), 75);
    QVERIFY(QFile::exists(home.filePath(QStringLiteral("data/locked"))));
}

QTEST_GUILESS_MAIN(LockCausesTest)
#include "lock_causes_test.moc"
