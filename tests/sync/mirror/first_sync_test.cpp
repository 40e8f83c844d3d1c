// A long first sync into the mirror. How fast it is, ./bench measures.
#include "sync/mirror/mirror_file.hpp"
#include "tests/sync/mirror/wire_rows.hpp"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

constexpr std::int64_t scope = 1001;
constexpr std::uint64_t rows = 100'000;
constexpr std::uint64_t pageRows = 20'000;
constexpr qint64 mebibyte = 1024 * 1024;

std::string caughtUp()
{
    std::string out;
    appendFrame(out, HeadFrame{.history = "h", .epoch = 1, .from = 5, .to = 5, .salt = "s"});
    appendFrame(out, EndFrame{.to = 5, .salt = "s"});
    return out;
}

} // namespace

class FirstSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_log_waits_until_all_rows_are_there()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mirror.db"));
        auto opened = openMirror(file.toStdString(), Secret("0123456789abcdef0123456789abcdef"));
        QVERIFY(opened);
        MirrorWriter& writer = opened->writer;
        const ScopeGrant grant{
            .scope = scope, .kind = ScopeKind::organization, .name = "Demo Fuels"};
        QVERIFY(writer.begin({"h", 1, 5, "s"}, std::span(&grant, 1)));
        for (std::uint64_t at = 0; at < rows; at += pageRows) {
            const bool isLast = at + pageRows == rows;
            const auto readyCut = isLast ? std::optional<std::int64_t>(5) : std::nullopt;
            QVERIFY(writer.applyPage(test::supplyPage(scope, at, at + pageRows, readyCut)));
        }
        const auto logBytes = [&file] { return QFileInfo(file + QStringLiteral("-wal")).size(); };
        QVERIFY2(logBytes() > 20 * mebibyte, "moving the log keeps nobody waiting for his rows");
        QVERIFY(writer.applyPull(caughtUp()));
        QCOMPARE(*writer.rowCount(), static_cast<std::int64_t>(rows));
        QVERIFY(writer.tidy());
        QCOMPARE(logBytes(), 0);
    }
};

QTEST_GUILESS_MAIN(FirstSyncTest)
#include "first_sync_test.moc"
