// Damage to a vault's file.
#pragma once

#include "tests/sync/vault/vault_fixture.hpp"

#include <QFile>
#include <QTest>

namespace tidemark::test {

/// An edit that fills about a page, so that damage hits some edits and not others.
inline sync::NewMutation aLongEdit(std::uint64_t row)
{
    auto edit = anEdit(row);
    edit.ops.front().set["note"] = std::string(3'000, 'n') + std::to_string(row);
    return edit;
}

/// Moves the log, which is kept for a full disk, into the file: damage there is then met.
inline void emptyLog(VaultFixture& box)
{
    box.vault.reset();
    auto db = sync::openEncrypted(box.file(), aKey('v'), {.kind = sync::StoreKind::vault});
    QVERIFY_OK(db);
    const auto emptied = db->checkpoint();
    QVERIFY_OK(emptied);
    QVERIFY(*emptied);
    QCOMPARE(db->logBytes(), 0);
}

/// Damages one page that holds something; most of the file is room kept for a full disk.
inline void damageOneUsedPage(const std::filesystem::path& file)
{
    QFile whole(QString::fromStdString(file.string()));
    QVERIFY(whole.open(QIODevice::ReadWrite));
    const qint64 pages = whole.size() / 4096;
    for (qint64 page = pages - 2; page > 8; page -= 3) {
        QVERIFY(whole.seek(page * 4096 + 100));
        const QByteArray before = whole.read(64);
        QVERIFY(whole.seek(page * 4096 + 100));
        whole.write(QByteArray(64, 'x'));
        whole.flush();
        if (!sync::Vault::open(file, aKey('v')))
            return;
        QVERIFY(whole.seek(page * 4096 + 100));
        whole.write(before);
        whole.flush();
    }
    QFAIL("no page was in use");
}

} // namespace tidemark::test
