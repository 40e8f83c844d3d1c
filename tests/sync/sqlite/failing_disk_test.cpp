// A full disk or an I/O error at the n-th write, for every n: what was acknowledged is there, what
// was not is not there by half, and all goes on once the disk is well again.
#include "tests/sync/sqlite/failing_disk.hpp"
#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

#include <set>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t scope = 1001;

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
            VaultFixture box;
            std::set<std::string> acknowledged;
            long serial = 0;
            for (long n = 1;; ++n) {
                plan.arm(n, failure.code, failure.stays);
                workOn(*box.vault, serial, acknowledged);
                const bool hasFailed = plan.hasFailed;
                plan.heal();
                ++tried;
                box.open();
                verify(box, acknowledged);
                if (!hasFailed)
                    break;
                QVERIFY2(n < 400, "the sequence of writes does not end");
            }
        }
        qInfo("%ld failing writes under the vault", tried);
        QVERIFY(tried > 40);
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

    /// What an agent does with its vault, as far as the disk lets it.
    static void workOn(Vault& vault, long& serial, std::set<std::string>& acknowledged)
    {
        for (int i = 0; i < 2; ++i) {
            const std::string value = std::to_string(++serial);
            if (vault.enqueue(anEdit(1, value)))
                acknowledged.insert(value);
        }
        const auto due = vault.nextPush({.mutations = 1, .bytes = 1U << 20U}, Timestamp::now());
        if (!due || due->empty())
            return;
        const std::vector<Mid> mids{due->front().mid};
        if (!vault.markSent(mids))
            return;
        const std::vector<PushResult> results{aResult(mids.front(), PushStatus::applied)};
        if (vault.noteResults(results))
            (void)vault.sweep(noFacts(), 1);
        (void)vault.setSetting("place", std::to_string(serial));
    }

    /// Each acknowledged edit is in the outbox or in the archive, once; numbers are dense.
    static void verify(VaultFixture& box, const std::set<std::string>& acknowledged)
    {
        CheckPlace place;
        QVERIFY_OK(box.vault->check(place, std::chrono::seconds(3)));
        QVERIFY(place.isDone());
        QVERIFY_OK(box.vault->historyChanged("again", 0)); // Brings the archive into the outbox.
        const auto pending = box.vault->pending();
        QVERIFY_OK(pending);
        std::set<std::string> found;
        Mid last = 0;
        for (const PendingMutation& mutation : *pending) {
            QCOMPARE(mutation.mid, last + 1);
            last = mutation.mid;
            const auto value = mutation.mutation.ops.front().set.at("quantity").as_string();
            QVERIFY2(found.insert(std::string(value)).second, "an edit is there twice");
        }
        for (const std::string& value : acknowledged)
            QVERIFY2(found.contains(value), ("an acknowledged edit is lost: " + value).c_str());
    }
};

QTEST_GUILESS_MAIN(FailingDiskTest)
#include "failing_disk_test.moc"
