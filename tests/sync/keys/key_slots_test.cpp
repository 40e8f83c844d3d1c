// Three slots, each of which opens the keys by itself, and the price of wrong passphrases.
#include "sync/keys/key_keeper.hpp"
#include "tests/sync/keys/memory_keyring.hpp"

#include <QCoroTask>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;
using tidemark::test::MemoryKeyring;

namespace {

QByteArray print(const Result<StoreKeys>& keys)
{
    if (!keys)
        return QByteArray::fromStdString(keys.error().reason);
    QByteArray text;
    for (const KeyBytes* key : {&keys->mirror, &keys->vault}) {
        const auto raw = key->view();
        text += QByteArray(reinterpret_cast<const char*>(raw.data()), raw.size()).toHex();
    }
    return text;
}

QString reasonOf(const Result<void>& done)
{
    return done ? QStringLiteral("done") : QString::fromStdString(done.error().reason);
}

constexpr std::int64_t second = 1'000'000;

} // namespace

class KeySlotsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void a_passphrase_beside_the_keyring_opens_the_same_keys();
    void a_lost_keyring_entry_is_made_anew_after_another_slot_opened();
    void a_locked_keyring_is_not_taken_for_a_lost_entry();
    void the_recovery_file_opens_what_was_sealed_for_it();
    void the_last_slot_stays();
    void changing_asks_for_the_current_passphrase();
    void wrong_passphrases_cost_time_and_a_restart_does_not_help();
    void a_copy_of_the_key_file_alone_is_not_worth_guessing();
    void a_file_of_the_first_version_is_read_and_grows_slots();
    void rotation_leaves_the_old_keys_until_they_are_given_up();

private:
    KeyKeeper keeper()
    {
        return KeyKeeper(folder_->path(), keyring_, [this] { return now_; });
    }
    void pass(std::int64_t seconds)
    {
        now_.wallMicros += seconds * second;
        now_.bootMicros += seconds * second;
    }
    QByteArray opened() { return print(QCoro::waitFor(keeper().open())); }
    QByteArray openedBy(const char* words)
    {
        return print(QCoro::waitFor(keeper().openByPassphrase(Secret(words))));
    }
    QString recoveryFile(const char* keyId);
    RecoveryPublicKey recoveryKey(const char* keyId) const;

    std::unique_ptr<QTemporaryDir> folder_;
    MemoryKeyring keyring_;
    DeviceTime now_;
    KeyBytes officers_;
};

void KeySlotsTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    keyring_.reset();
    now_ = {1'700'000'000 * second, 500 * second, "boot one"};
    officers_ = std::move(*KeyBytes::random());
}

QString KeySlotsTest::recoveryFile(const char* keyId)
{
    const auto raw = officers_.view();
    const QByteArray hex =
        QByteArray(reinterpret_cast<const char*>(raw.data()), raw.size()).toHex();
    const QString path = folder_->path() + QStringLiteral("/officers.json");
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(
            "{\"kind\":\"tidemark-recovery-key\",\"version\":1,\"keyId\":\"" + QByteArray(keyId) +
            "\",\"privateKey\":\"" + hex + "\"}"
        );
    return path;
}

RecoveryPublicKey KeySlotsTest::recoveryKey(const char* keyId) const
{
    return {keyId, *publicKeyOf(officers_.view())};
}

void KeySlotsTest::a_passphrase_beside_the_keyring_opens_the_same_keys()
{
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    QCOMPARE(reasonOf(QCoro::waitFor(first.setPassphrase({}, Secret("short")))), "bad_passphrase");
    QCOMPARE(
        reasonOf(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words")))), "done"
    );
    QCOMPARE(opened(), keys);
    QCOMPARE(openedBy("three plain words"), keys);
    keyring_.isThere = false;
    QCOMPARE(opened(), QByteArray("keyring_absent"));
    QCOMPARE(openedBy("three plain words"), keys);
}

void KeySlotsTest::a_lost_keyring_entry_is_made_anew_after_another_slot_opened()
{
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    QVERIFY(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words"))));
    keyring_.entries.clear();
    QCOMPARE(opened(), QByteArray("keyring_locked"));
    QCOMPARE(openedBy("three plain words"), keys);
    QCOMPARE(keyring_.entries.size(), std::size_t(1));
    QCOMPARE(opened(), keys);
}

void KeySlotsTest::a_locked_keyring_is_not_taken_for_a_lost_entry()
{
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    QVERIFY(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words"))));
    keyring_.isLocked = true;
    QCOMPARE(opened(), QByteArray("keyring_locked"));
    QCOMPARE(openedBy("three plain words"), keys);
    keyring_.isLocked = false;
    QCOMPARE(keyring_.entries.size(), std::size_t(1));
    QCOMPARE(opened(), keys);
}

void KeySlotsTest::the_recovery_file_opens_what_was_sealed_for_it()
{
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    const QString file = recoveryFile("year 1");
    const auto early = QCoro::waitFor(keeper().openByRecovery(file));
    QCOMPARE(print(early), QByteArray("no_recovery_slot"));
    QVERIFY(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words"))));
    QVERIFY(first.setRecovery(recoveryKey("year 1")));

    keyring_.entries.clear(); // The keyring is lost and the passphrase forgotten.
    auto second = keeper();
    QCOMPARE(print(QCoro::waitFor(second.openByRecovery(file))), keys);
    QCOMPARE(opened(), keys); // The keyring has an entry again.
    // Nobody knows the old passphrase: it is not asked for.
    QVERIFY(QCoro::waitFor(second.setPassphrase({}, Secret("other plain words"))));
    QCOMPARE(openedBy("other plain words"), keys);

    const QString other = recoveryFile("year 2");
    QCOMPARE(
        print(QCoro::waitFor(keeper().openByRecovery(other))), QByteArray("other_recovery_key")
    );
    officers_ = std::move(*KeyBytes::random());
    const QString forged = recoveryFile("year 1");
    QCOMPARE(print(QCoro::waitFor(keeper().openByRecovery(forged))), QByteArray("wrong_key"));
    const QString none = folder_->path() + QStringLiteral("/keys.json");
    QCOMPARE(
        print(QCoro::waitFor(keeper().openByRecovery(none))), QByteArray("not_a_recovery_file")
    );
}

void KeySlotsTest::the_last_slot_stays()
{
    keyring_.isThere = false;
    auto first = keeper();
    QVERIFY(QCoro::waitFor(first.createByPassphrase(Secret("three plain words"))));
    QCOMPARE(
        reasonOf(QCoro::waitFor(first.removePassphrase(Secret("three plain words")))), "only_slot"
    );
    QCOMPARE(openedBy("three plain words").size(), 128);
}

void KeySlotsTest::changing_asks_for_the_current_passphrase()
{
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    QVERIFY(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words"))));
    const auto change = [&](const char* current) {
        return reasonOf(
            QCoro::waitFor(first.setPassphrase(Secret(current), Secret("other plain words")))
        );
    };
    QCOMPARE(change("three plain Words"), "wrong_passphrase");
    QCOMPARE(openedBy("three plain words"), keys);
    QCOMPARE(change("three plain words"), "done");
    QCOMPARE(openedBy("three plain words"), QByteArray("wrong_passphrase"));
    QCOMPARE(openedBy("other plain words"), keys);
    QCOMPARE(
        reasonOf(QCoro::waitFor(first.removePassphrase(Secret("wrong words")))), "wrong_passphrase"
    );
    QCOMPARE(reasonOf(QCoro::waitFor(first.removePassphrase(Secret("other plain words")))), "done");
    QCOMPARE(openedBy("other plain words"), QByteArray("uses_keyring"));
    auto locked = keeper();
    QCOMPARE(
        reasonOf(QCoro::waitFor(locked.setPassphrase({}, Secret("other words")))), "store_closed"
    );
}

void KeySlotsTest::wrong_passphrases_cost_time_and_a_restart_does_not_help()
{
    UnlockGuard guard(folder_->path() + QStringLiteral("/tries"), [this] { return now_; });
    for (int i = 0; i < 5; ++i)
        QVERIFY(guard.begin());
    QCOMPARE(reasonOf(guard.begin()), "unlock_too_soon");
    QCOMPARE(guard.wait().count(), 30);
    now_.wallMicros += 3600 * second; // Setting the clock does not help.
    QCOMPARE(guard.wait().count(), 30);
    now_.wallMicros -= 7200 * second;
    QCOMPARE(guard.wait().count(), 30);
    pass(31);
    // Another start of the program sees the same file.
    UnlockGuard again(folder_->path() + QStringLiteral("/tries"), [this] { return now_; });
    QVERIFY(again.begin());
    QCOMPARE(again.wait().count(), 60);
    for (int i = 0; i < 20; ++i) {
        pass(again.wait().count());
        QVERIFY(again.begin());
    }
    QCOMPARE(again.wait().count(), 3600); // It grows up to an hour.
    now_ = {now_.wallMicros + 10 * second, 5 * second, "boot two"};
    QCOMPARE(again.wait().count(), 3590);
    QFile file(folder_->path() + QStringLiteral("/tries"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("rubbish");
    file.close();
    QVERIFY(again.wait().count() == 0 || again.failures() > 1000);
    again.succeeded();
    QCOMPARE(again.wait().count(), 0);
    QCOMPARE(unlockDelay(4).count(), 0);
    QCOMPARE(unlockDelay(7).count(), 120);
}

void KeySlotsTest::a_copy_of_the_key_file_alone_is_not_worth_guessing()
{
    keyring_.isThere = false;
    QVERIFY(QCoro::waitFor(keeper().createByPassphrase(Secret("three plain words"))));
    QVERIFY(QFile::remove(folder_->path() + QStringLiteral("/device.key")));
    QCOMPARE(openedBy("three plain words"), QByteArray("device_secret_missing"));
}

void KeySlotsTest::a_file_of_the_first_version_is_read_and_grows_slots()
{
    const auto outer = KeyBytes::random();
    const auto mirror = KeyBytes::random();
    const auto vault = KeyBytes::random();
    const auto base64 = [](const WrappedKey& key) {
        return QByteArray(reinterpret_cast<const char*>(key.bytes.data()), int(key.bytes.size()))
            .toBase64();
    };
    QVERIFY(QCoro::waitFor(keyring_.write(QStringLiteral("old entry"), outer->view())));
    QFile file(folder_->path() + QStringLiteral("/keys.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "{\"version\":1,\"slot\":\"keyring\",\"entry\":\"old entry\",\"mirror\":\"" +
        base64(*wrap(*outer, *mirror, "tidemark/mirror/1")) + "\",\"vault\":\"" +
        base64(*wrap(*outer, *vault, "tidemark/vault/1")) + "\"}"
    );
    file.close();
    auto first = keeper();
    const QByteArray keys = print(QCoro::waitFor(first.open()));
    QCOMPARE(keys.size(), 128);
    QVERIFY(QCoro::waitFor(first.setPassphrase({}, Secret("three plain words"))));
    QCOMPARE(openedBy("three plain words"), keys);
    QCOMPARE(opened(), keys);
}

void KeySlotsTest::rotation_leaves_the_old_keys_until_they_are_given_up()
{
    auto first = keeper();
    const QByteArray before = print(QCoro::waitFor(first.open()));
    const auto next = first.beginRotation();
    QVERIFY(next);
    const auto during = QCoro::waitFor(keeper().open());
    QCOMPARE(print(during), before);
    QVERIFY(!during->next.isEmpty());
    QVERIFY(first.endRotation(true, false)); // It stopped half way: one file has its new key.
    const auto half = QCoro::waitFor(keeper().open());
    QVERIFY(std::ranges::equal(half->mirror.view(), next->mirror.view()));
    QCOMPARE(print(half).mid(64), before.mid(64));
    QVERIFY(first.takePrevious(true, false)); // The old file came back.
    QCOMPARE(opened(), before);
    QVERIFY(first.forgetPrevious());
    QVERIFY(QCoro::waitFor(keeper().open())->previous.isEmpty());
}

QTEST_GUILESS_MAIN(KeySlotsTest)
#include "key_slots_test.moc"
