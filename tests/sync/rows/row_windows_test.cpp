// What a person sees: the mirror with the own unsent changes on top.
#include "tests/sync/rows/rows_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

std::vector<SupplyRow> rowsTo(std::uint64_t count)
{
    std::vector<SupplyRow> rows;
    for (std::uint64_t i = 1; i <= count; ++i)
        rows.push_back(supplyNumber(i));
    return rows;
}

QStringList idsOf(const RowWindow& window)
{
    QStringList ids;
    for (const auto& row : RowsFixture::rowsOf(window))
        ids += QString::fromStdString(std::string(row.at("id").as_string()));
    return ids;
}

QString shown(std::uint64_t number)
{
    return QString::fromStdString(idOf(number).toString());
}

} // namespace

class RowWindowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_window_has_rows_in_their_wire_form()
    {
        RowsFixture rows(rowsTo(10));

        const auto window = rows.window({.entity = "fuelSupply", .offset = 2, .limit = 3});

        QCOMPARE(window.total, 10);
        QCOMPARE(window.offset, 2);
        QCOMPARE(window.count, 3);
        QCOMPARE(window.cut, 10);
        const auto first = RowsFixture::rowsOf(window).front().as_object();
        QCOMPARE(first.at("id").as_string(), idOf(3).toString());
        QCOMPARE(first.at("rv").as_string(), "4");
        QCOMPARE(first.at("createdAt").as_string(), "2026-03-11T08:15:30.123456Z");
        QCOMPARE(first.at("energyDensity").as_string(), "35.68");
        QCOMPARE(first.at("complianceUnits").as_string(), "0.23757");
        QCOMPARE(first.at("quantity").as_string(), "1111");
        QVERIFY(first.at("fuelTypeOther").is_null());
        QCOMPARE(first.at("isCanadaProduced").as_bool(), false);
        QVERIFY(!first.contains("_pending"));
    }

    void a_window_behind_the_end_is_the_last_one()
    {
        RowsFixture rows(rowsTo(10));
        const auto window = rows.window({.entity = "fuelSupply", .offset = 50, .limit = 4});
        QCOMPARE(window.offset, 6);
        QCOMPARE(window.count, 4);
    }

    void bad_questions_get_an_answer_with_a_next_step()
    {
        RowsFixture rows;
        const std::vector<MirrorQuery> bad{
            {.entity = "fuelSupply", .limit = 501},
            {.entity = "fuelSupply", .offset = -1, .limit = 1},
            {.entity = "nothing", .limit = 1},
            {.entity = "auditEntry", .limit = 1},
            {.entity = "fuelSupply", .sort = {"bogus"}, .limit = 1},
            {.entity = "fuelSupply", .filter = aFilter("bogus", "eq", 1), .limit = 1},
            {.entity = "fuelSupply", .filter = aFilter("quantity", "contains", "1"), .limit = 1}};
        for (const MirrorQuery& query : bad) {
            const auto window = rows.windows->window(query);
            QVERIFY(!window);
            QVERIFY(!window.error().nextStep.empty());
        }
    }

    void edits_lie_on_top_until_they_are_gone()
    {
        RowsFixture rows(rowsTo(5));
        const MirrorQuery all{.entity = "fuelSupply", .limit = 50};
        const Mid edit = rows.mutate(anUpdate(2, "fuelTypeOther", "mine"));
        rows.mutate(aRemove(3));
        rows.mutate(aCreate(77, {{"reportId", idOf(900).toString()}, {"position", "z"}}));

        const auto window = rows.window(all);

        QCOMPARE(window.total, 5);
        QCOMPARE(idsOf(window), (QStringList{shown(1), shown(2), shown(4), shown(5), shown(77)}));
        const auto edited = RowsFixture::rowsOf(window).at(1).as_object();
        QCOMPARE(edited.at("fuelTypeOther").as_string(), "mine");
        QCOMPARE(edited.at("_pending").as_bool(), true);
        QCOMPARE(edited.at("rv").as_string(), "3");
        const auto created = RowsFixture::rowsOf(window).at(4).as_object();
        QCOMPARE(created.at("rv").as_string(), "0");
        QCOMPARE(created.at("isCanadaProduced").as_bool(), false);

        const std::array<Mid, 1> gone{edit};
        const auto changed = rows.windows->pendingGone(gone);

        QVERIFY_OK(changed);
        QCOMPARE(changed->at("fuelSupply")->front().toString(), idOf(2).toString());
        const auto row = rows.windows->get("fuelSupply", idOf(2));
        QVERIFY_OK(row);
        QVERIFY(row->find("_pending") == std::string::npos);
        QVERIFY(!rows.windows->get("fuelSupply", idOf(3)));
    }

    void the_overlay_follows_the_mirror()
    {
        RowsFixture rows(rowsTo(3));
        rows.mutate(anUpdate(2, "fuelTypeOther", "mine"));

        rows.pull([](PullFrames& frames) {
            SupplyRow newer = supplyNumber(2);
            newer.rv = 40;
            newer.fuelType = "Hydrogen";
            frames.supply(ourScope, newer);
        });

        const auto row = boost::json::parse(*rows.windows->get("fuelSupply", idOf(2))).as_object();
        QCOMPARE(row.at("rv").as_string(), "40");
        QCOMPARE(row.at("fuelType").as_string(), "Hydrogen");
        QCOMPARE(row.at("fuelTypeOther").as_string(), "mine");
    }

    void a_change_that_needs_a_person_is_marked()
    {
        RowsFixture rows(rowsTo(3));
        const Mid mid = rows.mutate(anUpdate(2, "fuelTypeOther", "mine"));
        auto pending = *rows.vault.vault->find(mid);
        pending.state = MutationState::conflict;

        QVERIFY_OK(rows.windows->pendingChanged(pending));

        const auto row = boost::json::parse(*rows.windows->get("fuelSupply", idOf(2))).as_object();
        QVERIFY(!row.contains("_pending"));
        QCOMPARE(row.at("_conflict").as_bool(), true);
        QCOMPARE(row.at("fuelTypeOther").as_string(), "mine");
    }

    void the_overlay_comes_back_from_the_vault()
    {
        RowsFixture rows(rowsTo(3));
        rows.mutate(anUpdate(1, "quantity", "5"));
        rows.windows.emplace(rows.mirror.reader());
        QVERIFY_OK(rows.windows->setPending(*rows.vault.vault->pending()));
        QVERIFY(
            rows.windows->get("fuelSupply", idOf(1))->find("\"quantity\":\"5\"") !=
            std::string::npos
        );
    }

    void a_search_finds_parts_of_words_whatever_their_case()
    {
        RowsFixture rows(rowsTo(100));
        SupplyRow accented = supplyNumber(500);
        accented.fuelType = "Ölgemisch";
        rows.pull([&](PullFrames& frames) { frames.supply(ourScope, accented); });

        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "THAN", .limit = 5}).total, 13);
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "öLG", .limit = 5}).total, 1);
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "bclcf1", .limit = 5}).total, 99);
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "nowhere", .limit = 5}).total, 0);
        rows.mutate(anUpdate(500, "fuelType", "Needle"));
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "ölg", .limit = 5}).total, 0);
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "needle", .limit = 5}).total, 1);
    }

    void sums_are_exact_and_see_the_overlay()
    {
        RowsFixture rows(rowsTo(3));
        const MirrorQuery all{.entity = "fuelSupply"};
        const auto before = rows.windows->sum(all, "complianceUnits");
        QVERIFY_OK(before);
        QCOMPARE(before->sum, std::string("0.47514"));
        rows.mutate(aRemove(3));

        const auto after = rows.windows->sum(all, "complianceUnits");

        QCOMPARE(after->sum, std::string("0.23757"));
        QCOMPARE(after->count, 2);
        QVERIFY(!rows.windows->sum(all, "fuelType"));
    }

    void rows_of_a_joining_scope_are_not_seen_counted_or_found()
    {
        RowsFixture rows(rowsTo(5));
        rows.pull([](PullFrames& frames) { frames.with(GrantFrame(aScope(1002))); });
        QVERIFY_OK(rows.mirror.writer->applyPage(supplyPage(1002, 1000, 1100, std::nullopt)));

        QCOMPARE(rows.window({.entity = "fuelSupply", .limit = 50}).total, 5);
        QCOMPARE(rows.window({.entity = "fuelSupply", .limit = 50}).count, 5);
        QCOMPARE(rows.window({.entity = "fuelSupply", .search = "ethanol", .limit = 50}).total, 1);
        QCOMPARE(rows.windows->sum({.entity = "fuelSupply"}, "quantity")->count, 5);
        QVERIFY(!rows.windows->get("fuelSupply", idOf(1001)));
    }

    void a_retry_takes_the_base_of_the_mirror_as_it_is()
    {
        RowsFixture rows(rowsTo(2));
        PushOp op = anUpdate(2, "quantity", "7");
        op.base["quantity"] = "old";

        rows.windows->rebase(op);

        QCOMPARE(*op.baseRv, 3);
        QCOMPARE(op.base.at("quantity").as_string(), "1074");
    }
};

QTEST_GUILESS_MAIN(RowWindowsTest)
#include "row_windows_test.moc"
