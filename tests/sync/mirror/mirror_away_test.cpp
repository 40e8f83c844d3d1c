// Scopes that are granted and not wanted on this device: their rows go, and nothing brings them
// back but another choice.
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t a = 1001;
constexpr std::int64_t b = 1002;

SupplyRow row(std::uint64_t number, std::int64_t rv)
{
    return {.number = number, .rv = rv, .report = idOf(900)};
}

std::vector<ScopeId> held(MirrorFixture& mirror)
{
    std::vector<ScopeId> ids;
    for (const ScopeState& scope : *mirror.writer->scopes())
        ids.push_back(scope.grant.scope);
    return ids;
}

/// Rows that are in the file, seen or not.
std::int64_t rowsIn(const MirrorFixture& mirror)
{
    auto reader = mirror.reader();
    const auto count =
        reader.database().integer("SELECT (SELECT count(*) FROM m_fuel_supply) + "
                                  "(SELECT count(*) FROM s_fuel_supply)");
    return count ? *count : -1;
}

/// Both scopes are live at cut 10; `a` with row 1, `b` with rows 2 and 3.
void makeLive(MirrorFixture& mirror)
{
    const std::vector<ScopeGrant> grants{aScope(a), aScope(b)};
    QVERIFY_OK(mirror.writer->begin({"h", 1, 9, "s"}, grants));
    QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1)}, 10)));
    QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(2, 1), row(3, 1)}, 10)));
    const auto pulled = mirror.writer->applyPull(
        PullFrames(9, 10).digest(a, {{1, 1}}).digest(b, {{2, 1}, {3, 1}}).text()
    );
    QCOMPARE(pulled->published, (std::vector<ScopeId>{a, b}));
}

} // namespace

class MirrorAwayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void its_rows_leave_the_file_and_the_others_go_on()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        const auto gone = mirror.writer->keepAway({b});
        QVERIFY_OK(gone);
        QVERIFY(gone->contains("fuelSupply"));
        QCOMPARE(held(mirror), std::vector<ScopeId>{a});
        QCOMPARE(rowsIn(mirror), std::int64_t{1});
        QVERIFY(mirror.writer->receipts()->empty());

        const auto pulled = mirror.writer->applyPull(PullFrames(10, 11)
                                                         .supply(a, row(1, 11))
                                                         .supply(b, row(2, 11))
                                                         .digest(a, {{1, 11}})
                                                         .digest(b, {{2, 11}, {3, 1}})
                                                         .text());
        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(2, 11)}, 11)));
        QCOMPARE(rowsIn(mirror), std::int64_t{1});
    }

    void grants_sessions_and_another_history_do_not_bring_it_back()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->keepAway({b}));
        const std::vector<ScopeGrant> grants{aScope(a), aScope(b)};
        QVERIFY_OK(
            mirror.writer->applyPull(PullFrames(10, 11).with(GrantFrame(aScope(b))).text())
        );
        QCOMPARE(held(mirror), std::vector<ScopeId>{a});
        mirror.open();
        QVERIFY_OK(mirror.writer->begin({"h", 1, 11, "s"}, grants));
        QCOMPARE(held(mirror), std::vector<ScopeId>{a});
        QVERIFY_OK(mirror.writer->reconcile({"other", 2, 3, "t"}, grants));
        QCOMPARE(held(mirror), std::vector<ScopeId>{a});
        QVERIFY_OK(mirror.writer->begin({"third", 3, 3, "t"}, grants));
        QCOMPARE(held(mirror), std::vector<ScopeId>{a});
    }

    void wanted_again_it_joins_with_the_next_session()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->keepAway({b}));
        QVERIFY_OK(mirror.writer->keepAway({}));
        const std::vector<ScopeGrant> grants{aScope(a), aScope(b)};
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, grants));
        QCOMPARE(held(mirror), (std::vector<ScopeId>{a, b}));
        QCOMPARE(mirror.writer->scopes()->back().standing, ScopeStanding::joining);
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(2, 7), row(3, 1)}, 11)));
        const auto pulled = mirror.writer->applyPull(
            PullFrames(10, 11).digest(a, {{1, 1}}).digest(b, {{2, 7}, {3, 1}}).text()
        );
        QVERIFY_OK(pulled);
        QCOMPARE(pulled->published, std::vector<ScopeId>{b});
        QCOMPARE(rowsIn(mirror), std::int64_t{3});
    }

    void access_that_ends_is_told_with_no_rows_and_ends_the_choice()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->keepAway({b}));
        const auto pulled = mirror.writer->applyPull(
            PullFrames(10, 11).with(RevokeFrame{b, "moved", 77}).digest(a, {{1, 1}}).text()
        );
        QVERIFY_OK(pulled);
        QVERIFY(pulled->revoked.empty()); // Nothing was here that a person could miss.
        const auto owed = mirror.writer->receipts();
        QCOMPARE(owed->size(), std::size_t{1});
        QCOMPARE(owed->front().rv, std::int64_t{77});
        QCOMPARE(owed->front().rows, std::int64_t{0});
        QVERIFY_OK(
            mirror.writer->applyPull(PullFrames(11, 12).with(GrantFrame(aScope(b))).text())
        );
        QCOMPARE(held(mirror), (std::vector<ScopeId>{a, b}));
    }

    void access_that_ended_before_a_session_is_told_too()
    {
        MirrorFixture mirror;
        makeLive(mirror);
        QVERIFY_OK(mirror.writer->keepAway({b}));
        const std::vector<ScopeGrant> left{aScope(a)};
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, left));
        const auto owed = mirror.writer->receipts();
        QCOMPARE(owed->size(), std::size_t{1});
        QCOMPARE(owed->front().scope, ScopeId{b});
        QCOMPARE(owed->front().rv, std::int64_t{0});
        const std::vector<ScopeGrant> again{aScope(a), aScope(b)};
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, again));
        QCOMPARE(held(mirror), (std::vector<ScopeId>{a, b}));
    }
};

QTEST_GUILESS_MAIN(MirrorAwayTest)
#include "mirror_away_test.moc"
