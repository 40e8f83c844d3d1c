// What is left in memory after a lock: nothing. Reads /proc/PID/mem of the real agent, as root.
#include "sync/keys/key_keeper.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/memory_scan.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/keys/memory_keyring.hpp"

#include <QCoroTask>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr const char* words = "three plain words";
/// The aim is 5 s; a machine that builds at the same time is given more.
constexpr int lockedWithinMs = 20'000;

/// The agents of this home that run now.
QList<qint64> agentsOf(const QString& home)
{
    QList<qint64> found;
    const QByteArray wanted = "TIDEMARK_HOME=" + home.toUtf8();
    const auto names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& name : names) {
        bool isPid = false;
        const qint64 pid = name.toLongLong(&isPid);
        if (!isPid ||
            !contentOf(QStringLiteral("/proc/%1/comm").arg(pid)).startsWith("tidemark-agent"))
            continue;
        if (contentOf(QStringLiteral("/proc/%1/environ").arg(pid)).split('\0').contains(wanted))
            found.append(pid);
    }
    return found;
}

/// Another process is the only one now.
bool hasRestarted(const QString& home, const QList<qint64>& before)
{
    const auto isOther = [&] {
        const auto now = agentsOf(home);
        return now.size() == 1 && now != before;
    };
    return QTest::qWaitFor(isOther, lockedWithinMs);
}

QByteArray raw(const KeyBytes& key)
{
    const auto bytes = key.view();
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

json::object mutationOf(const std::string& text)
{
    json::object op{
        {"op", "create"},
        {"entity", "fuelSupply"},
        {"id", Uuid::make().toString()},
        {"set", {{"quantity", "1"}, {"fuelTypeOther", text}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
}

} // namespace

class LockMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(geteuid() == 0, "Only root may read the memory of others."); }
    void after_a_lock_nothing_is_left();
    void locking_wins_over_an_unlocking_under_way();
    void other_programs_of_the_user_may_not_look_into_the_agent();
};

void LockMemoryTest::after_a_lock_nothing_is_left()
{
    const QTemporaryDir home;
    FakePlatform platform;
    RunningAgent agent(home.path(), "maya@demo.example");
    QVERIFY(agent.start() >= 0);
    QVERIFY(agent.unlock());
    QVERIFY(agent.signIn(platform.address()));

    QList<QByteArray> sentinels;
    MemoryKeyring none;
    none.isThere = false;
    {
        KeyKeeper keeper(home.path() + QStringLiteral("/data"), none);
        const auto keys = QCoro::waitFor(keeper.openByPassphrase(Secret(words)));
        QVERIFY(keys);
        sentinels = {raw(keys->vault), raw(keys->mirror)};
    }
    add(sentinels, "refresh-8d1f0a77c24e4b9e");
    for (int i = 0; i < 50; ++i) {
        const std::string text = "sentinel-" + Uuid::make().toString();
        add(sentinels, QByteArray::fromStdString(text));
        QVERIFY(agent.ask("mutate", mutationOf(text)));
    }
    const int locks = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 200 : 1;
    for (int lock = 0; lock < locks; ++lock) {
        QVERIFY(agent.ask("pending.list", json::object{})); // The content goes through memory.
        const auto before = agentsOf(home.path());
        QCOMPARE(before.size(), 1);
        const auto open = countsIn(before.front(), sentinels);
        QVERIFY2(open.size() == sentinels.size() && open[0] > 0, "the search finds what is there");

        QVERIFY(agent.ask("vault.lock", json::object{}));
        QVERIFY(hasRestarted(home.path(), before));
        QVERIFY(agent.meet());
        const auto left = countsIn(agentsOf(home.path()).front(), sentinels);
        QCOMPARE(left, QList<int>(sentinels.size(), 0));
        QCOMPARE(agent.word("state"), std::string("needsPassphrase"));
        QVERIFY(agent.unlock());
    }
    (void)agent.ask("agent.quit", json::object{});
    QTRY_VERIFY(agentsOf(home.path()).isEmpty());
}

void LockMemoryTest::locking_wins_over_an_unlocking_under_way()
{
    const QTemporaryDir home;
    RunningAgent agent(home.path(), "maya@demo.example");
    QVERIFY(agent.start() >= 0);
    QVERIFY(agent.unlock());
    const int cycles = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 1'000 : 2;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        const auto before = agentsOf(home.path());
        QVERIFY(agent.ask("vault.lock", json::object{}));
        QVERIFY(hasRestarted(home.path(), before));
        QVERIFY(agent.meet());
        const auto locked = agentsOf(home.path());
        agent.desk().call(700, "vault.unlock", {{"passphrase", words}});
        QTest::qWait(cycle * 150 % 400);
        (void)agent.ask("vault.lock", json::object{});
        QVERIFY(hasRestarted(home.path(), locked));
        QVERIFY(agent.meet());
        QCOMPARE(agent.word("state"), std::string("needsPassphrase"));
        QVERIFY(QFile::exists(home.path() + QStringLiteral("/data/locked")));
        QVERIFY(agent.unlock());
    }
    (void)agent.ask("agent.quit", json::object{});
    QTRY_VERIFY(agentsOf(home.path()).isEmpty());
}

void LockMemoryTest::other_programs_of_the_user_may_not_look_into_the_agent()
{
    const QTemporaryDir home;
    const QStringList asNobody{
        QStringLiteral("--reuid=65534"),
        QStringLiteral("--regid=65534"),
        QStringLiteral("--clear-groups"),
        QStringLiteral("--")};
    QCOMPARE(chown(home.path().toUtf8().constData(), 65534, 65534), 0);
    QProcess agent;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIDEMARK_HOME"), home.path());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    agent.setProcessEnvironment(environment);
    // A copy: the build folder need not be open to everybody.
    const QString program = home.path() + QStringLiteral("/tidemark-agent");
    QVERIFY(QFile::copy(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-agent"), program));
    agent.start(QStringLiteral("setpriv"), asNobody + QStringList{program});
    QVERIFY(QTest::qWaitFor(
        [&] { return QFile::exists(home.path() + QStringLiteral("/run/agent.sock")); }, 10'000
    ));
    const auto found = agentsOf(home.path());
    QCOMPARE(found.size(), 1);
    for (const char* name : {"mem", "environ", "maps"}) {
        QProcess reader;
        reader.start(
            QStringLiteral("setpriv"),
            asNobody +
                QStringList{
                    QStringLiteral("head"),
                    QStringLiteral("-c1"),
                    QStringLiteral("/proc/%1/%2").arg(found.front()).arg(QLatin1String(name))}
        );
        QVERIFY(reader.waitForFinished(5'000));
        QVERIFY2(reader.exitCode() != 0, name);
        QVERIFY2(reader.readAllStandardError().contains("denied"), name);
    }
    const auto limits = contentOf(QStringLiteral("/proc/%1/limits").arg(found.front()));
    const auto at = limits.indexOf("Max core file size");
    QVERIFY(at >= 0);
    const auto line = limits.mid(at, limits.indexOf('\n', at) - at).simplified();
    QCOMPARE(line, QByteArray("Max core file size 0 0 bytes"));
    agent.terminate();
    QVERIFY(agent.waitForFinished(5'000));
}

QTEST_GUILESS_MAIN(LockMemoryTest)
#include "lock_memory_test.moc"
