// The encrypted file: what it lets in, and what it never does.
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/store_label.hpp"
#include "sync/sqlite/transaction.hpp"
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QFile>
#include <QTest>

#include <sqlite3.h>

using namespace tidemark;
using namespace tidemark::sync;
using tidemark::test::aKey;

namespace {

const OpenOptions asVault{.kind = StoreKind::vault};

QByteArray bytesOf(const std::filesystem::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class EncryptedFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(folder_.path().toStdString()) / name;
    }

private Q_SLOTS:
    void what_is_written_is_read_again_and_stands_nowhere_in_clear()
    {
        constexpr auto sentinel = "SENTINEL-7d1f";
        const auto path = file("clear.db");
        auto db = openEncrypted(path, aKey(), asVault);
        QVERIFY_OK(db);
        QVERIFY_OK(db->execute("CREATE TABLE t(a TEXT)"));
        for (int i = 0; i < 50; ++i)
            QVERIFY_OK(db->execute("INSERT INTO t VALUES('" + std::string(sentinel) + "')"));

        const QByteArray log = bytesOf(std::filesystem::path(path) += "-wal");
        const QByteArray body = bytesOf(path);

        QVERIFY(log.size() > 1000);
        for (const QByteArray& bytes : {log, body}) {
            QVERIFY(!bytes.contains(sentinel));
            QVERIFY(!bytes.contains("SQLite format 3"));
            QVERIFY(!bytes.contains("CREATE TABLE"));
        }
        QVERIFY_OK(db->checkpoint());
        QVERIFY(!bytesOf(path).contains(sentinel));
        QCOMPARE(*db->integer("SELECT count(*) FROM t"), 50);
    }

    void another_key_is_told_apart_from_damage()
    {
        const auto path = file("key.db");
        QVERIFY_OK(openEncrypted(path, aKey(), asVault));

        const auto wrong = openEncrypted(path, aKey('x'), asVault);
        const auto none = openEncrypted(path, Secret(), asVault);

        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, FaultCode::locked);
        QCOMPARE(wrong.error().reason, std::string("wrong_key"));
        QVERIFY(!none);
        QVERIFY_OK(openEncrypted(path, aKey(), asVault));
    }

    void a_short_key_is_refused_before_anything_is_written()
    {
        const auto path = file("short.db");

        const auto opened = openEncrypted(path, Secret("too short"), asVault);

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, FaultCode::insecure);
        QVERIFY(bytesOf(path).isEmpty());
    }

    void a_foreign_file_is_refused_and_left_as_it_is()
    {
        const auto path = file("foreign.db");
        QFile text(QString::fromStdString(path.string()));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray(5000, 'x'));
        text.close();
        const auto plain = file("plain.db");
        sqlite3* other = nullptr;
        sqlite3_open(plain.string().c_str(), &other);
        sqlite3_exec(other, "CREATE TABLE t(a)", nullptr, nullptr, nullptr);
        sqlite3_close(other);

        for (const auto& foreign : {path, plain}) {
            const QByteArray before = bytesOf(foreign);
            const auto opened = openEncrypted(foreign, aKey(), asVault);
            QVERIFY(!opened);
            QCOMPARE(opened.error().reason, std::string("foreign_store"));
            QVERIFY(!opened.error().nextStep.empty());
            QCOMPARE(bytesOf(foreign), before);
        }
    }

    void a_vault_is_not_opened_as_a_mirror()
    {
        const auto path = file("kind.db");
        QVERIFY_OK(openEncrypted(path, aKey(), asVault));

        const auto opened = openEncrypted(path, aKey(), {.kind = StoreKind::mirror});

        QVERIFY(!opened);
        QCOMPARE(opened.error().reason, std::string("foreign_store"));
    }

    void the_other_cipher_opens_too_when_the_label_names_it()
    {
        const auto path = file("cipher.db");
        QVERIFY_OK(writeLabel(path, {"chacha20", keyCheckOf(aKey())}));
        QFile(QString::fromStdString(path.string())).open(QIODevice::WriteOnly);
        {
            // A new file takes the processor's cipher; this one is made by hand with the other.
            sqlite3* raw = nullptr;
            sqlite3_open(path.string().c_str(), &raw);
            sqlite3mc_config(raw, "cipher", sqlite3mc_cipher_index("chacha20"));
            std::string hex = "x'";
            for (int i = 0; i < 32; ++i)
                hex += "6b";
            hex += "'";
            sqlite3_key(raw, hex.data(), static_cast<int>(hex.size()));
            sqlite3_exec(raw, "PRAGMA application_id=1413764657", nullptr, nullptr, nullptr);
            sqlite3_exec(
                raw, "CREATE TABLE t(a); INSERT INTO t VALUES(7)", nullptr, nullptr, nullptr
            );
            sqlite3_close(raw);
        }

        auto labelled = openEncrypted(path, aKey(), asVault);
        QVERIFY_OK(labelled);
        QCOMPARE(*labelled->integer("SELECT a FROM t"), 7);
        labelled = Fault{};
        std::filesystem::remove(std::filesystem::path(path) += ".cipher");
        auto unlabelled = openEncrypted(path, aKey(), asVault);

        QVERIFY_OK(unlabelled);
        QCOMPARE(*unlabelled->integer("SELECT a FROM t"), 7);
        QCOMPARE(QString::fromStdString(readLabel(path)->cipher), QStringLiteral("chacha20"));
    }

    void an_exclusive_file_is_in_use_for_a_second_program()
    {
        const auto path = file("exclusive.db");
        OpenOptions options = asVault;
        options.exclusive = true;
        auto first = openEncrypted(path, aKey(), options);
        QVERIFY_OK(first);
        QVERIFY_OK(first->execute("CREATE TABLE t(a)"));
        sqlite3_busy_timeout(first->handle(), 0);

        const auto second = openEncrypted(path, aKey(), options);

        QVERIFY(!second);
        QCOMPARE(second.error().reason, std::string("store_in_use"));
    }

    void a_transaction_that_is_not_committed_leaves_nothing()
    {
        auto db = openEncrypted(file("rollback.db"), aKey(), asVault);
        QVERIFY_OK(db);
        QVERIFY_OK(db->execute("CREATE TABLE t(a)"));
        {
            auto transaction = Transaction::begin(*db);
            QVERIFY_OK(transaction);
            QVERIFY_OK(db->execute("INSERT INTO t VALUES(1)"));
        }
        QCOMPARE(*db->integer("SELECT count(*) FROM t"), 0);
    }

    void a_damaged_page_is_a_fault_and_not_wrong_rows()
    {
        const auto path = file("damaged.db");
        {
            auto db = openEncrypted(path, aKey(), asVault);
            QVERIFY_OK(db);
            QVERIFY_OK(db->execute("CREATE TABLE t(a TEXT)"));
            for (int i = 0; i < 200; ++i)
                QVERIFY_OK(db->execute("INSERT INTO t VALUES('" + std::string(200, 'a') + "')"));
        }
        QFile out(QString::fromStdString(path.string()));
        QVERIFY(out.open(QIODevice::ReadWrite));
        out.seek(out.size() / 2);
        out.write("flipped");
        out.close();

        auto db = openEncrypted(path, aKey(), asVault);
        const auto read =
            db ? db->integer("SELECT sum(length(a)) FROM t") : Result<std::int64_t>(db.error());

        QVERIFY(!read);
        QCOMPARE(read.error().code, FaultCode::corrupt);
    }
};

QTEST_GUILESS_MAIN(EncryptedFileTest)
#include "encrypted_file_test.moc"
