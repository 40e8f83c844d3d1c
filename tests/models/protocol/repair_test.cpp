// Requests of digest repair, receipts and escrow, and the optional members of the others: what is
// written is read back, what is malformed is refused, and what is missing has its old meaning.
#include "models/protocol/receipts.hpp"
#include "models/protocol/repair.hpp"

#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;

namespace json = boost::json;

namespace {

const Timestamp at = Timestamp::parse("2026-11-22T01:02:03.000004Z").value();
const Uuid row = Uuid::parse("0192a4b0-1111-7abc-8def-0123456789ab").value();

PushMutation mutation()
{
    return {
        .mid = 7,
        .name = "fuelSupply.edit",
        .ops = {{PushOpKind::update, "fuelSupply", row, 5, {{"units", "l"}}, {{"units", "kg"}}}},
        .clientTime = at,
        .sha = "ab",
        .depends = {3, 4},
        .history = "h1",
        .resolves = 5};
}

template <class T, class Read>
void roundTrips(const T& value, Read read)
{
    const json::value written = toJson(value);
    const auto back = read(written);
    QVERIFY2(back.has_value(), back ? "" : back.error().cause.c_str());
    QVERIFY(*back == value);
}

} // namespace

class RepairTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsAndAnswersRoundTrip()
    {
        roundTrips(DigestRequest{1001}, readDigestRequest);
        DigestAnswer digest{.cut = 57, .whole = {1001, 3, 18'446'744'073'709'551'615U}};
        digest.buckets[63] = {3, 18'446'744'073'709'551'615U};
        roundTrips(digest, readDigestAnswer);
        roundTrips(KeysRequest{1001, {0, 63}, EntityKey{"fuelSupply", row}}, readKeysRequest);
        roundTrips(KeysRequest{1001, {5}, std::nullopt}, readKeysRequest);
        KeysAnswer keys{.cut = 57, .keys = {{"fuelSupply", {row, 9}}}};
        roundTrips(keys, readKeysAnswer);
        keys.next = EntityKey{"fuelSupply", row};
        roundTrips(keys, readKeysAnswer);
        roundTrips(FetchRequest{1, {{"fuelSupply", row}}}, readFetchRequest);
        ReceiptsRequest receipts{.clientId = "c"};
        receipts.receipts = {{1001, 5, 88, 4096, 2, at}};
        roundTrips(receipts, readReceiptsRequest);
        receipts.receipts.front().signature = "c2lnbmVk";
        roundTrips(receipts, readReceiptsRequest);
        const EscrowItem item{row, 1001, 7, "denied", "k", "c2VhbGVk"};
        roundTrips(EscrowRequest{"c", {item}}, readEscrowRequest);
        roundTrips(EscrowAnswer{{row, Uuid::make()}}, readEscrowAnswer);
        roundTrips(EscrowKeysRequest{{1001, 1002}}, readEscrowKeysRequest);
        roundTrips(EscrowKeysAnswer{{{1001, "k", "00ff"}}}, readEscrowKeysAnswer);
        roundTrips(mutation(), readMutation);
    }

    void aBucketIsTheLowBitsOfTheLastByte() { QCOMPARE(bucketOf(row), 0xab & 63); }

    void refusesWhatIsMalformed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no scope") << R"({"buckets":[1]})";
        QTest::newRow("no buckets") << R"({"scope":"1","buckets":[]})";
        QTest::newRow("bucket 64") << R"({"scope":"1","buckets":[64]})";
        QTest::newRow("bucket -1") << R"({"scope":"1","buckets":[-1]})";
        QTest::newRow("after") << R"({"scope":"1","buckets":[1],"after":{"entity":"x"}})";
    }
    void refusesWhatIsMalformed()
    {
        QFETCH(QString, text);
        QVERIFY(!readKeysRequest(json::parse(text.toStdString())).has_value());
    }

    void refusesMalformedKeysReceiptsAndDigests()
    {
        QVERIFY(!readFetchRequest(json::parse(R"({"scope":"1","keys":[["x"]]})")));
        QVERIFY(!readFetchRequest(json::parse(R"({"scope":"1","keys":[["x","no id"]]})")));
        QVERIFY(!readDigestAnswer(
            json::parse(R"({"scope":"1","cut":"1","n":1,"s":"1","buckets":[{"n":1,"s":"1"}]})")
        ));
        QVERIFY(!readReceiptsRequest(
            json::parse(R"({"clientId":"c","receipts":[{"at":"2026-11-22T01:02:03Z"}]})")
        ));
        QVERIFY(!readEscrowRequest(
            json::parse(R"({"clientId":"c","items":[{"scope":"1","mid":1,"sealed":"x"}]})")
        ));
        QVERIFY(!readEscrowAnswer(json::parse(R"({"stored":[7]})")));
        QVERIFY(!readEscrowKeysRequest(json::parse(R"({"scopes":["x"]})")));
    }

    void whatIsMissingHasItsOldMeaning()
    {
        const auto head =
            parseFrame(R"({"f":"head","history":"h","epoch":1,"from":"1","to":"2","salt":"s",)"
                       R"("serverTime":"2026-11-22T01:02:03Z","more":false})");
        QVERIFY(head && !std::get<HeadFrame>(*head).reads);
        const auto revoke = parseFrame(R"({"f":"revoke","scope":"2","reason":"r"})");
        QCOMPARE(std::get<RevokeFrame>(*revoke).rv, std::int64_t{0});
        const auto page =
            parseFrame(R"({"f":"page","scope":"1","entity":"e","next":null,"readyCut":"5"})");
        QVERIFY(page && !std::get<PageFrame>(*page).digest);
    }

    void optionalMembersOfFramesRoundTrip()
    {
        HeadFrame head{"h1", 2, 41, 57, "s", at, true, "p1"};
        head.reads = {"fuelSupply", "role"};
        const PageFrame page{1001, "fuelSupply", std::nullopt, 57, ScopeDigest{1001, 8, 9}};
        for (const Frame& frame : {Frame(head), Frame(page), Frame(RevokeFrame{2, "r", 77})}) {
            std::string line;
            appendFrame(line, frame);
            const auto back = parseFrame(line);
            QVERIFY2(back.has_value(), line.c_str());
            QVERIFY2(*back == frame, line.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(RepairTest)
#include "repair_test.moc"
