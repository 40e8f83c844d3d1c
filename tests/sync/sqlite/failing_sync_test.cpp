// The disk fails to keep what was written: nothing of it counts as saved, the connection is used no
// more, and a new one finds all that was acknowledged before.
#include "sync/sqlite/store_fault.hpp"
#include "tests/sync/sqlite/failing_disk.hpp"
#include "tests/sync/sqlite/vault_at_work.hpp"

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t scope = 1001;
constexpr long positions = 200;
constexpr long syncsOfOneRun = 9;

SupplyRow row(std::int64_t rv)
{
    return {.number = 1, .rv = rv, .report = idOf(900)};
}

} // namespace

class FailingSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FailingDisk::install(); }

    void what_the_vault_could_not_sync_is_not_acknowledged_and_its_connection_is_given_up()
    {
        auto& plan = FailingDisk::install().plan;
        VaultAtWork vault;
        long failed = 0;
        for (long position = 0; position < positions; ++position) {
            plan.arm(1 + position % syncsOfOneRun, SQLITE_IOERR_FSYNC, false, DiskCall::sync);
            plan.forgets = position % 2 == 0;
            auto told = vault.work();
            if (!told) {
                if (const auto emptied = vault.box.vault->database().checkpoint(); !emptied)
                    told = emptied.error();
            }
            QCOMPARE(told.has_value(), plan.hasFailed);
            if (told) {
                ++failed;
                QVERIFY2(isDiskFailure(*told), told->cause.c_str());
                QVERIFY(!told->nextStep.empty());
                staysRefused(*vault.box.vault);
            }
            plan.heal();
            vault.box.open();
            vault.verify();
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%ld of %ld positions were met", failed, positions);
        QVERIFY(failed > positions * 3 / 4);
    }

    void a_mirror_that_was_not_synced_goes_back_to_a_cut_and_never_shows_half_of_one()
    {
        auto& plan = FailingDisk::install().plan;
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(scope);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(scope, {row(10)}, 10)));
        QVERIFY_OK(pulled(mirror, 10, 10));
        QVERIFY_OK(mirror.writer->close());
        mirror.open();
        std::int64_t cut = 10;
        std::int64_t safe = 10; // Was on the disk before something failed.
        long failed = 0;
        for (long n = 1; n <= 40; ++n) {
            plan.arm(1 + n % 4, SQLITE_IOERR_FSYNC, false, DiskCall::sync);
            plan.forgets = n % 3 != 0;
            bool isMet = false;
            for (int step = 0; step < 3 && !isMet; ++step) {
                const auto done = pulled(mirror, cut, cut + 1);
                cut += done ? 1 : 0;
                const auto closed = mirror.writer->close();
                isMet = !closed;
                if (isMet)
                    QVERIFY2(isDiskFailure(closed.error()), closed.error().cause.c_str());
                else
                    safe = cut;
            }
            failed += isMet ? 1 : 0;
            QCOMPARE(isMet, plan.hasFailed);
            if (isMet)
                QVERIFY(!mirror.writer->cursor());
            plan.heal();
            mirror.open();
            QVERIFY2(!mirror.replaced, "what is left is whole");
            cut = (*mirror.writer->cursor())->cut;
            QVERIFY(cut >= safe);
            auto reader = mirror.reader();
            QCOMPARE(**reader.visibleRv("fuelSupply", idOf(1)), cut); // Row and cursor as one.
            CheckPlace place;
            QVERIFY_OK(reader.check(place, std::chrono::seconds(3)));
        }
        QVERIFY(failed > 20);
    }

private:
    /// The disk is well again and says so, but nobody knows what of the file is on it.
    static void staysRefused(Vault& vault)
    {
        const auto again = vault.enqueue(anEdit(1, "trusted"));
        QVERIFY(!again);
        QVERIFY2(isDiskFailure(again.error()), again.error().cause.c_str());
        QVERIFY(!vault.pending());
        QVERIFY(!vault.database().checkpoint());
    }

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

QTEST_GUILESS_MAIN(FailingSyncTest)
#include "failing_sync_test.moc"
