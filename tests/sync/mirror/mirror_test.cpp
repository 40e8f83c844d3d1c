// The guards of the mirror: what a page, a pull, a late page and a wrong digest may do.
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QFile>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t a = 1001;
constexpr std::int64_t b = 1002;

SupplyRow row(std::uint64_t number, std::int64_t rv, std::string fuelType = "Biodiesel")
{
    return {.number = number, .rv = rv, .report = idOf(900), .fuelType = std::move(fuelType)};
}

std::optional<std::int64_t> seen(const MirrorFixture& mirror, std::uint64_t number)
{
    auto reader = mirror.reader();
    const auto rv = reader.visibleRv("fuelSupply", idOf(number));
    return rv ? *rv : std::nullopt;
}

} // namespace

class MirrorTest : public QObject {
    Q_OBJECT

    /// Scope `a` live at cut 10 with rows 1 to 3 of rv 1.
    static void makeLive(MirrorFixture& mirror)
    {
        const ScopeGrant grant = aScope(a);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1), row(2, 1), row(3, 1)}, 10)));
        const auto pulled =
            mirror.writer->applyPull(PullFrames(10, 10).digest(a, {{1, 1}, {2, 1}, {3, 1}}).text());
        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(pulled->published, std::vector<ScopeId>{a});
    }

private Q_SLOTS:
    void a_joining_scope_is_hidden_until_its_cut_is_reached()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(a);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1)}, std::nullopt)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(2, 5)}, 12)));
        QCOMPARE(seen(mirror, 1), std::nullopt);

        const auto early = mirror.writer->applyPull(PullFrames(10, 11).text());
        QVERIFY_OK(early);
        QVERIFY(early->published.empty());
        QCOMPARE(seen(mirror, 1), std::nullopt);
        const auto ready =
            mirror.writer->applyPull(PullFrames(11, 12).digest(a, {{1, 1}, {2, 5}}).text());

        QVERIFY_OK(ready);
        QCOMPARE(ready->published, std::vector<ScopeId>{a});
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(1));
        QCOMPARE(mirror.writer->scopes()->front().verifiedCut, std::optional<std::int64_t>(12));
    }

    void a_snapshot_resumes_where_it_stopped_after_a_crash()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(a);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1), row(2, 1)}, std::nullopt)));

        mirror.open(); // Without close: as after a crash.

        QVERIFY(mirror.afterCrash);
        const auto scopes = mirror.writer->scopes();
        QVERIFY_OK(scopes);
        QCOMPARE(scopes->front().entity, std::string("fuelSupply"));
        QCOMPARE(scopes->front().after, idOf(2).toString());
        QCOMPARE(scopes->front().rows, 2);
        // The first page once more, late: nothing moves back.
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1)}, std::nullopt)));
        QCOMPARE(mirror.writer->scopes()->front().after, idOf(2).toString());
        QCOMPARE(mirror.writer->scopes()->front().rows, 2);
    }

    void a_late_page_cannot_resurrect_a_deleted_row()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(a);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPull(PullFrames(10, 11).gone(a, GoneOp::remove, 1, 7).text())
        );

        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 6), row(2, 1)}, 11)));
        const auto pulled = mirror.writer->applyPull(PullFrames(11, 11).digest(a, {{2, 1}}).text());

        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(seen(mirror, 1), std::nullopt);
        QCOMPARE(seen(mirror, 2), std::optional<std::int64_t>(1));
    }

    void an_older_version_never_replaces_a_newer_one()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(
            mirror.writer->applyPull(PullFrames(10, 11).supply(a, row(1, 9, "Ethanol")).text())
        );

        const auto again = mirror.writer->applyPull(PullFrames(11, 12).supply(a, row(1, 8)).text());

        QVERIFY_OK(again);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(9));
    }

    void an_answer_that_is_not_the_next_changes_nothing()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const std::string next = PullFrames(10, 11).supply(a, row(1, 9)).text();
        QVERIFY_OK(mirror.writer->applyPull(next));

        const auto twice = mirror.writer->applyPull(next);
        const auto ahead =
            mirror.writer->applyPull(PullFrames(15, 16).supply(a, row(1, 20)).text());
        const auto cutOff =
            mirror.writer->applyPull(PullFrames(11, 12).supply(a, row(1, 20)).withoutEnd().text());
        const auto other = mirror.writer->applyPull(
            PullFrames(11, 12).inHistory("another").supply(a, row(1, 20)).text()
        );

        QCOMPARE(twice->verdict, PullVerdict::notNext);
        QCOMPARE(ahead->verdict, PullVerdict::notNext);
        QCOMPARE(cutOff->verdict, PullVerdict::incomplete);
        QCOMPARE(other->verdict, PullVerdict::otherHistory);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(9));
        QCOMPARE((*mirror.writer->cursor())->cut, 11);
    }

    /// A device that took another identity counts from 1 anew.
    void an_answer_for_the_same_number_of_another_identity_takes_the_place_of_the_old()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const PushResult old{.mid = 1, .sha = "a1"};
        const PushResult anew{.mid = 1, .sha = "b2"};
        QVERIFY_OK(mirror.writer->applyPull(PullFrames(10, 11).with(ResultFrame{old}).text()));

        QVERIFY_OK(mirror.writer->applyPull(PullFrames(11, 12).with(ResultFrame{anew}).text()));

        const auto known = mirror.reader().results();
        QVERIFY_OK(known);
        QCOMPARE(known->size(), std::size_t(1));
        QCOMPARE(known->front().sha, anew.sha);
    }

    void a_wrong_digest_rolls_the_whole_answer_back()
    {
        MirrorFixture mirror;
        makeLive(mirror);

        const auto pulled = mirror.writer->applyPull(PullFrames(10, 11)
                                                         .supply(a, row(1, 9))
                                                         .with(ResultFrame{{.mid = 4}})
                                                         .digest(a, {{1, 9}, {2, 1}})
                                                         .text());

        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::digestMismatch);
        QCOMPARE(pulled->mismatched, std::vector<ScopeId>{a});
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(1));
        QCOMPARE((*mirror.writer->cursor())->cut, 10);
        QVERIFY(mirror.reader().results()->empty());
        // What was counted in memory went too: the right answer is taken.
        const auto right = mirror.writer->applyPull(
            PullFrames(10, 11).supply(a, row(1, 9)).digest(a, {{1, 9}, {2, 1}, {3, 1}}).text()
        );
        QCOMPARE(right->verdict, PullVerdict::applied);
    }

    void a_malformed_row_is_a_fault_and_nothing_of_the_answer_stays()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        std::string frames = PullFrames(10, 11).supply(a, row(1, 9)).supply(a, row(2, 9)).text();
        const auto at = frames.rfind("Biodiesel");
        frames.replace(at - 1, 11, "12345678901");

        const auto pulled = mirror.writer->applyPull(frames);

        QVERIFY(!pulled);
        QCOMPARE(pulled.error().code, FaultCode::corrupt);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(1));
    }

    void a_revoked_scope_leaves_no_trace()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->applyPull(
            PullFrames(10, 11).supply(a, row(5, 3, "SENTINEL-fuel")).text()
        ));

        const auto pulled =
            mirror.writer->applyPull(PullFrames(11, 12).with(RevokeFrame{a, "left"}).text());
        QVERIFY_OK(mirror.writer->tidy());

        QVERIFY_OK(pulled);
        QCOMPARE(pulled->revoked, std::vector<ScopeId>{a});
        QVERIFY(!pulled->changed.at("fuelSupply").has_value());
        QCOMPARE(seen(mirror, 5), std::nullopt);
        QCOMPARE(*mirror.writer->rowCount(), 0);
        auto reader = mirror.reader();
        QCOMPARE(*reader.database().integer("SELECT count(*) FROM m_fuel_supply"), 0);
        QCOMPARE(*reader.database().integer("SELECT coalesce(sum(rows),0) FROM w_fuel_supply"), 0);
        QCOMPARE(*reader.database().integer("SELECT count(*) FROM tally"), 0);
    }

    void the_sentinel_stands_in_no_file()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->applyPull(
            PullFrames(10, 11).supply(a, row(5, 3, "SENTINEL-fuel")).text()
        ));
        for (const char* tail : {"", "-wal", "-shm", ".cipher"}) {
            QFile in(QString::fromStdString(mirror.file().string() + tail));
            QVERIFY(in.open(QIODevice::ReadOnly));
            QVERIFY(!in.readAll().contains("SENTINEL"));
        }
    }

    void changes_are_named_up_to_a_limit()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        PullFrames few(10, 11);
        few.supply(a, row(1, 5)).gone(a, GoneOp::remove, 2, 6);
        PullFrames many(11, 12);
        for (std::uint64_t i = 100; i < 400; ++i)
            many.supply(a, row(i, 7));

        const auto named = mirror.writer->applyPull(few.text());
        const auto counted = mirror.writer->applyPull(many.text());

        QCOMPARE(named->changed.at("fuelSupply")->size(), std::size_t{2});
        QVERIFY(!counted->changed.at("fuelSupply").has_value());
    }

    void a_rejoined_scope_begins_with_its_first_page()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->mend({.rejoin = {a}, .at = 1}));
        QCOMPARE(seen(mirror, 1), std::nullopt);
        QCOMPARE(mirror.writer->scopes()->front().rows, 0);

        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 4)}, 10)));
        const auto pulled = mirror.writer->applyPull(PullFrames(10, 10).digest(a, {{1, 4}}).text());

        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(4));
    }

    void another_history_forgets_all_rows()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const ScopeGrant grant = aScope(b);

        QVERIFY_OK(mirror.writer->begin({"restored", 2, 40, "t"}, std::span(&grant, 1)));

        QCOMPARE(*mirror.writer->rowCount(), 0);
        QCOMPARE((*mirror.writer->cursor())->history, std::string("restored"));
        QCOMPARE(mirror.writer->scopes()->size(), std::size_t{1});
    }

    void ten_thousand_rows_come_in_one_page()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(a);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));

        const auto applied = mirror.writer->applyPage(supplyPage(a, 1, 10'001, 10));

        QVERIFY_OK(applied);
        QCOMPARE(applied->rows, 10'000);
        std::map<std::uint64_t, std::int64_t> all;
        for (std::uint64_t i = 1; i <= 10'000; ++i)
            all[i] = static_cast<std::int64_t>(i) + 1;
        const auto pulled = mirror.writer->applyPull(PullFrames(10, 10).digest(a, all).text());
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QVERIFY_OK(mirror.writer->tidy());
        QCOMPARE(
            *mirror.reader().database().integer(
                "SELECT count(*) FROM sqlite_schema WHERE name='i_fuel_supply__report_id'"
            ),
            1
        );
    }

    void columns_that_nobody_knows_are_skipped()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const std::string id = idOf(1).toString();
        std::string frame = "{'f':'rows','entity':'fuelSupply','scope':'1001','extra':{'a':[1]},"
                            "'columns':['id','rv','novelty','quantity','isCanadaProduced'],"
                            "'rows':[['" +
                            id + "','30',{'x':[1,'y']},'12',true]]}\n";
        std::replace(frame.begin(), frame.end(), '\'', '"');
        std::string text = PullFrames(10, 11).text();
        text.insert(text.find('\n') + 1, frame);

        const auto pulled = mirror.writer->applyPull(text);

        QVERIFY_OK(pulled);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(30));
    }
};

QTEST_GUILESS_MAIN(MirrorTest)
#include "mirror_test.moc"
