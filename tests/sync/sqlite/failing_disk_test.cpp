// A full disk or an I/O error at the n-th write, for every n: what was acknowledged is there, what
// was not is not there by half, and all goes on once the disk is well again.
#include "sync/sqlite/file_copy.hpp"
#include "sync/vault/vault_backup.hpp"
#include "tests/sync/sqlite/failing_disk.hpp"
#include "tests/sync/sqlite/vault_at_work.hpp"
#include "tests/sync/vault/vault_damage.hpp"

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t scope = 1001;
constexpr std::uint64_t edits = 60;

struct Failure {
    int code;
    bool stays;
};
const std::vector<Failure> failures{
    {SQLITE_FULL, false},
    {SQLITE_FULL, true},
    {SQLITE_IOERR_WRITE, false},
    {SQLITE_IOERR_WRITE, true}};

SupplyRow row(std::int64_t rv)
{
    return {.number = 1, .rv = rv, .report = idOf(900)};
}

} // namespace

class FailingDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FailingDisk::install(); }

    void the_vault_keeps_what_it_acknowledged_at_every_failing_write()
    {
        auto& plan = FailingDisk::install().plan;
        long tried = 0;
        for (const Failure& failure : failures) {
            VaultAtWork vault;
            for (long n = 1;; ++n) {
                plan.arm(n, failure.code, failure.stays);
                const auto told = vault.work();
                const bool hasFailed = plan.hasFailed;
                plan.heal();
                ++tried;
                const bool isSaid =
                    !told || ((told->reason == "disk_full" || told->reason == "disk_failed") &&
                              !told->nextStep.empty());
                QVERIFY2(isSaid, told ? told->cause.c_str() : "");
                vault.box.open();
                vault.verify(failure.stays);
                if (QTest::currentTestFailed())
                    return;
                if (!hasFailed)
                    break;
                QVERIFY2(n < 400, "the sequence of writes does not end");
            }
        }
        qInfo("%ld failing writes under the vault", tried);
        QVERIFY(tried > 40);
    }

    void a_salvage_that_the_disk_does_not_let_finish_is_made_again_and_loses_nothing()
    {
        VaultFixture box;
        for (std::uint64_t number = 1; number <= edits; ++number)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(number)));
        emptyLog(box);
        damageOneUsedPage(box.file());
        const std::filesystem::path kept(box.folder.filePath(QStringLiteral("kept")).toStdString());
        const auto label = [](const std::filesystem::path& file) {
            return std::filesystem::path(file) += ".cipher";
        };
        std::filesystem::copy(box.file(), kept);
        std::filesystem::copy(label(box.file()), label(kept));
        auto& plan = FailingDisk::install().plan;
        long tried = 0;
        for (long n = 1;; n += n < 20 ? 1 : 11) {
            plan.arm(n, SQLITE_FULL, true);
            const auto first = salvageVault(box.file(), aKey('v'));
            const bool hasFailed = plan.hasFailed;
            plan.heal();
            ++tried;
            auto vault = Vault::open(box.file(), aKey('v')); // The next start.
            if (!vault) {
                QVERIFY_OK(salvageVault(box.file(), aKey('v')));
                vault = Vault::open(box.file(), aKey('v'));
            }
            QVERIFY_OK(vault);
            QVERIFY(first.has_value() == !hasFailed);
            QVERIFY2(vault->pending()->size() >= edits - 4, "the damage took it all");
            QCOMPARE(vault->identity()->nextMid, static_cast<Mid>(edits) + 1);
            if (!hasFailed)
                break;
            QVERIFY2(n < 4'000, "the sequence of writes does not end");
            vault = Fault{};
            removeStore(box.file());
            std::filesystem::copy(kept, box.file());
            std::filesystem::copy(label(kept), label(box.file()));
        }
        qInfo("%ld failing writes under the salvage", tried);
        QVERIFY(tried > 20);
    }

    void the_mirror_is_at_one_cut_at_every_failing_write()
    {
        auto& plan = FailingDisk::install().plan;
        long tried = 0;
        for (const Failure& failure : failures) {
            MirrorFixture mirror;
            const ScopeGrant grant = aScope(scope);
            QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
            QVERIFY_OK(mirror.writer->applyPage(pageOf(scope, {row(10)}, 10)));
            std::int64_t cut = 10;
            QVERIFY_OK(pulled(mirror, cut, cut));
            for (long n = 1;; ++n) {
                plan.arm(n, failure.code, failure.stays);
                for (int step = 0; step < 3; ++step) {
                    if (const auto done = pulled(mirror, cut, cut + 1); done && *done)
                        ++cut;
                }
                (void)mirror.writer->tidy();
                const bool hasFailed = plan.hasFailed;
                plan.heal();
                ++tried;
                mirror.open();
                QVERIFY2(!mirror.replaced, "a failing write is no damage");
                cut = (*mirror.writer->cursor())->cut;
                auto reader = mirror.reader();
                QCOMPARE(**reader.visibleRv("fuelSupply", idOf(1)), cut); // Row and cursor as one.
                CheckPlace place;
                QVERIFY_OK(reader.check(place, std::chrono::seconds(3)));
                QVERIFY(place.isDone());
                if (!hasFailed)
                    break;
                QVERIFY2(n < 400, "the sequence of writes does not end");
            }
        }
        qInfo("%ld failing writes under the mirror", tried);
        QVERIFY(tried > 20);
    }

private:
    /// One pull that brings row 1 at the version of the new cut.
    static Result<bool> pulled(MirrorFixture& mirror, std::int64_t from, std::int64_t to)
    {
        PullFrames frames(from, to);
        if (to > from)
            frames.supply(scope, row(to));
        const auto done = mirror.writer->applyPull(frames.digest(scope, {{1, to}}).text());
        if (!done)
            return done.error();
        return done->verdict == PullVerdict::applied;
    }
};

QTEST_GUILESS_MAIN(FailingDiskTest)
#include "failing_disk_test.moc"
