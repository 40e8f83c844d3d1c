// Leases: time that cannot be turned back, and rows that cannot be read once it is over.
#include "sync/engine/lease_book.hpp"
#include "sync/engine/locked_work.hpp"
#include "tests/sync/rows/rows_fixture.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t start = 1'800'000'000 * second;

ScopeGrant grantOf(std::int64_t seconds, int dataClass)
{
    ScopeGrant grant;
    grant.scope = ourScope;
    grant.leaseSeconds = seconds;
    grant.dataClass = dataClass;
    return grant;
}

DeviceTime device(std::int64_t wall, std::int64_t boot, const char* id = "one")
{
    return {wall, boot, id};
}

} // namespace

class LeaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_wall_clock_does_not_count_while_the_system_runs();
    void over_a_restart_time_never_goes_back();
    void a_lease_ends_is_renewed_and_is_shredded_after_its_grace();
    void a_clock_that_was_turned_back_ends_strict_leases_only();
    void rows_of_a_locked_scope_cannot_be_read_in_any_way();
};

void LeaseTest::the_wall_clock_does_not_count_while_the_system_runs()
{
    TrustedTime time;
    time.told(Timestamp{start}, device(start - 5 * hour, 100 * second));
    QCOMPARE(time.now(device(start - 5 * hour, 160 * second)).micros, start + 60 * second);
    // Set back by a year, set forward by a year: nothing.
    QCOMPARE(time.now(device(start - 9000 * hour, 170 * second)).micros, start + 70 * second);
    QCOMPARE(time.now(device(start + 9000 * hour, 180 * second)).micros, start + 80 * second);
    QVERIFY(!time.now(device(start - 9000 * hour, 190 * second)).isTurnedBack);
}

void LeaseTest::over_a_restart_time_never_goes_back()
{
    TrustedTime time;
    time.told(Timestamp{start}, device(start, 100 * second));
    (void)time.now(device(start, 100 * second + 10 * hour));
    auto later = TrustedTime::from(time.toJson());
    // Another start of the system, with a clock of before: the time stands still.
    const auto back = later.now(device(start + hour, second, "two"));
    QCOMPARE(back.micros, start + 10 * hour);
    QVERIFY(back.isTurnedBack);
    const auto on = later.now(device(start + 12 * hour, 2 * second, "two"));
    QCOMPARE(on.micros, start + 12 * hour);
    QVERIFY(!on.isTurnedBack);
    // The platform corrects what a wrong clock made of it.
    (void)later.now(device(start + 9000 * hour, 3 * second, "two"));
    later.told(Timestamp{start + 13 * hour}, device(start + 9000 * hour, 4 * second, "two"));
    QCOMPARE(later.now(device(start, 5 * second, "two")).micros, start + 13 * hour + second);
    QCOMPARE(TrustedTime::from({{"base", "rubbish"}, {"seen", -5}}).now(device(7, 7)).micros, 7);
}

void LeaseTest::a_lease_ends_is_renewed_and_is_shredded_after_its_grace()
{
    LeaseBook book;
    const auto grant = grantOf(8 * 3600, 3);
    QVERIFY(book.judge(grant, {start, false}) == LeaseVerdict::held); // Nothing is known yet.
    book.renew(start);
    QVERIFY(book.judge(grant, {start + 8 * hour, false}) == LeaseVerdict::held);
    QVERIFY(book.judge(grant, {start + 8 * hour + second, false}) == LeaseVerdict::expired);
    QVERIFY(book.judge(grant, {start + 16 * hour + second, false}) == LeaseVerdict::shred);
    book.renew(start + 20 * hour);
    QVERIFY(book.judge(grant, {start + 21 * hour, false}) == LeaseVerdict::held);
    QVERIFY(book.judge(grantOf(0, 3), {start + 90'000 * hour, false}) == LeaseVerdict::held);
}

void LeaseTest::a_clock_that_was_turned_back_ends_strict_leases_only()
{
    LeaseBook book;
    book.renew(start);
    QVERIFY(book.judge(grantOf(86'400, 1), {start + hour, true}) == LeaseVerdict::held);
    QVERIFY(book.judge(grantOf(86'400, 2), {start + hour, true}) == LeaseVerdict::expired);
}

void LeaseTest::rows_of_a_locked_scope_cannot_be_read_in_any_way()
{
    RowsFixture store({{.number = 1}, {.number = 2}, {.number = 3}});
    MirrorQuery query;
    query.entity = "fuelSupply";
    query.limit = 10;
    const Mid mid = store.mutate(anUpdate(2, "quantity", "77"));
    QCOMPARE(store.window(query).total, 3);

    const std::vector<ScopeId> scopes{ourScope};
    const auto relock = [&](const std::vector<ScopeId>& locked, std::set<Mid> work) {
        RowsFixture::check(store.windows->lock(locked, std::move(work)));
        const auto pending = store.vault.vault->pending();
        RowsFixture::check(pending);
        RowsFixture::check(store.windows->setPending(*pending));
    };
    relock(scopes, {mid});
    QCOMPARE(store.window(query).total, 0);
    QCOMPARE(store.window(query).rows, std::string("[]"));
    for (const int number : {1, 2, 3}) {
        const auto row = store.windows->get("fuelSupply", idOf(static_cast<std::uint64_t>(number)));
        QCOMPARE(row.error().reason, std::string("no_such_row"));
    }
    const auto sum = store.windows->sum(query, "quantity");
    RowsFixture::check(sum);
    QCOMPARE(sum->count, 0);
    MirrorQuery search = query;
    search.search = "a";
    QCOMPARE(store.window(search).total, 0);
    search.search.clear();
    search.filter = boost::json::array{
        boost::json::object{{"field", "quantity"}, {"op", "isNull"}, {"value", false}}};
    QCOMPARE(store.window(search).total, 0);
    // What comes in meanwhile is hidden too, and so is what a person does to it.
    store.pull([](PullFrames& frames) { frames.supply(ourScope, {.number = 4, .rv = 99}); });
    QCOMPARE(store.window(query).total, 0);
    auto pending = store.vault.vault->pending();
    RowsFixture::check(pending);
    hideLocked(*store.windows, *pending);
    QVERIFY(pending->front().mutation.ops.empty());

    relock({}, {});
    QCOMPARE(store.window(query).total, 4);
    QVERIFY(store.window(query).rows.find("_pending") != std::string::npos);
}

QTEST_GUILESS_MAIN(LeaseTest)
#include "lease_test.moc"
