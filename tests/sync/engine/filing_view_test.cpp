// What is said of a report that is kept ready: green only when everything is true.
#include "sync/engine/filing_view.hpp"
#include "sync/engine/lease_book.hpp"
#include "sync/engine/rights.hpp"

#include <QTest>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

constexpr std::int64_t hour = 3600LL * 1'000'000;
const Timestamp now{1'780'000'000'000'000};

FilingScope scope(const char* name)
{
    return {
        .name = name,
        .isWhole = true,
        .isVerified = true,
        .leaseEnd = Timestamp{now.micros + 72 * hour}};
}

/// Everything as it should be.
FilingFacts good()
{
    FilingFacts facts{.isReportHere = true, .isOnline = true};
    facts.scopes = {scope("Demo"), scope("Demo Fuels")};
    facts.scopes.front().leaseEnd->micros += hour;
    facts.verifiedAt = now;
    facts.files = {.total = 2, .here = 2};
    facts.now = now;
    return facts;
}

QByteArray worst(const FilingVerdict& verdict)
{
    const auto found = std::max_element(
        verdict.points.begin(),
        verdict.points.end(),
        [](const auto& a, const auto& b) { return a.state < b.state; }
    );
    if (found->state == CheckState::ok)
        return "ok";
    // Whatever is not good says what comes next.
    if (found->nextStep.empty() || found->detail.empty())
        return "without words";
    return QByteArray::fromStdString(found->id + ' ' + std::string(nameOf(found->state)));
}

} // namespace

class FilingViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greenOnlyWhenEverythingIsTrue()
    {
        const auto verdict = judgeFiling(good());
        QVERIFY(verdict.state == CheckState::ok);
        QCOMPARE(worst(verdict), QByteArray("ok"));
        QVERIFY(verdict.validUntil == Timestamp{now.micros + 72 * hour}); // The first that ends.
        QVERIFY(verdict.verifiedAt == now);
        FilingFacts endless = good();
        for (FilingScope& one : endless.scopes)
            one.leaseEnd.reset();
        QVERIFY(!judgeFiling(endless).validUntil);
        QVERIFY(judgeFiling(endless).state == CheckState::ok);
    }

    void oneThingThatIsNotTrueIsSaid_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QByteArray>("online");
        QTest::addColumn<QByteArray>("offline");
        QTest::newRow("report") << 0 << QByteArray("report warn") << QByteArray("report bad");
        QTest::newRow("rows") << 1 << QByteArray("rows warn") << QByteArray("rows bad");
        QTest::newRow("digest") << 2 << QByteArray("rows warn") << QByteArray("rows bad");
        QTest::newRow("damage") << 3 << QByteArray("store bad") << QByteArray("store bad");
        QTest::newRow("unread") << 4 << QByteArray("store warn") << QByteArray("store warn");
        QTest::newRow("file") << 5 << QByteArray("files warn") << QByteArray("files bad");
        QTest::newRow("stuck file") << 6 << QByteArray("files bad") << QByteArray("files bad");
        QTest::newRow("unsent") << 7 << QByteArray("unsent warn") << QByteArray("ok");
        QTest::newRow("decision") << 8 << QByteArray("needYou bad") << QByteArray("needYou bad");
        QTest::newRow("ending") << 9 << QByteArray("lease warn") << QByteArray("lease warn");
        QTest::newRow("ended") << 10 << QByteArray("lease bad") << QByteArray("lease bad");
        QTest::newRow("locked") << 11 << QByteArray("lease bad") << QByteArray("lease bad");
        QTest::newRow("room") << 12 << QByteArray("room warn") << QByteArray("room warn");
    }

    void oneThingThatIsNotTrueIsSaid()
    {
        QFETCH(int, what);
        QFETCH(QByteArray, online);
        QFETCH(QByteArray, offline);
        FilingFacts facts = good();
        FilingScope& own = facts.scopes.back();
        switch (what) {
        case 0:
            facts.isReportHere = false;
            break;
        case 1:
            own.isWhole = own.isVerified = false;
            break;
        case 2:
            own.isVerified = false;
            break;
        case 3:
            facts.store = Fault{FaultCode::corrupt, "store_damaged", "Damaged.", "Restart."};
            break;
        case 4:
            facts.verifiedAt.reset();
            break;
        case 5:
            facts.files.here = 1;
            break;
        case 6:
            facts.files = {.total = 2, .here = 1, .failed = 1};
            break;
        case 7:
            facts.unsent = 3;
            break;
        case 8:
            facts.needYou = 1;
            break;
        case 9:
            own.leaseEnd = Timestamp{now.micros + hour};
            break;
        case 10:
            own.leaseEnd = Timestamp{now.micros - hour};
            break;
        case 11:
            own.isLocked = true;
            break;
        default:
            facts.isRoomShort = true;
        }
        QCOMPARE(worst(judgeFiling(facts)), online);
        facts.isOnline = false;
        QCOMPARE(worst(judgeFiling(facts)), offline);
    }

    void aPromiseOfThePlatformLengthensALease()
    {
        LeaseBook book;
        ScopeGrant grant;
        grant.scope = 7;
        grant.leaseSeconds = 3600;
        book.renew(now.micros);
        QVERIFY(book.endOf(grant) == Timestamp{now.micros + hour});
        book.extend(7, Timestamp{now.micros + 48 * hour});
        book.extend(7, Timestamp{now.micros + 24 * hour}); // Not taken back.
        QVERIFY(book.endOf(grant) == Timestamp{now.micros + 48 * hour});
        QVERIFY(book.judge(grant, {.micros = now.micros + 47 * hour}) == LeaseVerdict::held);
        QVERIFY(book.judge(grant, {.micros = now.micros + 48 * hour + 1}) == LeaseVerdict::expired);
        grant.scope = 8;
        QVERIFY(book.judge(grant, {.micros = now.micros + 2 * hour}) != LeaseVerdict::held);
    }

    void onlyLessIsALoss()
    {
        const Rights before{{1, 1001}, {"fuelSupply", "complianceReport"}};
        QVERIFY(rightsFrom(textOf(before)) == before);
        QVERIFY(!rightsFrom("12345 1 1001")); // As an earlier version kept them.
        Rights now_ = before;
        QVERIFY(!hasLost(before, now_));
        now_.scopes.insert(1002);
        now_.entities.insert("attachment");
        QVERIFY(!hasLost(before, now_));
        now_.scopes.erase(1001);
        QVERIFY(hasLost(before, now_));
        now_ = before;
        now_.entities.erase("fuelSupply");
        QVERIFY(hasLost(before, now_));
        now_.entities.clear(); // An older platform says nothing of them.
        QVERIFY(!hasLost(before, now_));
    }
};

QTEST_GUILESS_MAIN(FilingViewTest)
#include "filing_view_test.moc"
