// The disk cannot read at the n-th call, for every n: that is told as damage, never as less than
// there is, and nothing is lost by it.
#include "sync/sqlite/store_fault.hpp"
#include "sync/vault/vault_backup.hpp"
#include "tests/sync/sqlite/failing_disk.hpp"
#include "tests/sync/vault/vault_damage.hpp"

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t scope = 1001;
constexpr std::uint64_t rows = 60;
constexpr long readsMost = 4'000;

/// All that waits, in one text; or why it cannot be told.
Result<std::string> readVault(const std::filesystem::path& file)
{
    auto vault = Vault::open(file, aKey('v'));
    if (!vault)
        return vault.error();
    const auto pending = vault->pending();
    if (!pending)
        return pending.error();
    std::string text;
    for (const PendingMutation& mutation : *pending) {
        const auto& note = mutation.mutation.ops.front().set.at("note").as_string();
        text += std::to_string(mutation.mid) + "=" + std::to_string(note.size()) +
                std::string(note.subview(note.size() - 3)) + " ";
    }
    return text;
}

Result<std::string> readMirror(const std::filesystem::path& file)
{
    auto reader = openMirrorReader(file, aKey());
    if (!reader)
        return reader.error();
    std::string text;
    for (std::uint64_t i = 1; i <= rows; ++i) {
        const auto rv = reader->visibleRv("fuelSupply", idOf(i));
        if (!rv)
            return rv.error();
        text += *rv ? std::to_string(**rv) + " " : "none ";
    }
    return text;
}

/// Fails the n-th read of `look`, for every n, once and for good; how many were met, or -1 when one
/// of them was not told as damage, or when less is there once the disk is well again.
template <class Look>
long failEachRead(Look look, const std::string& right)
{
    auto& plan = FailingDisk::install().plan;
    long met = 0;
    for (const bool stays : {false, true}) {
        for (long n = 1; n < readsMost; ++n) {
            plan.arm(n, SQLITE_IOERR_READ, stays, DiskCall::read);
            const Result<std::string> seen = look();
            const bool hasFailed = plan.hasFailed;
            plan.heal();
            if (seen && *seen != right) {
                qWarning("read %ld: shown as %s", n, seen->c_str());
                return -1;
            }
            if (!seen && !isFileDamage(seen.error())) {
                qWarning("read %ld: %s", n, seen.error().cause.c_str());
                return -1;
            }
            if (const auto after = look(); !after || *after != right) {
                qWarning(
                    "after read %ld%s: %s",
                    n,
                    stays ? " and all behind it" : "",
                    after ? after->c_str() : after.error().cause.c_str()
                );
                return -1;
            }
            if (!hasFailed)
                break;
            ++met;
        }
    }
    return met;
}

} // namespace

class FailingReadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FailingDisk::install(); }

    void a_vault_that_cannot_be_read_says_so_and_has_all_of_it_afterwards()
    {
        VaultFixture box;
        for (std::uint64_t i = 1; i <= rows; ++i)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(i)));
        box.vault.reset();
        const auto look = [&box] { return readVault(box.file()); };
        const auto right = look();
        QVERIFY_OK(right);

        const long met = failEachRead(look, *right);

        qInfo("%ld failing reads under the vault", met);
        QVERIFY(met > 20);
    }

    void a_mirror_that_cannot_be_read_never_shows_less_than_there_is()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(scope);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        std::vector<SupplyRow> all;
        for (std::uint64_t i = 1; i <= rows; ++i)
            all.push_back({.number = i, .rv = 10, .report = idOf(900)});
        QVERIFY_OK(mirror.writer->applyPage(pageOf(scope, all, 10)));
        QVERIFY_OK(mirror.writer->applyPull(PullFrames(10, 11).text()));
        QVERIFY_OK(mirror.writer->close());
        mirror.writer.reset();
        const auto look = [&mirror] { return readMirror(mirror.file()); };
        const auto right = look();
        QVERIFY_OK(right);

        const long met = failEachRead(look, *right);

        qInfo("%ld failing reads under the mirror", met);
        QVERIFY(met > 5);
    }

    void a_vault_with_a_spot_that_cannot_be_read_is_salvaged_around_it()
    {
        VaultFixture box;
        for (std::uint64_t i = 1; i <= rows; ++i)
            QVERIFY_OK(box.vault->enqueue(aLongEdit(i)));
        QVERIFY_OK(box.vault->database().checkpoint());
        box.vault.reset();
        auto& plan = FailingDisk::install().plan;
        constexpr long spot = 60; // Behind the schema, within the edits.
        plan.arm(spot, SQLITE_IOERR_READ, false, DiskCall::read);

        const auto salvaged = salvageVault(box.file(), aKey('v'));

        QVERIFY(plan.hasFailed);
        plan.heal();
        QVERIFY_OK(salvaged);
        QVERIFY(salvaged->recovered.size() + salvaged->lost.size() >= rows - 1);
        QVERIFY(salvaged->recovered.size() >= rows - 4);
        box.open();
        QCOMPARE(box.vault->pending()->size(), salvaged->recovered.size());
        QCOMPARE(box.vault->identity()->nextMid, static_cast<Mid>(rows) + 1);
    }
};

QTEST_GUILESS_MAIN(FailingReadTest)
#include "failing_read_test.moc"
