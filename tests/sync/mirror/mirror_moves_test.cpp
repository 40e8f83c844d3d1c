// Rows that move between scopes while some of them still join: at each cut a row is in exactly one.
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t a = 1001;
constexpr std::int64_t b = 1002;
constexpr std::int64_t c = 1003;

SupplyRow row(std::uint64_t number, std::int64_t rv)
{
    return {.number = number, .rv = rv, .report = idOf(900)};
}

std::optional<std::int64_t> seen(const MirrorFixture& mirror, std::uint64_t number)
{
    auto reader = mirror.reader();
    const auto rv = reader.visibleRv("fuelSupply", idOf(number));
    return rv ? *rv : std::nullopt;
}

/// Scope `a` is live at cut 10 with rows 1 to 3, and the others are granted at cut 11.
void makeLive(MirrorFixture& mirror, const std::vector<std::int64_t>& others)
{
    const ScopeGrant grant = aScope(a);
    QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
    QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1), row(2, 1), row(3, 1)}, 10)));
    PullFrames granted(10, 11);
    for (const std::int64_t scope : others)
        granted.with(GrantFrame(aScope(scope)));
    const auto pulled = mirror.writer->applyPull(granted.text());
    QCOMPARE(pulled->verdict, PullVerdict::applied);
    QCOMPARE(pulled->published, std::vector<ScopeId>{a});
    QCOMPARE(pulled->joined, others);
}

} // namespace

class MirrorMovesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_row_that_a_page_saw_move_is_in_one_scope_at_each_cut()
    {
        MirrorFixture mirror;
        makeLive(mirror, {b});
        // The page of b has seen the move of row 1, which our cut has not.
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(1, 12)}, 13)));
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(1));

        const auto between =
            mirror.writer->applyPull(PullFrames(11, 12).digest(a, {{1, 1}, {2, 1}, {3, 1}}).text());
        QCOMPARE(between->verdict, PullVerdict::applied);
        const auto moved = mirror.writer->applyPull(PullFrames(12, 13)
                                                        .gone(a, GoneOp::leave, 1, 12)
                                                        .supply(b, row(1, 12))
                                                        .digest(a, {{2, 1}, {3, 1}})
                                                        .digest(b, {{1, 12}})
                                                        .text());

        QVERIFY_OK(moved);
        QCOMPARE(moved->verdict, PullVerdict::applied);
        QCOMPARE(moved->published, std::vector<ScopeId>{b});
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(12));
    }

    void a_row_that_a_page_saw_move_and_that_moved_on_is_gone_with_its_leave()
    {
        MirrorFixture mirror;
        makeLive(mirror, {b});
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(1, 12)}, 13)));

        // Back to `a`, and from there to where nothing of it is told: only that is in the feed.
        const auto moved = mirror.writer->applyPull(PullFrames(11, 14)
                                                        .gone(a, GoneOp::leave, 1, 14)
                                                        .digest(a, {{2, 1}, {3, 1}})
                                                        .digest(b, {})
                                                        .text());

        QVERIFY_OK(moved);
        QCOMPARE(moved->verdict, PullVerdict::applied);
        QCOMPARE(seen(mirror, 1), std::nullopt);
    }

    void a_row_goes_through_a_joining_scope_into_another_one()
    {
        MirrorFixture mirror;
        makeLive(mirror, {b, c});
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(1, 12)}, 13)));

        const auto moved = mirror.writer->applyPull(PullFrames(11, 13)
                                                        .supply(c, row(1, 13))
                                                        .digest(a, {{2, 1}, {3, 1}})
                                                        .digest(b, {})
                                                        .text());
        QVERIFY_OK(moved);
        QCOMPARE(moved->verdict, PullVerdict::applied);
        QCOMPARE(moved->published, std::vector<ScopeId>{b});
        QCOMPARE(seen(mirror, 1), std::nullopt); // Where it is now still joins.
        QVERIFY_OK(mirror.writer->applyPage(pageOf(c, {row(1, 13)}, 13)));
        const auto joined = mirror.writer->applyPull(
            PullFrames(13, 14).digest(a, {{2, 1}, {3, 1}}).digest(b, {}).digest(c, {{1, 13}}).text()
        );
        QCOMPARE(joined->verdict, PullVerdict::applied);
        QCOMPARE(seen(mirror, 1), std::optional<std::int64_t>(13));
    }

    void a_page_of_before_changes_nothing_when_it_comes_once_more()
    {
        MirrorFixture mirror;
        makeLive(mirror, {b, c});
        const std::string page = pageOf(b, {row(1, 12)}, 14);
        QVERIFY_OK(mirror.writer->applyPage(page));
        const auto moved = mirror.writer->applyPull(
            PullFrames(11, 13).supply(c, row(1, 13)).digest(a, {{2, 1}, {3, 1}}).text()
        );
        QCOMPARE(moved->verdict, PullVerdict::applied);

        QVERIFY_OK(mirror.writer->applyPage(page));

        const auto published = mirror.writer->applyPull(
            PullFrames(13, 14).digest(a, {{2, 1}, {3, 1}}).digest(b, {}).text()
        );
        QCOMPARE(published->verdict, PullVerdict::applied);
        QCOMPARE(published->published, std::vector<ScopeId>{b});
    }
};

QTEST_GUILESS_MAIN(MirrorMovesTest)
#include "mirror_moves_test.moc"
