// A mirror of another version: changed in place, and nothing is fetched that is there already.
#include "models/core/decimal.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t a = 1001;

SupplyRow row(std::uint64_t number, std::int64_t rv)
{
    return {.number = number, .rv = rv, .report = idOf(900)};
}

void makeLive(MirrorFixture& mirror)
{
    const ScopeGrant grant = aScope(a);
    QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
    QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1), row(2, 1), row(3, 1)}, 10)));
    const auto frames = PullFrames(10, 10).digest(a, {{1, 1}, {2, 1}, {3, 1}}).text();
    QCOMPARE(mirror.writer->applyPull(frames)->verdict, PullVerdict::applied);
    QVERIFY_OK(mirror.writer->tidy());
}

/// As if a program of another version had made the file.
void asOther(MirrorFixture& mirror, const std::string& sql, int layout = 3)
{
    mirror.writer.reset();
    {
        auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
        QVERIFY_OK(db);
        QVERIFY_OK(db->execute(
            sql + ";UPDATE meta SET v='" + std::to_string(layout) + "-other' WHERE k='schema'"
        ));
    }
    mirror.open();
}

std::int64_t count(const MirrorFixture& mirror, const std::string& sql)
{
    return mirror.reader().database().integer(sql).value();
}

/// A rows frame of an entity with made-up columns.
std::string framesWith(std::int64_t from, const std::string& entity, const ScopeDigest& digest)
{
    std::string text;
    appendFrame(
        text, HeadFrame{.history = "h", .epoch = 1, .from = from, .to = from + 1, .salt = "s"}
    );
    const std::vector<std::string> columns{"id", "rv", "name"};
    RowsFrameWriter rows(text, entity, a, columns);
    rows.beginRow();
    rows.text(idOf(50).toString());
    rows.counter(4);
    rows.text("something new");
    rows.endRow();
    rows.finish();
    appendFrame(text, EndFrame{.to = from + 1, .salt = "s", .digest = {digest}});
    return text;
}

const FieldInfo& supplyField(std::string_view name)
{
    return *mirroredEntity("fuelSupply")->field(name);
}

ScopeDigest digestOf(const std::map<std::uint64_t, std::int64_t>& rows)
{
    DigestSum sum;
    for (const auto& [number, rv] : rows)
        sum.add(idOf(number), rv);
    return {a, sum.count, sum.sum};
}

} // namespace

class MirrorMigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_new_column_is_added_and_only_its_entity_is_fetched()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(
            mirror,
            "ALTER TABLE m_fuel_supply DROP COLUMN quantity;"
            "ALTER TABLE s_fuel_supply DROP COLUMN quantity"
        );

        QVERIFY(!mirror.replaced);
        QCOMPARE((*mirror.writer->cursor())->cut, 10);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE quantity IS NULL"), 3);
        const auto wanted = mirror.writer->backfills();
        QCOMPARE(wanted->size(), std::size_t{1});
        QCOMPARE(wanted->front().entity, std::string("fuelSupply"));

        // Row 2 has moved on since; the pull brings it, not the backfill.
        const auto changed = mirror.writer->applyBackfill(
            wanted->front(), pageOf(a, {row(1, 1), row(2, 9), row(3, 1)}, 10)
        );
        QVERIFY_OK(changed);
        QVERIFY(mirror.writer->backfills()->empty());
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE quantity IS NULL"), 1);
        const auto after = mirror.writer->applyPull(
            PullFrames(10, 11).supply(a, row(2, 9)).digest(a, {{1, 1}, {2, 9}, {3, 1}}).text()
        );
        QCOMPARE(after->verdict, PullVerdict::applied);
        QVERIFY_OK(mirror.writer->tidy());
    }

    void values_of_columns_that_are_not_known_stay_with_their_row()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const auto all = digestOf({{1, 1}, {2, 1}, {3, 1}, {50, 4}});
        const auto pulled = mirror.writer->applyPull(framesWith(10, "fuelSupply", all));
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE _more NOT NULL"), 1);
        QCOMPARE(
            count(
                mirror,
                R"(SELECT count(*) FROM m_fuel_supply WHERE _more='{"name":"something new"}')"
            ),
            1
        );
    }

    void a_new_column_is_filled_from_what_rows_kept_and_nothing_is_fetched()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(
            mirror,
            "ALTER TABLE m_fuel_supply DROP COLUMN quantity;"
            "ALTER TABLE m_fuel_supply DROP COLUMN fuel_code;"
            "ALTER TABLE s_fuel_supply DROP COLUMN quantity;"
            "ALTER TABLE s_fuel_supply DROP COLUMN fuel_code;"
            R"(UPDATE m_fuel_supply SET _more='{"colour":["red"],"quantity":"12","fuelCode":null}')"
        );

        QVERIFY(!mirror.replaced);
        QVERIFY(mirror.writer->backfills()->empty());
        const auto units = Decimal(12).scaled(supplyField("quantity").scale);
        QCOMPARE(
            count(
                mirror,
                "SELECT count(*) FROM m_fuel_supply WHERE fuel_code IS NULL AND quantity=" +
                    std::to_string(*units) + R"( AND _more='{"colour":["red"]}')"
            ),
            3
        );
    }

    void a_row_that_kept_nothing_has_its_new_column_fetched()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(
            mirror,
            "ALTER TABLE m_fuel_supply DROP COLUMN quantity;"
            "ALTER TABLE s_fuel_supply DROP COLUMN quantity;"
            R"(UPDATE m_fuel_supply SET _more='{"quantity":"12"}')"
            " WHERE id<>(SELECT max(id) FROM m_fuel_supply)"
        );
        QCOMPARE(mirror.writer->backfills()->size(), std::size_t{1});
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE quantity IS NULL"), 1);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE _more NOT NULL"), 0);
    }

    void a_mirror_of_the_layout_before_kept_nothing()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(
            mirror,
            "ALTER TABLE m_fuel_supply DROP COLUMN _more;"
            "ALTER TABLE s_fuel_supply DROP COLUMN _more"
        );
        QVERIFY(!mirror.replaced);
        QVERIFY(mirror.writer->backfills()->empty());
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE _more IS NULL"), 3);
    }

    void a_column_that_nobody_describes_any_more_goes()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(
            mirror,
            "ALTER TABLE m_fuel_supply ADD COLUMN \"retired\" TEXT;"
            "ALTER TABLE s_fuel_supply ADD COLUMN \"retired\" TEXT"
        );

        QVERIFY(!mirror.replaced);
        QVERIFY(mirror.writer->backfills()->empty());
        QCOMPARE(
            count(
                mirror,
                "SELECT count(*) FROM pragma_table_info('m_fuel_supply') WHERE name='retired'"
            ),
            0
        );
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply"), 3);
    }

    void rows_of_an_unknown_entity_are_kept_and_count()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const auto all = digestOf({{1, 1}, {2, 1}, {3, 1}, {50, 4}});

        const auto pulled = mirror.writer->applyPull(framesWith(10, "novelty", all));
        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(count(mirror, "SELECT count(*) FROM other"), 1);
        PullFrames gone(11, 12);
        gone.with(GoneFrame{"novelty", a, GoneOp::remove, {{idOf(50), 5}}});
        gone.digest(a, {{1, 1}, {2, 1}, {3, 1}});
        QCOMPARE(mirror.writer->applyPull(gone.text())->verdict, PullVerdict::applied);
        QCOMPARE(count(mirror, "SELECT count(*) FROM other"), 0);
    }

    void an_entity_that_becomes_known_takes_its_rows_without_the_network()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const std::string id = "x'" + [] {
            std::string hex = idOf(60).toString();
            std::erase(hex, '-');
            return hex;
        }() + "'";
        const auto sum = digestOf({{1, 1}, {2, 1}, {3, 1}, {60, 8}});
        asOther(
            mirror,
            "DROP TABLE m_connector; DROP TABLE s_connector; DROP TABLE IF EXISTS w_connector;"
            "INSERT INTO other VALUES('connector', " +
                id + ", 1001, 8, '[\"id\",\"rv\",\"name\"]', '[\"" + idOf(60).toString() +
                "\",\"8\",\"ledger of fuels\"]');UPDATE scope SET n=4, s=" +
                std::to_string(static_cast<std::int64_t>(sum.sum))
        );

        QVERIFY(!mirror.replaced);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_connector WHERE name='ledger of fuels'"), 1);
        QCOMPARE(count(mirror, "SELECT count(*) FROM other"), 0);
        const auto frames = PullFrames(10, 11).digest(a, {{1, 1}, {2, 1}, {3, 1}, {60, 8}}).text();
        QCOMPARE(mirror.writer->applyPull(frames)->verdict, PullVerdict::applied);
    }

    void a_migration_that_is_cut_short_leaves_the_mirror_of_before()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        mirror.writer.reset();
        {
            auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
            QVERIFY_OK(db);
            QVERIFY_OK(db->execute("DROP TABLE synclog;"
                                   "ALTER TABLE m_fuel_supply DROP COLUMN quantity;"
                                   "ALTER TABLE s_fuel_supply DROP COLUMN quantity;"
                                   "UPDATE meta SET v='2-other' WHERE k='schema'"));
        }
        // A table in the way makes it fail at its end, as a kill would; then again, and without.
        const auto meddle = [&](const char* sql) {
            auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
            QVERIFY_OK(db);
            QVERIFY_OK(db->execute(sql));
        };
        meddle("CREATE TRIGGER cut BEFORE UPDATE ON meta WHEN old.k GLOB 'search.*' BEGIN SELECT "
               "RAISE(ABORT, 'cut'); END");
        for (int round = 0; round < 2; ++round) {
            QVERIFY(!openMirror(mirror.file(), aKey()));
            auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
            QVERIFY_OK(db);
            QCOMPARE(
                db->integer("SELECT count(*) FROM pragma_table_info('m_fuel_supply') "
                            "WHERE name='quantity'")
                    .value(),
                0
            );
            QCOMPARE(
                db->integer("SELECT count(*) FROM sqlite_schema WHERE name='synclog'").value(), 0
            );
        }
        meddle("DROP TRIGGER cut");
        mirror.open();
        QVERIFY(!mirror.replaced);
        QCOMPARE((*mirror.writer->cursor())->cut, 10);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply WHERE quantity IS NULL"), 3);
        QCOMPARE(mirror.writer->backfills()->size(), std::size_t{1});
    }

    void a_mirror_of_the_layout_before_gets_its_log()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        asOther(mirror, "DROP TABLE synclog", 2);

        QVERIFY(!mirror.replaced);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply"), 3);
        const SyncEvent event;
        QVERIFY_OK(mirror.writer->log(std::span(&event, 1)));
        QCOMPARE(count(mirror, "SELECT count(*) FROM synclog"), 1);
    }

    void a_mirror_of_a_newer_layout_is_refused_and_left_alone()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        mirror.writer.reset();
        const auto asNewer = [&](const char* stamp) {
            auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
            QVERIFY_OK(db);
            QVERIFY_OK(
                db->execute("UPDATE meta SET v='" + std::string(stamp) + "' WHERE k='schema'")
            );
        };
        asNewer("9-newer");
        const auto refused = openMirror(mirror.file(), aKey(), true);
        QCOMPARE(refused.error().reason, std::string("newer_mirror"));
        QVERIFY(refused.error().code == FaultCode::unsupported);
        // The newer version finds everything as it was.
        asNewer("3-other");
        mirror.open();
        QVERIFY(!mirror.replaced);
        QCOMPARE(count(mirror, "SELECT count(*) FROM m_fuel_supply"), 3);
    }
};

QTEST_GUILESS_MAIN(MirrorMigrationTest)
#include "mirror_migration_test.moc"
