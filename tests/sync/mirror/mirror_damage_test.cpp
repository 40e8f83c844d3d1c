// A mirror that cannot be used is put aside, said so, and begun anew.
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

class MirrorDamageTest : public QObject {
    Q_OBJECT

    static void fill(MirrorFixture& mirror)
    {
        const ScopeGrant grant = aScope(1001);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(supplyPage(1001, 1, 3000, 10)));
    }
    static void overwrite(const MirrorFixture& mirror, qint64 at, const QByteArray& bytes)
    {
        QFile out(QString::fromStdString(mirror.file().string()));
        QVERIFY(out.open(QIODevice::ReadWrite));
        out.seek(at);
        out.write(bytes);
    }
    static qsizetype kept(const MirrorFixture& mirror)
    {
        return QDir(mirror.folder.path())
            .entryList({QStringLiteral("mirror.db.damaged-*Z")})
            .size();
    }

private Q_SLOTS:
    void a_first_page_of_noise_is_put_aside()
    {
        MirrorFixture mirror;
        fill(mirror);
        QVERIFY_OK(mirror.writer->close());
        mirror.writer.reset();
        overwrite(mirror, 0, QByteArray(4096, 'n'));

        mirror.open();

        QVERIFY(mirror.replaced.has_value());
        QVERIFY(mirror.replaced->cause.find("damaged-") != std::string::npos);
        QVERIFY(!mirror.replaced->nextStep.empty());
        QCOMPARE(kept(mirror), 1);
        QVERIFY(!mirror.writer->cursor()->has_value());
    }

    void a_damaged_page_inside_is_found_after_a_crash()
    {
        MirrorFixture mirror;
        fill(mirror);
        QVERIFY_OK(mirror.writer->close());
        mirror.open();
        mirror.writer.reset(); // Without close.
        overwrite(mirror, 4096 * 150 + 100, QByteArray(200, 'n'));

        mirror.open();

        QVERIFY(mirror.replaced.has_value());
        QCOMPARE(mirror.replaced->code, FaultCode::corrupt);
        QCOMPARE(kept(mirror), 1);
    }

    void a_damaged_page_that_is_met_while_reading_is_a_fault()
    {
        MirrorFixture mirror;
        fill(mirror);
        QVERIFY_OK(mirror.writer->close());
        mirror.writer.reset();
        overwrite(mirror, 4096 * 150 + 100, QByteArray(200, 'n'));

        auto reader = mirror.reader();
        const auto read =
            reader.database().integer("SELECT sum(length(position)) FROM m_fuel_supply");

        QVERIFY(!read);
        QCOMPARE(read.error().code, FaultCode::corrupt);
    }

    void a_foreign_file_in_its_place_is_kept()
    {
        MirrorFixture mirror;
        mirror.writer.reset();
        for (const char* tail : {"", "-wal", "-shm", ".cipher"})
            std::filesystem::remove(std::filesystem::path(mirror.file()) += tail);
        QFile out(QString::fromStdString(mirror.file().string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray(9000, 'f'));
        out.close();

        mirror.open();

        QVERIFY(mirror.replaced.has_value());
        QCOMPARE(mirror.replaced->reason, std::string("foreign_store"));
        QVERIFY(!mirror.replaced->cause.empty() && !mirror.replaced->nextStep.empty());
        QCOMPARE(kept(mirror), 1);
    }

    void another_key_is_a_fault_unless_it_is_known_to_be_right()
    {
        MirrorFixture mirror;
        fill(mirror);
        mirror.writer.reset();

        const auto refused = openMirror(mirror.file(), aKey('x'));
        const auto replaced = openMirror(mirror.file(), aKey('x'), true);

        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, std::string("wrong_key"));
        QVERIFY_OK(replaced);
        QVERIFY(replaced->replaced.has_value());
        QCOMPARE(kept(mirror), 1);
    }

    void a_mirror_of_another_description_is_emptied()
    {
        MirrorFixture mirror;
        fill(mirror);
        mirror.writer.reset();
        {
            auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
            QVERIFY_OK(db);
            QVERIFY_OK(db->execute("UPDATE meta SET v='older' WHERE k='schema'"));
        }

        mirror.open();

        QVERIFY(mirror.replaced.has_value());
        QCOMPARE(mirror.replaced->reason, std::string("other_description"));
        QVERIFY(!mirror.writer->cursor()->has_value());
    }

    void a_clean_end_is_remembered()
    {
        MirrorFixture mirror;
        QVERIFY(!mirror.afterCrash);
        QVERIFY_OK(mirror.writer->close());
        mirror.open();
        QVERIFY(!mirror.afterCrash);
        mirror.open();
        QVERIFY(mirror.afterCrash);
        QVERIFY(!mirror.replaced.has_value());
    }
};

QTEST_GUILESS_MAIN(MirrorDamageTest)
#include "mirror_damage_test.moc"
