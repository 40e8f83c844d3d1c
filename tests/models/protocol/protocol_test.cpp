// Frames, requests and live messages: what is written is read back, and what is malformed is
// refused with a reason.
#include "models/protocol/frame.hpp"
#include "models/protocol/limits.hpp"
#include "models/protocol/live.hpp"
#include "models/protocol/row_digest.hpp"
#include "models/protocol/rows_frame_writer.hpp"
#include "tests/models/property.hpp"

#include <boost/json.hpp>

using namespace tidemark;
using tidemark::test::holds;

namespace json = boost::json;

namespace {

const Timestamp at = Timestamp::parse("2026-11-22T01:02:03.000004Z").value();
const Uuid row = Uuid::parse("0192a4b0-1111-7abc-8def-0123456789ab").value();

PushResult conflictResult()
{
    return {
        .mid = 41,
        .status = PushStatus::conflict,
        .code = "fields",
        .cause = "Two people changed the quantity.",
        .nextStep = "Choose one.",
        .effects = {{"fuelSupply", row, 57}},
        .conflicts = {{"fuelSupply", row, "quantity", "1", "2", nullptr}}};
}

std::vector<Frame> oneOfEach()
{
    return {
        HeadFrame{"h1", 2, 41, 57, "s", at, true},
        GrantFrame{1001, ScopeKind::organization, "Demo \"Fuels\"\n", 604800},
        RevokeFrame{1002, "membership ended"},
        RowsFrame{
            "fuelSupply",
            1001,
            {"id", "rv", "quantity"},
            json::array{json::array{row.toString(), "57", nullptr}, json::array{"x", "58", "1"}}},
        GoneFrame{"fuelSupply", 1001, GoneOp::leave, {{row, 9'223'372'036'854'775'807}}},
        ResultFrame{conflictResult()},
        EndFrame{57, "s", 123, {{1001, 88, 18'446'744'073'709'551'615U}}},
        PageFrame{1001, "fuelSupply", row, std::nullopt},
        PageFrame{1001, "fuelSupply", std::nullopt, 57}};
}

PushMutation mutation()
{
    return {
        .mid = 41,
        .name = "fuelSupply.edit",
        .ops =
            {{PushOpKind::create, "fuelSupply", row, std::nullopt, {}, {{"position", "a"}}},
             {PushOpKind::update, "fuelSupply", row, 57, {{"quantity", "1"}}, {{"quantity", "2"}}},
             {PushOpKind::remove, "fuelSupply", row, 58, {}, {}}},
        .mergeMode = MergeMode::cleanFields,
        .clientTime = at,
        .sha = "ab"};
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

class ProtocolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesRoundTrip();
    void framesHaveTheWrittenForm();
    void refusesMalformedFrames_data();
    void refusesMalformedFrames();
    void refusesFramesOverTheLimit();
    void damagedFramesNeverCrash();
    void rowsAreWrittenFast();
    void longRowsAreSplit();
    void requestsRoundTrip();
    void refusesMalformedMutations_data();
    void refusesMalformedMutations();
    void shaTellsMutationsApart();
    void liveMessagesRoundTrip();
    void refusesMalformedLiveMessages();
    void digestIsThatOfTheProtocol();
    void digestDoesNotDependOnTheOrder();
};

void ProtocolTest::framesRoundTrip()
{
    for (const Frame& frame : oneOfEach()) {
        std::string line;
        appendFrame(line, frame);
        QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
        QCOMPARE(line.back(), '\n');
        const auto back = parseFrame(line);
        QVERIFY2(back.has_value(), line.c_str());
        QVERIFY2(*back == frame, line.c_str());
    }
}

void ProtocolTest::framesHaveTheWrittenForm()
{
    std::string out;
    appendFrame(out, PageFrame{1001, "fuelSupply", std::nullopt, 57});
    QCOMPARE(
        QString::fromStdString(out),
        QStringLiteral("{\"f\":\"page\",\"scope\":\"1001\",\"entity\":\"fuelSupply\","
                       "\"next\":null,\"readyCut\":\"57\"}\n")
    );
    out.clear();
    appendFrame(out, oneOfEach()[3]);
    QCOMPARE(
        QString::fromStdString(out),
        QStringLiteral("{\"f\":\"rows\",\"entity\":\"fuelSupply\",\"scope\":\"1001\","
                       "\"columns\":[\"id\",\"rv\",\"quantity\"],\"rows\":"
                       "[[\"0192a4b0-1111-7abc-8def-0123456789ab\",\"57\",null],"
                       "[\"x\",\"58\",\"1\"]]}\n")
    );
}

void ProtocolTest::refusesMalformedFrames_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* line, const char* reason = "malformed_frame") {
        QTest::newRow(line) << line << reason;
    };
    add("");
    add("[]");
    add("{");
    add("{}");
    add(R"({"f":"head"} {})");
    add(R"({"f":"tail"})", "unknown_frame");
    add(R"({"f":"end","to":"57","salt":"s","rows":1,"digest":[{"scope":"1","n":1,"s":"-1"}]})");
    add(R"({"f":"end","to":"5x","salt":"s","rows":1,"digest":[]})");
    add(R"({"f":"rows","entity":"a","scope":"1","columns":["id"],"rows":[["1","2"]]})");
    add(R"({"f":"rows","entity":"a","scope":"1","columns":["id"],"rows":[7]})");
    add(R"({"f":"rows","entity":"a","scope":"1","columns":[],"rows":[]})");
    add(R"({"f":"rows","entity":"a","scope":"1","columns":["id"],"rows":[[1e999]]})");
    add(R"({"f":"gone","entity":"a","scope":"1","op":"delete","keys":[["x","1"]]})");
    add(R"({"f":"gone","entity":"a","scope":"1","op":"vanish","keys":[]})");
    add(R"({"f":"grant","scope":"1","kind":"planet","name":"x","leaseSeconds":1})");
    add(R"({"f":"result","mid":1,"status":"lost"})");
}

void ProtocolTest::refusesMalformedFrames()
{
    QFETCH(QString, line);
    QFETCH(QString, reason);
    const auto parsed = parseFrame(line.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(QString::fromStdString(parsed.error().reason), reason);
    QVERIFY(!parsed.error().cause.empty() && !parsed.error().nextStep.empty());
}

void ProtocolTest::refusesFramesOverTheLimit()
{
    const std::string line(limits::frameBytes + 1, ' ');
    QCOMPARE(parseFrame(line).error().code, FaultCode::tooLarge);
    std::string deep = R"({"f":"rows","entity":"a","scope":"1","columns":["x"],"rows":[[)";
    deep += std::string(100'000, '[');
    QVERIFY(!parseFrame(deep));
}

void ProtocolTest::damagedFramesNeverCrash()
{
    holds("a frame with changed bytes is read or refused", [] {
        const auto frames = oneOfEach();
        std::string line;
        appendFrame(line, frames[*rc::gen::inRange<std::size_t>(0, frames.size())]);
        const int changes = *rc::gen::inRange(1, 4);
        for (int i = 0; i < changes; ++i) {
            const auto place = *rc::gen::inRange<std::size_t>(0, line.size());
            line[place] = static_cast<char>(*rc::gen::inRange(0, 256));
        }
        const auto parsed = parseFrame(line);
        RC_ASSERT(parsed.has_value() || !parsed.error().reason.empty());
    });
}

void ProtocolTest::rowsAreWrittenFast()
{
    const std::vector<std::string> columns{"id", "rv", "fuelType", "quantity", "isQ1Supplied"};
    std::string out;
    QElapsedTimer clock;
    clock.start();
    RowsFrameWriter rows(out, "fuelSupply", 1001, columns);
    for (int i = 0; i < 100'000; ++i) {
        rows.beginRow();
        rows.text("0192a4b0-1111-7abc-8def-0123456789ab");
        rows.counter(4'503'599'627'471'501 + i);
        rows.text("Fossil-derived \"diesel\"");
        rows.null();
        rows.boolean(true);
        rows.endRow();
    }
    rows.finish();
    const qint64 written = clock.restart();
    std::size_t count = 0;
    for (std::string_view rest = out; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        const auto frame = parseFrame(rest.substr(0, end));
        QVERIFY(frame.has_value());
        count += std::get<RowsFrame>(*frame).rows.size();
        rest.remove_prefix(end + 1);
    }
    qInfo(
        "100000 rows: written in %lld ms, read in %lld ms",
        static_cast<long long>(written),
        static_cast<long long>(clock.elapsed())
    );
    QCOMPARE(count, 100'000U);
    QCOMPARE(rows.rows(), 100'000);
}

void ProtocolTest::longRowsAreSplit()
{
    const std::vector<std::string> columns{"note"};
    std::string out;
    RowsFrameWriter rows(out, "entry", 1, columns);
    const std::string note(300'000, 'x');
    for (int i = 0; i < 40; ++i) {
        rows.beginRow();
        rows.text(note);
        rows.endRow();
    }
    rows.finish();
    std::size_t frames = 0;
    for (std::string_view rest = out; !rest.empty(); ++frames) {
        const std::size_t end = rest.find('\n');
        QVERIFY(end < limits::frameBytes);
        rest.remove_prefix(end + 1);
    }
    QVERIFY(frames >= 3);
    std::string nothing;
    RowsFrameWriter(nothing, "entry", 1, columns).finish();
    QVERIFY(nothing.empty());
}

void ProtocolTest::requestsRoundTrip()
{
    roundTrips(mutation(), &readMutation);
    PushMutation parked = mutation();
    parked.park = true;
    roundTrips(parked, &readMutation);
    roundTrips(PushRequest{"c1", 7, {mutation()}}, &readPushRequest);
    roundTrips(conflictResult(), &readPushResult);
    roundTrips(PushAnswer{41, {conflictResult(), PushResult{.mid = 42}}}, &readPushAnswer);
    const SyncCursor cursor{"h1", 2, 57, "salt"};
    roundTrips(
        SessionRequest{std::nullopt, 7, "Maya's laptop", 1, 1, 42, cursor}, &readSessionRequest
    );
    roundTrips(SessionRequest{"c1", 7, "desk", 1, 2, 1, std::nullopt}, &readSessionRequest);
    roundTrips(
        SessionAnswer{
            .clientId = "c1",
            .history = "h1",
            .headCut = 57,
            .salt = "s",
            .lastMid = 41,
            .serverTime = at,
            .scopes = {SessionScope{1001, ScopeKind::organization, "Demo Fuels", 200, 604800, 57}}},
        &readSessionAnswer
    );
    roundTrips(PullRequest{cursor, {1, 1001}, 57, 12, "c1"}, &readPullRequest);
    roundTrips(PullRequest{cursor, {}, std::nullopt, std::nullopt, "c1"}, &readPullRequest);
}

void ProtocolTest::refusesMalformedMutations_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("mid 0") << "mid" << QByteArray("0");
    QTest::newRow("mid text") << "mid" << QByteArray("\"41\"");
    QTest::newRow("no name") << "name" << QByteArray("null");
    QTest::newRow("long name") << "name" << QByteArray('"' + QByteArray(200, 'x') + '"');
    QTest::newRow("mode") << "mergeMode" << QByteArray("\"force\"");
    QTest::newRow("time") << "clientTime" << QByteArray("\"now\"");
    QTest::newRow("ops") << "ops" << QByteArray("{}");
    QTest::newRow("op") << "ops" << QByteArray(R"([{"op":"drop","entity":"a","id":"x"}])");
    QTest::newRow("op without set"
    ) << "ops"
      << QByteArray(R"([{"op":"update","entity":"a","id":"0192a4b0-1111-7abc-8def-0123456789ab"}])"
         );
}

void ProtocolTest::refusesMalformedMutations()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, value);
    json::object changed = toJson(mutation());
    changed[field.toStdString()] = json::parse(value.toStdString());
    const auto read = readMutation(changed);
    QVERIFY(!read);
    QCOMPARE(read.error().reason, std::string("malformed_message"));
    QCOMPARE(read.error().code, FaultCode::invalid);
}

void ProtocolTest::shaTellsMutationsApart()
{
    PushMutation one = mutation();
    PushMutation later = one;
    later.clientTime.micros += 1;
    QCOMPARE(shaOf(one), shaOf(later));
    QCOMPARE(shaOf(one).size(), 64U);
    later.ops[1].set["quantity"] = "3";
    QVERIFY(shaOf(one) != shaOf(later));
}

void ProtocolTest::liveMessagesRoundTrip()
{
    const std::vector<live::ClientMessage> fromClient{
        live::Hello{"token", "c1"},
        live::Subscribe{"run:1", live::Position{"e", 12}},
        live::Subscribe{"run:1", std::nullopt},
        live::Unsubscribe{"run:1"},
        live::Authenticate{"token"},
        live::Ping{},
        live::Pong{}};
    for (const auto& message : fromClient) {
        const std::string text = live::encode(message);
        const auto back = live::parseClientMessage(text);
        QVERIFY2(back.has_value() && *back == message, text.c_str());
    }
    const std::vector<live::ServerMessage> fromServer{
        live::Welcome{20'000, 57, at},
        live::Subscribed{"run:1", {"e", 12}, live::SubscribedMode::replay},
        live::Event{"run:1", 13, live::EventKind::log, json::object{{"lines", json::array{}}}},
        live::State{"run:1", 13, json::object{{"run", nullptr}}},
        live::Gap{"run:1", 14, 40},
        live::Poke{58},
        live::Authenticated{},
        live::Bye{"draining", 1000},
        live::Ping{},
        live::Pong{}};
    for (const auto& message : fromServer) {
        const std::string text = live::encode(message);
        const auto back = live::parseServerMessage(text);
        QVERIFY2(back.has_value() && *back == message, text.c_str());
    }
}

void ProtocolTest::refusesMalformedLiveMessages()
{
    QCOMPARE(
        live::parseClientMessage(R"({"t":"hello"})").error().reason,
        std::string("malformed_message")
    );
    QCOMPARE(
        live::parseClientMessage(R"({"t":"shout"})").error().reason, std::string("unknown_message")
    );
    QVERIFY(!live::parseServerMessage(R"({"t":"ev","channel":"c","offset":-1,"kind":"log"})"));
    QVERIFY(!live::parseServerMessage(R"({"t":"ev","channel":"c","offset":1,"kind":"gossip"})"));
    QCOMPARE(
        live::parseServerMessage(std::string(limits::liveBytes + 1, ' ')).error().code,
        FaultCode::tooLarge
    );
}

void ProtocolTest::digestIsThatOfTheProtocol()
{
    // printf '\x01\x92…\xab\0\0\0\0\0\0\0\x39' | sha256sum
    QCOMPARE(rowDigest(row, 57), std::uint64_t{0x7ce784500c8cac5cU});
}

void ProtocolTest::digestDoesNotDependOnTheOrder()
{
    holds("sums agree in any order, and removing undoes adding", [] {
        const auto versions = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1000));
        DigestSum forwards;
        DigestSum backwards;
        for (const int rv : versions)
            forwards.add(row, rv);
        for (auto rv = versions.rbegin(); rv != versions.rend(); ++rv)
            backwards.add(row, *rv);
        RC_ASSERT(forwards == backwards);
        for (const int rv : versions)
            forwards.remove(row, rv);
        RC_ASSERT(forwards == DigestSum{});
    });
}

QTEST_GUILESS_MAIN(ProtocolTest)
#include "protocol_test.moc"
