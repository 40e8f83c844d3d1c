// New keys for both stores: whole at any moment, also when the program dies at any operation.
#include "sync/engine/key_rotation.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/vault/vault.hpp"
#include "tests/sync/keys/memory_keyring.hpp"

#include <QCoroTask>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::sync;
using tidemark::test::MemoryKeyring;
namespace fs = std::filesystem;

namespace {

constexpr int rowsMade = 400;

Secret secretOf(const KeyBytes& key)
{
    const auto bytes = key.view();
    return Secret({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

bool isSame(const KeyBytes& a, const KeyBytes& b)
{
    return std::equal(a.view().begin(), a.view().end(), b.view().begin());
}

/// Rows of the store when it opens with this key; -1: it does not.
std::int64_t rowsIn(const fs::path& file, StoreKind kind, const KeyBytes& key)
{
    auto db = openEncrypted(file, secretOf(key), {.kind = kind, .exclusive = true});
    if (!db)
        return -1;
    const auto count = db->integer("SELECT count(*) FROM thing");
    return count ? *count : -1;
}

} // namespace

class KeyRotationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void both_stores_open_with_the_new_keys_only();
    void a_death_at_any_operation_loses_nothing();
    void a_store_that_cannot_be_read_keeps_its_key();
    void an_old_file_that_came_back_is_opened_by_its_old_key();

private:
    void make(StoreKind kind, const char* name, const KeyBytes& key);
    KeyKeeper keeper() { return KeyKeeper(folder_->path(), keyring_); }
    [[nodiscard]] fs::path path(const char* name = "") const
    {
        return fs::path(folder_->path().toStdString()) / name;
    }
    /// What a start does: settles, then says whether both stores open with the keys in use.
    QByteArray started();

    std::unique_ptr<QTemporaryDir> folder_;
    MemoryKeyring keyring_;
};

void KeyRotationTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    keyring_.reset();
    auto first = keeper();
    const auto keys = QCoro::waitFor(first.open());
    QVERIFY(keys);
    make(StoreKind::vault, "vault.db", keys->vault);
    make(StoreKind::mirror, "mirror.db", keys->mirror);
}

void KeyRotationTest::make(StoreKind kind, const char* name, const KeyBytes& key)
{
    auto db = openEncrypted(path(name), secretOf(key), {.kind = kind});
    QVERIFY(db);
    QVERIFY(db->execute("CREATE TABLE thing(id INTEGER PRIMARY KEY, text TEXT NOT NULL)"));
    QVERIFY(db->execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
        std::to_string(rowsMade) + ") INSERT INTO thing SELECT i, hex(randomblob(100)) FROM n"
    ));
}

QByteArray KeyRotationTest::started()
{
    auto first = keeper();
    auto keys = QCoro::waitFor(first.open());
    if (!keys)
        return "no keys";
    const auto settled = settleRotation(path(), *keys);
    if (!settled)
        return "not settled";
    const bool isMirrorNew = settled->mirror == KeyInUse::next;
    const bool isVaultNew = settled->vault == KeyInUse::next;
    if (!keys->next.isEmpty() && !first.endRotation(isMirrorNew, isVaultNew))
        return "not ended";
    keys = first.again();
    if (rowsIn(path("vault.db"), StoreKind::vault, keys->vault) != rowsMade)
        return "the vault is not whole";
    if (rowsIn(path("mirror.db"), StoreKind::mirror, keys->mirror) != rowsMade)
        return "the mirror is not whole";
    for (const auto& entry : fs::directory_iterator(path())) {
        const std::string name = entry.path().filename().string();
        if (name.find(".next") != name.npos || name.find(".swap") != name.npos)
            return QByteArray::fromStdString("left over: " + name);
    }
    return isMirrorNew && isVaultNew ? "new" : isMirrorNew || isVaultNew ? "half" : "old";
}

void KeyRotationTest::both_stores_open_with_the_new_keys_only()
{
    auto first = keeper();
    const auto keys = QCoro::waitFor(first.open());
    const auto next = first.beginRotation();
    QVERIFY(next);
    QVERIFY(rotateStores(path(), *keys, *next));
    QCOMPARE(started(), QByteArray("new"));
    const auto after = QCoro::waitFor(keeper().open());
    QVERIFY(isSame(after->vault, next->vault) && isSame(after->mirror, next->mirror));
    QCOMPARE(rowsIn(path("vault.db"), StoreKind::vault, keys->vault), -1);
    QVERIFY(isSame(after->previous.vault, keys->vault)); // Until the first clean restart.
}

void KeyRotationTest::a_death_at_any_operation_loses_nothing()
{
    QByteArrayList outcomes;
    for (int n = 1; n < 100; ++n) {
        init();
        const pid_t child = fork();
        if (child == 0) {
            int left = n;
            auto first = keeper();
            const auto keys = QCoro::waitFor(first.open());
            const auto next = first.beginRotation();
            (void)rotateStores(path(), *keys, *next, [&](std::string_view) {
                if (--left == 0)
                    _exit(7); // As SIGKILL: nothing is tidied up, nothing is closed.
                return true;
            });
            _exit(0);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        outcomes.append(started());
        if (WEXITSTATUS(status) == 0)
            break;
    }
    QVERIFY2(outcomes.size() > 10, "there were operations to die at");
    QCOMPARE(outcomes.last(), QByteArray("new"));
    for (const QByteArray& outcome : outcomes)
        QVERIFY2(outcome == "old" || outcome == "half" || outcome == "new", outcome.constData());
    QVERIFY(outcomes.contains("old") && outcomes.contains("half"));
}

void KeyRotationTest::a_store_that_cannot_be_read_keeps_its_key()
{
    auto first = keeper();
    const auto keys = QCoro::waitFor(first.open());
    const auto next = first.beginRotation();
    QVERIFY(next);
    {
        QFile file(folder_->path() + QStringLiteral("/mirror.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() / 2));
        file.write(QByteArray(4096, 'x'));
    }
    QVERIFY(!rotateStores(path(), *keys, *next));
    const auto settled = settleRotation(path(), *keys);
    QVERIFY(settled);
    QVERIFY(settled->vault == KeyInUse::current && settled->mirror == KeyInUse::current);
    QVERIFY(first.endRotation(false, false));
    QCOMPARE(rowsIn(path("vault.db"), StoreKind::vault, keys->vault), rowsMade);
}

void KeyRotationTest::an_old_file_that_came_back_is_opened_by_its_old_key()
{
    auto first = keeper();
    const auto keys = QCoro::waitFor(first.open());
    const auto next = first.beginRotation();
    for (const char* name : {"vault.db", "vault.db.cipher"})
        fs::copy_file(path(name), path((std::string("kept-") + name).c_str()));
    QVERIFY(rotateStores(path(), *keys, *next));
    QCOMPARE(started(), QByteArray("new"));
    // A power cut took the renaming back, after keys.json had reached the disk.
    for (const char* name : {"vault.db", "vault.db.cipher"})
        fs::rename(path((std::string("kept-") + name).c_str()), path(name));
    const auto after = QCoro::waitFor(keeper().open());
    const auto settled = settleRotation(path(), *after);
    QVERIFY(settled);
    QVERIFY(settled->vault == KeyInUse::previous && settled->mirror == KeyInUse::current);
    auto second = keeper();
    QVERIFY(QCoro::waitFor(second.open()));
    QVERIFY(second.takePrevious(false, true));
    const auto again = second.again();
    QCOMPARE(rowsIn(path("vault.db"), StoreKind::vault, again->vault), rowsMade);
}

QTEST_GUILESS_MAIN(KeyRotationTest)
#include "key_rotation_test.moc"
