// The vault's backups, and what is left of it when its file is damaged.
#include "sync/vault/vault_backup.hpp"
#include "tests/sync/vault/vault_damage.hpp"

#include <algorithm>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

void overwrite(const std::filesystem::path& file, qint64 at, qint64 bytes)
{
    QFile out(QString::fromStdString(file.string()));
    QVERIFY(out.open(QIODevice::ReadWrite));
    QVERIFY(out.seek(at));
    out.write(QByteArray(bytes, 'x'));
}

} // namespace

class VaultSalvageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_vault_of_an_older_version_is_copied_before_it_is_changed()
    {
        VaultFixture box;
        box.edit(1);
        box.vault.reset();
        QVERIFY(vaultBackups(box.file()).empty());
        std::int64_t before = 0;
        {
            auto db = openEncrypted(box.file(), aKey('v'), {.kind = StoreKind::vault});
            QVERIFY_OK(db);
            const auto now = db->integer("PRAGMA user_version");
            QVERIFY_OK(now);
            before = *now - 1;
            QVERIFY_OK(db->execute(
                "DROP TABLE edit_key; PRAGMA user_version=" + std::to_string(before)
            ));
        }
        const auto opened = Vault::open(box.file(), aKey('v'));
        QVERIFY_OK(opened);
        const auto backups = vaultBackups(box.file());
        QCOMPARE(backups.size(), std::size_t{1});
        auto copy = openEncrypted(backups.front().file, aKey('v'), {.kind = StoreKind::vault});
        QVERIFY_OK(copy);
        QCOMPARE(copy->integer("PRAGMA user_version").value(), before);
        QCOMPARE(copy->integer("SELECT count(*) FROM outbox").value(), 1);
    }

    void three_backups_are_kept_and_each_opens()
    {
        VaultFixture box;
        box.edit(1);
        for (int hour = 1; hour <= 5; ++hour)
            QVERIFY_OK(box.vault->backUp(Timestamp{hour * 3'600'000'000LL}));

        const auto backups = vaultBackups(box.file());

        QCOMPARE(backups.size(), vaultBackupsMost);
        QCOMPARE(backups.front().at, Timestamp{5 * 3'600'000'000LL});
        QCOMPARE(*box.vault->newestBackup(), backups.front().at);
        auto copy = Vault::open(backups.front().file, aKey('v'));
        QVERIFY_OK(copy);
        QCOMPARE(copy->pending()->size(), std::size_t{1});
        QVERIFY(!Vault::open(backups.back().file, aKey('x'))); // Encrypted as the vault is.
    }

    void a_damaged_page_costs_only_what_was_on_it()
    {
        VaultFixture box;
        for (std::uint64_t row = 1; row <= 200; ++row)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(row)));
        QVERIFY_OK(box.vault->setSetting("colour", "blue"));
        emptyLog(box);
        damageOneUsedPage(box.file());
        const auto opened = Vault::open(box.file(), aKey('v'));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, FaultCode::corrupt);

        const auto salvaged = salvageVault(box.file(), aKey('v'));

        QVERIFY_OK(salvaged);
        QVERIFY(std::filesystem::exists(salvaged->damaged)); // Kept for whoever can do more.
        QVERIFY(salvaged->recovered.size() >= 190);
        QCOMPARE(salvaged->recovered.size() + salvaged->lost.size(), std::size_t{200});
        QVERIFY(!salvaged->isEndUnknown);
        box.open();
        QCOMPARE(box.vault->pending()->size(), salvaged->recovered.size());
        QCOMPARE(*box.vault->setting("colour"), std::optional<std::string>("blue"));
        // Numbers stay dense, so that what is left can be sent.
        const auto due =
            box.vault->nextPush({.mutations = 1000, .bytes = 100U << 20U}, Timestamp::now());
        QCOMPARE(due->size(), std::size_t{200});
        QCOMPARE(box.vault->identity()->nextMid, Mid{201});
    }

    void a_backup_fills_what_the_damage_took()
    {
        VaultFixture box;
        for (std::uint64_t row = 1; row <= 100; ++row)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(row)));
        QVERIFY_OK(box.vault->backUp(Timestamp::now()));
        for (std::uint64_t row = 101; row <= 110; ++row)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(row)));
        emptyLog(box);
        damageOneUsedPage(box.file());

        const auto salvaged = salvageVault(box.file(), aKey('v'));

        QVERIFY_OK(salvaged);
        QVERIFY(salvaged->backupAt.has_value());
        for (Mid mid = 1; mid <= 100; ++mid)
            QVERIFY2(
                std::binary_search(salvaged->recovered.begin(), salvaged->recovered.end(), mid),
                "an edit that is in the backup is lost"
            );
        for (const Mid mid : salvaged->lost)
            QVERIFY(mid > 100);
    }

    void a_salvage_that_ended_before_the_new_file_had_its_name_is_finished_at_the_next_start()
    {
        VaultFixture box;
        box.edit(1);
        box.edit(2);
        emptyLog(box);
        const auto named = [&box](const char* tail) {
            return std::filesystem::path(box.file()) += tail;
        };
        std::filesystem::rename(box.file(), named(".salvaging"));
        std::filesystem::rename(named(".cipher"), named(".salvaging.cipher"));
        QFile log(QString::fromStdString(named("-wal").string())); // Of the damaged file.
        QVERIFY(log.open(QIODevice::WriteOnly) && log.write(QByteArray(5'000, 'x')) > 0);
        log.close();

        box.open();

        QCOMPARE(box.vault->pending()->size(), std::size_t{2});
        QVERIFY(!std::filesystem::exists(named(".salvaging")));
    }

    void a_file_that_tells_nothing_leaves_the_backup()
    {
        VaultFixture box;
        box.edit(1);
        box.edit(2);
        QVERIFY_OK(box.vault->backUp(Timestamp::now()));
        emptyLog(box);
        overwrite(box.file(), 0, static_cast<qint64>(std::filesystem::file_size(box.file())));

        const auto salvaged = salvageVault(box.file(), aKey('v'));

        QVERIFY_OK(salvaged);
        QVERIFY(salvaged->isEndUnknown); // And it says so.
        QCOMPARE(salvaged->recovered, (std::vector<Mid>{1, 2}));
        box.open();
        QCOMPARE(box.vault->pending()->size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(VaultSalvageTest)
#include "vault_salvage_test.moc"
