// How fast the desk is there, scrolls and finds, over a million mirrored rows; and what it weighs.
#include "sync/client/row_window_model.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/e2e/story/person.hpp"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

/// A million unless TIDEMARK_BENCH_ROWS says otherwise.
int listRows()
{
    const int wished = qEnvironmentVariableIntValue("TIDEMARK_BENCH_ROWS");
    return wished > 0 ? wished : 1'000'000;
}

constexpr int starts = 7;
constexpr int pages = 200;

struct Started {
    double firstPaint = 0;
    double firstRows = 0;
};

/// Starts the desk on a display, waits for the rows of the run list and closes it again.
Started startOnce(e2e::Person& person)
{
    if (!person.sitDown() || !person.sees(QStringLiteral("Report runs"), 30000))
        return {};
    Started started;
    (void)e2e::waitUntil(
        [&] {
            const auto times = person.asks({{"do", "times"}});
            started.firstPaint = times.at("firstPaint").to_number<double>();
            started.firstRows = times.at("firstRows").to_number<double>();
            return started.firstRows > 0;
        },
        30000
    );
    return started;
}

void measureStart(e2e::Person& person, Results& results)
{
    std::vector<double> paints;
    std::vector<double> rowTimes;
    for (int i = 0; i < starts; ++i) {
        const Started started = startOnce(person);
        person.closesDesk();
        if (started.firstPaint <= 0)
            continue;
        paints.push_back(started.firstPaint);
        rowTimes.push_back(started.firstRows);
    }
    results.add(
        {.name = "desk.first_paint.warm",
         .value = median(paints),
         .unit = "ms",
         .n = static_cast<int>(paints.size()),
         .spread = spread(paints),
         .aim = 150,
         .isLessBetter = true}
    );
    results.add(
        {.name = "desk.first_rows.warm",
         .value = median(rowTimes),
         .unit = "ms",
         .n = static_cast<int>(rowTimes.size()),
         .spread = spread(rowTimes),
         .aim = 300,
         .isLessBetter = true}
    );
}

/// Files of the programs leave the page cache, so that they are read from the disk again.
bool dropCaches()
{
    QFile file(QStringLiteral("/proc/sys/vm/drop_caches"));
    return file.open(QIODevice::WriteOnly) && file.write("3\n") == 2;
}

void measureColdStart(e2e::Person& person, Results& results)
{
    if (!dropCaches()) {
        results.note("desk.first_paint.cold: dropping the page cache is not allowed here");
        return;
    }
    const Started started = startOnce(person);
    person.closesDesk();
    results.add(
        {.name = "desk.first_paint.cold",
         .value = started.firstPaint,
         .unit = "ms",
         .aim = 350,
         .isLessBetter = true}
    );
}

void measureScroll(e2e::Person& person, Results& results)
{
    (void
    )person.asks({{"do", "scroll"}, {"name", "Report runs"}, {"key", "PgDown"}, {"count", pages}});
    std::vector<double> delays;
    (void)e2e::waitUntil(
        [&] {
            const auto scrolled = person.asks({{"do", "scrolled"}});
            delays.clear();
            for (const auto& delay : scrolled.at("delays").as_array())
                delays.push_back(delay.to_number<double>());
            return delays.size() >= pages;
        },
        60000
    );
    results.add(
        {.name = "desk.scroll.p50",
         .value = percentile(delays, 0.5),
         .unit = "ms",
         .n = static_cast<int>(delays.size()),
         .spread = spread(delays),
         .aim = 9,
         .isLessBetter = true}
    );
    results.add(
        {.name = "desk.scroll.p99",
         .value = percentile(delays, 0.99),
         .unit = "ms",
         .n = static_cast<int>(delays.size()),
         .aim = 13,
         .isLessBetter = true}
    );
}

void measureFilter(Seat& seat, Results& results)
{
    sync::RowWindowModel model(
        seat.client(), {.entity = "reportRun", .sort = {"-number"}}, {{.field = "definitionName"}}
    );
    (void)model.data(model.index(0, 0), Qt::DisplayRole);
    if (!QTest::qWaitFor([&] { return !model.isFirstLoad(); }, 30000)) {
        results.note("desk.filter: the list did not load");
        return;
    }
    std::vector<double> delays;
    const QString word = QStringLiteral("daily positions");
    for (int i = 1; i <= word.size(); ++i) {
        QElapsedTimer clock;
        clock.start();
        model.setSearch(word.left(i));
        (void)QTest::qWaitFor([&] { return !model.isFirstLoad(); }, 30000);
        delays.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    results.add(
        {.name = "desk.filter.p50",
         .value = percentile(delays, 0.5),
         .unit = "ms",
         .n = static_cast<int>(delays.size()),
         .spread = spread(delays)}
    );
    results.add(
        {.name = "desk.filter.most",
         .value = percentile(delays, 1),
         .unit = "ms",
         .n = static_cast<int>(delays.size()),
         .aim = 100,
         .isLessBetter = true}
    );
}

} // namespace

void measureDesk(Stage& stage, Results& results)
{
    if (!stage.restartWith({QStringLiteral("--runs"), QString::number(listRows())})) {
        results.note("desk: the rows could not be made");
        return;
    }
    Seat seat(stage.folder() + u"/desk-home");
    if (!seat.start() || seat.signIn(stage.platform().server(), "ada@demo.example", 600000) < 0) {
        results.note("desk: the agent could not sign in");
        return;
    }
    results.add(
        {.name = "agent.memory.1M",
         .value = residentMb(seat.agentPid()),
         .unit = "MB",
         .aim = 60,
         .isLessBetter = true}
    );
    measureFilter(seat, results);
    e2e::Person person(
        QStringLiteral("bench"), seat.home(), seat.home(), stage.platform().server()
    );
    person.startsOn(QStringLiteral("runs"));
    measureStart(person, results);
    measureColdStart(person, results);
    if (startOnce(person).firstRows > 0) {
        measureScroll(person, results);
        results.add(
            {.name = "desk.memory.1M",
             .value = residentMb(person.deskPid()),
             .unit = "MB",
             .aim = 110,
             .isLessBetter = true}
        );
    }
    person.closesDesk();
}

} // namespace tidemark::bench
