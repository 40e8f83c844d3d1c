// Keys against a real gnome-keyring, locked and unlocked, and without any keyring.
//
// A process keeps its session bus for life, so each session is a process of its own: this program
// again, as `key_keeper_test session <folder> [passphrase words]`, under dbus-run-session.
#include "sync/keys/key_keeper.hpp"

#include <QCoroTask>
#include <QCryptographicHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

QString fingerprint(const KeyBytes& key)
{
    const auto bytes = key.view();
    const QByteArray raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return QString::fromLatin1(
        QCryptographicHash::hash(raw, QCryptographicHash::Sha256).toHex().left(16)
    );
}

/// What a session prints: the fingerprints of both keys, or the reason of the fault.
QString outcomeOf(const Result<StoreKeys>& keys)
{
    if (!keys)
        return QString::fromStdString(
            keys.error().cause.empty() || keys.error().nextStep.empty() ? "without words"
                                                                        : keys.error().reason
        );
    return fingerprint(keys->mirror) + QLatin1Char(' ') + fingerprint(keys->vault);
}

int session(const QStringList& arguments)
{
    SystemKeyring keyring(QStringLiteral("tidemark-test"));
    KeyKeeper keeper(arguments.at(0), keyring);
    const auto keys = QCoro::waitFor(keeper.open());
    QTextStream(stdout) << outcomeOf(keys) << '\n';
    return 0;
}

QString quoted(const QString& text)
{
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

class KeyKeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void a_keyring_keeps_the_keys_across_sessions();
    void a_locked_keyring_never_costs_a_key();
    void a_lost_key_file_is_not_replaced_over_old_stores();
    void without_a_keyring_a_passphrase_is_asked_for();
    void the_wrong_passphrase_is_refused();
    void a_keyring_slot_without_a_keyring_says_so();
    void no_key_lies_on_disk_in_clear();
    void a_damaged_key_file_is_said_and_kept();

private:
    QString run(const QString& before, bool hasBus = true);
    QString unlocked(const QString& password = QStringLiteral("login"));
    QString locked();
    QString withoutBus() { return run({}, false); }
    [[nodiscard]] QString data() const { return home_->path() + QStringLiteral("/data"); }
    [[nodiscard]] QByteArray keyFile() const;

    std::unique_ptr<QTemporaryDir> home_;
};

void KeyKeeperTest::init()
{
    home_ = std::make_unique<QTemporaryDir>();
    QVERIFY(home_->isValid());
    for (const char* name : {"data", "run", "share"})
        QVERIFY(QDir(home_->path()).mkpath(QString::fromLatin1(name)));
    QFile::setPermissions(
        home_->path() + QStringLiteral("/run"),
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
    );
}

/// Runs this program in a session of its own; `before` is done in it first.
QString KeyKeeperTest::run(const QString& before, bool hasBus)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home_->path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home_->path() + QStringLiteral("/run"));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home_->path() + QStringLiteral("/share"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    environment.remove(QStringLiteral("DISPLAY"));
    if (!hasBus)
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    const QString self = quoted(QCoreApplication::applicationFilePath()) +
                         QStringLiteral(" session ") + quoted(data());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    if (hasBus)
        process.start(
            QStringLiteral("dbus-run-session"),
            {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), before + self}
        );
    else
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), self});
    if (!process.waitForFinished(30'000)) {
        process.kill();
        process.waitForFinished();
        return QStringLiteral("no answer");
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString KeyKeeperTest::unlocked(const QString& password)
{
    return run(QStringLiteral("printf %1 | gnome-keyring-daemon --unlock --components=secrets "
                              ">/dev/null 2>&1; ")
                   .arg(password));
}

QString KeyKeeperTest::locked()
{
    return run(QStringLiteral("gnome-keyring-daemon --start --components=secrets "
                              ">/dev/null 2>&1; "));
}

QByteArray KeyKeeperTest::keyFile() const
{
    QFile file(data() + QStringLiteral("/keys.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void KeyKeeperTest::a_keyring_keeps_the_keys_across_sessions()
{
    const QString first = unlocked();
    QCOMPARE(first.size(), 33);
    QVERIFY(keyFile().contains("\"keyring\""));
    QCOMPARE(unlocked(), first);
}

void KeyKeeperTest::a_locked_keyring_never_costs_a_key()
{
    const QString first = unlocked();
    QCOMPARE(first.size(), 33);
    const QByteArray file = keyFile();
    QCOMPARE(locked(), QStringLiteral("keyring_locked"));
    QCOMPARE(unlocked(QStringLiteral("wrong")), QStringLiteral("keyring_locked"));
    QCOMPARE(keyFile(), file);
    QCOMPARE(unlocked(), first);
}

void KeyKeeperTest::a_lost_key_file_is_not_replaced_over_old_stores()
{
    QFile vault(data() + QStringLiteral("/vault.db"));
    QVERIFY(vault.open(QIODevice::WriteOnly));
    vault.write("something");
    vault.close();
    QCOMPARE(unlocked(), QStringLiteral("keys_missing"));
    QVERIFY(keyFile().isEmpty());
    QCOMPARE(withoutBus(), QStringLiteral("keys_missing"));
}

void KeyKeeperTest::without_a_keyring_a_passphrase_is_asked_for()
{
    QCOMPARE(withoutBus(), QStringLiteral("needs_passphrase"));
    QVERIFY2(keyFile().isEmpty(), "nothing is made before the passphrase is there");
    SystemKeyring keyring(QStringLiteral("tidemark-test"));
    KeyKeeper keeper(data(), keyring);
    const auto made = QCoro::waitFor(keeper.createByPassphrase(Secret("three plain words")));
    QVERIFY(made);
    QVERIFY(keyFile().contains("\"passphrase\""));
    QCOMPARE(withoutBus(), QStringLiteral("needs_passphrase"));
    QCOMPARE(unlocked(), QStringLiteral("needs_passphrase"));
    const auto opened = QCoro::waitFor(keeper.openByPassphrase(Secret("three plain words")));
    QVERIFY(opened);
    QCOMPARE(outcomeOf(opened), outcomeOf(made));
}

void KeyKeeperTest::the_wrong_passphrase_is_refused()
{
    SystemKeyring keyring(QStringLiteral("tidemark-test"));
    KeyKeeper keeper(data(), keyring);
    const auto weak = QCoro::waitFor(keeper.createByPassphrase(Secret("short")));
    QCOMPARE(weak.error().reason, std::string("bad_passphrase"));
    QVERIFY(QCoro::waitFor(keeper.createByPassphrase(Secret("three plain words"))));
    const auto wrong = QCoro::waitFor(keeper.openByPassphrase(Secret("three plain Words")));
    QCOMPARE(wrong.error().code, FaultCode::forbidden);
    QCOMPARE(wrong.error().reason, std::string("wrong_passphrase"));
    const auto again = QCoro::waitFor(keeper.createByPassphrase(Secret("another passphrase")));
    QCOMPARE(again.error().reason, std::string("keys_exist"));
}

void KeyKeeperTest::a_keyring_slot_without_a_keyring_says_so()
{
    QCOMPARE(unlocked().size(), 33);
    const QByteArray file = keyFile();
    QCOMPARE(withoutBus(), QStringLiteral("keyring_absent"));
    QCOMPARE(keyFile(), file);
}

void KeyKeeperTest::no_key_lies_on_disk_in_clear()
{
    SystemKeyring keyring(QStringLiteral("tidemark-test"));
    KeyKeeper keeper(data(), keyring);
    const auto keys = QCoro::waitFor(keeper.createByPassphrase(Secret("three plain words")));
    QVERIFY(keys);
    const auto bytes = keys->vault.view();
    const QByteArray raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    QVERIFY(!keyFile().contains(raw));
    QVERIFY(!keyFile().contains(raw.toBase64().left(20)));
    QVERIFY(!keyFile().contains(raw.toHex()));
    const auto rights = QFile::permissions(data() + QStringLiteral("/keys.json"));
    QVERIFY(!(rights & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void KeyKeeperTest::a_damaged_key_file_is_said_and_kept()
{
    QFile file(data() + QStringLiteral("/keys.json"));
    for (const QByteArray& bad :
         {QByteArray("{"),
          QByteArray("[]"),
          QByteArray("{\"slot\":1}"),
          QByteArray("{\"version\":1,\"slot\":\"passphrase\",\"salt\":\"AAAA\"}"),
          QByteArray(20'000, 'x')}) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bad);
        file.close();
        QCOMPARE(withoutBus(), QStringLiteral("key_file_damaged"));
        QCOMPARE(keyFile(), bad);
    }
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{\"version\":3}");
    file.close();
    QCOMPARE(withoutBus(), QStringLiteral("key_file_newer"));
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 2 && arguments.at(1) == QStringLiteral("session"))
        return session(arguments.mid(2));
    KeyKeeperTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "key_keeper_test.moc"
