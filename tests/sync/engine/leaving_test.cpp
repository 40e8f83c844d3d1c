// Leaving a device: after a sign-out or a wipe nothing of the person is on it, whenever it was cut
// short. With a real agent, and for the keyring with a real gnome-keyring.
//
// A session bus is of a process for life, so the session with a keyring is this program once more:
// `leaving_test session`, under dbus-run-session.
#include "sync/engine/erasure.hpp"
#include "sync/engine/installation.hpp"
#include "sync/keys/key_file.hpp"
#include "sync/session/secret_shelf.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QCoroTask>
#include <QDirIterator>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList filesBelow(const QString& folder)
{
    QStringList files;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    return files;
}

/// What must not be found any more: pieces of the encrypted files, keys, names.
QList<QByteArray> sentinelsOf(const QString& home)
{
    QList<QByteArray> found{"maya@demo.example"};
    const QDir data(home + QStringLiteral("/data"));
    const auto files = data.entryList(QDir::Files);
    for (const QString& name : files) {
        const QByteArray bytes = contentOf(data.filePath(name));
        const bool isOurs = name.endsWith(QLatin1String(".db")) ||
                            name.startsWith(QLatin1String("vault.db.backup")) ||
                            name == QLatin1String("device.key");
        for (qsizetype at = 0; isOurs && at + 32 <= bytes.size(); at += bytes.size() / 4 + 1)
            found.append(bytes.mid(at, 32));
    }
    const auto keys = readKeyFile(data.filePath(QStringLiteral("keys.json")));
    if (keys && *keys) {
        const auto& mirror = (*keys)->keys.mirror.bytes;
        found.append(
            QByteArray(reinterpret_cast<const char*>(mirror.data()), mirror.size()).toBase64()
        );
        if ((*keys)->keyring)
            found.append(QByteArray::fromStdString((*keys)->keyring->entry));
    }
    found.removeAll(QByteArray(32, '\0'));
    return found;
}

/// The first file that still has one of them; empty: none.
QString traceOf(const QList<QByteArray>& sentinels, const QString& home)
{
    for (const QString& path : filesBelow(home)) {
        const QByteArray bytes = contentOf(path);
        for (const QByteArray& sentinel : sentinels) {
            if (bytes.contains(sentinel))
                return path + QStringLiteral(" has ") + QString::fromLatin1(sentinel.toHex());
        }
    }
    return {};
}

json::object mutationOf(const std::string& quantity)
{
    json::object op{
        {"op", "create"},
        {"entity", "fuelSupply"},
        {"id", Uuid::make().toString()},
        {"set", {{"quantity", quantity}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
}

/// An agent that is signed in, with a waiting change, a backup, a log and a setting of the desk.
void settle(RunningAgent& agent, const FakePlatform& platform, const QString& home)
{
    QVERIFY(agent.start() >= 0);
    if (agent.word("state") == "needsPassphrase")
        QVERIFY(agent.unlock());
    QVERIFY(QTest::qWaitFor([&] { return agent.word("state") == "noProfile"; }, 5'000));
    QVERIFY(agent.signIn(platform.address()));
    QVERIFY(agent.ask("mutate", mutationOf("4711")));
    QVERIFY(QTest::qWaitFor([&] { return agent.number("pending") == 0; }, 20'000));
    for (const char* name : {"config", "data/blobs/ab"})
        QVERIFY(QDir(home).mkpath(QString::fromLatin1(name)));
    for (const char* name : {"config/desk.ini", "data/blobs/ab/abcdef", "data/keys.json.backup"}) {
        QFile file(home + QLatin1Char('/') + QString::fromLatin1(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("maya@demo.example");
    }
}

int runSession(const QString& home);

} // namespace

class LeavingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { home_ = std::make_unique<QTemporaryDir>(); }
    void an_erasure_that_is_cut_short_anywhere_is_finished();
    void a_wipe_leaves_nothing_and_the_platform_hears_of_it();
    void a_wipe_survives_being_killed_at_any_moment();
    void a_sign_out_leaves_nothing();
    void a_sign_out_keeps_what_was_not_sent();
    void nothing_stays_in_the_keyring();

private:
    [[nodiscard]] QString path() const { return home_->path(); }

    std::unique_ptr<QTemporaryDir> home_;
};

void LeavingTest::an_erasure_that_is_cut_short_anywhere_is_finished()
{
    const auto home = findHome(path());
    QVERIFY(home);
    const QStringList names{
        QStringLiteral("data/keys.json"),
        QStringLiteral("data/device.key"),
        QStringLiteral("data/vault.db"),
        QStringLiteral("data/vault.db-wal"),
        QStringLiteral("data/mirror.db"),
        QStringLiteral("data/blobs/00/ff"),
        QStringLiteral("log/agent.log"),
        QStringLiteral("config/desk.ini")};
    for (int stop = 0; stop <= names.size(); ++stop) {
        for (const QString& name : names) {
            QVERIFY(QDir().mkpath(QFileInfo(path() + QLatin1Char('/') + name).path()));
            QFile file(path() + QLatin1Char('/') + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("secret of maya");
        }
        QVERIFY(installationId(home->data));
        QVERIFY(writeErasure(*home, {.cause = ErasureCause::wipe, .at = Timestamp::now()}));
        int left = stop;
        QString first;
        (void)eraseFiles(*home, ErasureCause::wipe, [&](const QString& file) {
            first = first.isEmpty() ? QFileInfo(file).fileName() : first;
            return left-- > 0;
        });
        QVERIFY(first == QLatin1String("keys.json") || first == QLatin1String("device.key"));
        resumeErasure(*home);
        QStringList there;
        for (const QString& file : filesBelow(path()))
            there.append(QFileInfo(file).fileName());
        there.sort();
        QCOMPARE(
            there, (QStringList{QStringLiteral("device.json"), QStringLiteral("erasing.json")})
        );
        QVERIFY(readErasure(*home)->isErased);
    }
}

void LeavingTest::a_wipe_leaves_nothing_and_the_platform_hears_of_it()
{
    FakePlatform platform;
    RunningAgent agent(path(), "maya@demo.example");
    settle(agent, platform, path());
    const std::string id(platform.device().at("id").as_string());
    QVERIFY(Uuid::parse(id));
    const auto sentinels = sentinelsOf(path());
    QVERIFY(sentinels.size() > 8);
    QVERIFY(!traceOf(sentinels, path()).isEmpty());

    platform.askForWipe();
    (void)agent.ask("sync.now", json::object{});
    QTRY_COMPARE_WITH_TIMEOUT(platform.wiped(), 1, 20'000);
    QVERIFY(agent.meet());
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto fault = agent.status().at("fault");
            return fault.is_object() && fault.at("reason") == "device_wiped";
        },
        5'000
    ));
    QCOMPARE(traceOf(sentinels, path()), QString());
    QCOMPARE(agent.word("keyStore"), std::string("none"));
    // It is the same installation, and may be used again.
    QVERIFY(agent.unlock());
    QVERIFY(agent.signIn(platform.address()));
    QCOMPARE(std::string(platform.device().at("id").as_string()), id);
    QVERIFY(!QFile::exists(path() + QStringLiteral("/data/erasing.json")));
    QVERIFY(agent.ask("agent.quit", json::object{}));
}

void LeavingTest::a_wipe_survives_being_killed_at_any_moment()
{
    QRandomGenerator random(20261);
    const int cycles = qEnvironmentVariableIntValue("TIDEMARK_LONG") > 0 ? 200 : 3;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        init();
        FakePlatform platform;
        RunningAgent agent(path(), "maya@demo.example");
        settle(agent, platform, path());
        const auto sentinels = sentinelsOf(path());
        const auto home = findHome(path());
        platform.askForWipe();
        std::int64_t id = 900;
        const auto hasBegun = [&] {
            agent.desk().call(++id, "sync.now", json::object{}); // Asked until it hears of it.
            return readErasure(*home).has_value();
        };
        QVERIFY(QTest::qWaitFor(hasBegun, 30'000));
        QTest::qWait(random.bounded(12));
        agent.kill();
        // It may just have started anew: that one is ended too.
        if (RunningAgent other(path(), "maya@demo.example"); other.start() >= 0) {
            QTRY_COMPARE_WITH_TIMEOUT(platform.wiped(), 1, 20'000);
            QCOMPARE(traceOf(sentinels, path()), QString());
            (void)other.ask("agent.quit", json::object{});
        }
    }
}

void LeavingTest::a_sign_out_leaves_nothing()
{
    FakePlatform platform;
    RunningAgent agent(path(), "maya@demo.example");
    settle(agent, platform, path());
    const auto sentinels = sentinelsOf(path());
    QVERIFY(agent.ask("session.signOut", {{"discardPending", true}}));
    QFile::remove(path() + QStringLiteral("/config/desk.ini")); // The desk's; it stays.
    QVERIFY(QTest::qWaitFor(
        [&] { return !QFile::exists(path() + QStringLiteral("/data/erasing.json")); }, 10'000
    ));
    QVERIFY(agent.meet());
    QCOMPARE(traceOf(sentinels, path()), QString());
    QCOMPARE(agent.word("keyStore"), std::string("none"));
    QVERIFY(agent.ask("agent.quit", json::object{}));
}

void LeavingTest::a_sign_out_keeps_what_was_not_sent()
{
    RunningAgent agent(path(), "maya@demo.example");
    {
        FakePlatform platform;
        settle(agent, platform, path());
    }
    QVERIFY(agent.ask("mutate", mutationOf("4712")));
    const auto refused = agent.ask("session.signOut", json::object{});
    QCOMPARE(refused.error().reason, std::string("pending_changes"));
    QVERIFY(agent.number("pending") > 0);
    QVERIFY(agent.quit());
}

void LeavingTest::nothing_stays_in_the_keyring()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), path() + QStringLiteral("/share"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    environment.remove(QStringLiteral("DISPLAY"));
    QProcess session;
    session.setProcessEnvironment(environment);
    session.start(
        QStringLiteral("dbus-run-session"),
        {QStringLiteral("--"),
         QStringLiteral("sh"),
         QStringLiteral("-c"),
         QStringLiteral("printf login | gnome-keyring-daemon --unlock --components=secrets "
                        ">/dev/null 2>&1; exec '%1' session '%2/own'")
             .arg(QCoreApplication::applicationFilePath(), path())}
    );
    QVERIFY(session.waitForFinished(60'000));
    QCOMPARE(QString::fromUtf8(session.readAllStandardOutput()).trimmed(), QStringLiteral("gone"));
}

namespace {

/// Signs in with a keyring, signs out, and says what the keyring has.
int runSession(const QString& home)
{
    const auto say = [](const char* word) {
        std::puts(word);
        return 1;
    };
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIDEMARK_HOME"), home);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-agent"), QStringList());
    FakePlatform platform;
    RunningAgent agent(home, "maya@demo.example");
    if (!agent.meet() || !agent.becomes("state", "noProfile", 10'000))
        return say("the agent does not open");
    if (!agent.signIn(platform.address()))
        return say("not signed in");
    // A proxy that wants a name: its password is in the keyring too. Nothing is sent through it.
    const json::object proxy{
        {"mode", "manual"},
        {"kind", "http"},
        {"host", "proxy.example"},
        {"port", 3128},
        {"bypass", json::array{"127.0.0.1"}},
        {"user", "maya"},
        {"password", "proxy-secret"}};
    if (!agent.ask("connection.set", {{"proxy", proxy}}))
        return say("the proxy is not set");
    const auto entries = keyringEntries(home + QStringLiteral("/data"));
    SystemKeyring keyring(QStringLiteral("tidemark"));
    const auto has = [&keyring](const std::string& entry) {
        const auto key = QCoro::waitFor(keyring.read(QString::fromStdString(entry)));
        return key && key->has_value();
    };
    KeyringShelf shelf(QStringLiteral("tidemark"), QString::fromLatin1(proxyEntry));
    const auto hasProxy = [&shelf] { return QCoro::waitFor(shelf.read()).has_value(); };
    if (entries.size() != 2 || !has(entries.back()) || !hasProxy())
        return say("the keyring has no key");
    if (!agent.ask("session.signOut", {{"discardPending", true}}))
        return say("not signed out");
    const QString intent = home + QStringLiteral("/data/erasing.json");
    const bool isDone = QTest::qWaitFor([&] { return !QFile::exists(intent); }, 10'000);
    const bool isGone = isDone && !has(entries.back()) && !hasProxy();
    if (agent.meet())
        (void)agent.ask("agent.quit", json::object{});
    process.waitForFinished(5'000);
    return isGone ? (std::puts("gone"), 0) : say("it is still there");
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("session"))
        return runSession(app.arguments().value(2));
    LeavingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "leaving_test.moc"
