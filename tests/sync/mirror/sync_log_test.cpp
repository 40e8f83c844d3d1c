// The ring of events: what is kept, how it is found, and that it outlives what it tells of.
#include "models/core/fault_id.hpp"
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t second = 1'000'000;

SyncEvent anEvent(std::int64_t number, EventKind kind = EventKind::push)
{
    SyncEvent event;
    event.at = Timestamp{number * second};
    event.kind = kind;
    event.what = "sent";
    event.mid = number;
    return event;
}

Fault refusal(const std::string& cause)
{
    return {FaultCode::invalid, "period_closed", cause, "Ask."};
}

std::vector<SyncEvent> find(const MirrorFixture& mirror, const EventQuery& query)
{
    const auto events = mirror.reader().events(query);
    if (!events)
        qFatal("%s", events.error().cause.c_str());
    return *events;
}

} // namespace

class SyncLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void events_come_newest_first_and_older_ones_on_demand()
    {
        MirrorFixture mirror;
        for (std::int64_t number = 1; number <= 30; ++number) {
            const SyncEvent event = anEvent(number);
            QVERIFY_OK(mirror.writer->log(std::span(&event, 1)));
        }
        EventQuery query{.limit = 10};
        const auto newest = find(mirror, query);
        QCOMPARE(newest.size(), std::size_t{10});
        QCOMPARE(newest.front().mid, std::optional<std::int64_t>(30));
        QCOMPARE(newest.front().at.micros, 30 * second);
        query.before = newest.back().id;
        QCOMPARE(find(mirror, query).front().mid, std::optional<std::int64_t>(20));
        query.before.reset();
        query.after = newest.front().id - 2;
        QCOMPARE(find(mirror, query).size(), std::size_t{2});
    }

    void the_oldest_go_and_the_numbers_still_rise()
    {
        MirrorFixture mirror;
        std::vector<SyncEvent> many;
        for (std::int64_t number = 1; number <= 5'000; ++number)
            many.push_back(anEvent(number));
        for (int round = 0; round < 5; ++round)
            QVERIFY_OK(mirror.writer->log(many));
        auto reader = mirror.reader();
        QCOMPARE(reader.database().integer("SELECT count(*) FROM synclog").value(), syncEventsKept);
        QCOMPARE(reader.database().integer("SELECT max(id) FROM synclog").value(), 25'000);
    }

    void every_number_that_is_kept_comes_back()
    {
        MirrorFixture mirror;
        SyncEvent event = faultEvent(EventKind::files, "file_failed", refusal("closed"));
        event.subject = "ab12";
        event.cut = 5;
        event.mid = 6;
        event.scope = 7;
        event.count = 8;
        event.bytes = 9;
        event.millis = 10;
        event.times = 11;
        QVERIFY_OK(mirror.writer->log(std::span(&event, 1)));
        const auto back = find(mirror, {}).front();
        QVERIFY(back.level == EventLevel::problem && back.kind == EventKind::files);
        QCOMPARE(back.what, event.what);
        QCOMPARE(back.subject, event.subject);
        QCOMPARE(back.code, std::string("invalid"));
        QCOMPARE(back.reason, std::string("period_closed"));
        QCOMPARE(back.fault, faultId(refusal("closed")));
        const std::vector<std::optional<std::int64_t>> numbers{
            back.cut, back.mid, back.scope, back.count, back.bytes, back.millis, back.times};
        for (std::size_t i = 0; i < numbers.size(); ++i)
            QCOMPARE(numbers[i], std::optional<std::int64_t>(static_cast<std::int64_t>(i) + 5));
    }

    void events_are_found_by_kind_by_problem_and_by_id()
    {
        MirrorFixture mirror;
        std::vector<SyncEvent> events{
            anEvent(41), anEvent(42, EventKind::pull), anEvent(4142, EventKind::repair)};
        events.push_back(faultEvent(EventKind::request, "refused", refusal("2024 is closed")));
        events.back().subject = "platform.call";
        QVERIFY_OK(mirror.writer->log(events));
        QCOMPARE(find(mirror, {.kinds = {EventKind::pull}}).size(), std::size_t{1});
        QCOMPARE(find(mirror, {.onlyProblems = true}).size(), std::size_t{1});
        // A number is found whole, not as a part of another one.
        QCOMPARE(find(mirror, {.search = "41"}).size(), std::size_t{1});
        const std::string id = faultId(refusal("2025 is closed"));
        QCOMPARE(find(mirror, {.search = id}).front().reason, std::string("period_closed"));
        QCOMPARE(find(mirror, {.search = "platform"}).size(), std::size_t{1});
        // What looks like a pattern is text.
        QCOMPARE(find(mirror, {.search = "%"}).size(), std::size_t{0});
        QCOMPARE(find(mirror, {.search = "period_"}).size(), std::size_t{1});
        QCOMPARE(find(mirror, {.search = "periodx"}).size(), std::size_t{0});
    }

    void a_fault_has_one_id_whatever_the_numbers_in_it()
    {
        const std::string id = faultId(refusal("Only 412 MB are free"));
        QVERIFY(id.starts_with("T-"));
        QCOMPARE(id.size(), std::size_t{10});
        QCOMPARE(faultId(refusal("Only 9 MB are free")), id);
        QVERIFY(faultId(refusal("Only 9 GB are free")) != id);
        QVERIFY(faultId({FaultCode::full, "period_closed", "Only 9 MB are free", {}}) != id);
        QVERIFY(faultId({FaultCode::invalid, "other", "Only 9 MB are free", {}}) != id);
    }

    void the_log_outlives_a_change_of_history()
    {
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(1001);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        const SyncEvent event = anEvent(1);
        QVERIFY_OK(mirror.writer->log(std::span(&event, 1)));
        QVERIFY_OK(mirror.writer->begin({"other", 1, 10, "s"}, std::span(&grant, 1)));
        QCOMPARE(find(mirror, {}).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(SyncLogTest)
#include "sync_log_test.moc"
