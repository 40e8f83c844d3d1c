// How fast the desk is there, scrolls and finds, over a million mirrored rows; and what it weighs.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/e2e/story/person.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <boost/json.hpp>

#include <chrono>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

constexpr int warmStarts = 9;
constexpr int coldStarts = 5;
constexpr int pages = 300;
constexpr auto runList = "Report runs";

struct Starts {
    std::vector<double> paints = {};
    std::vector<double> rows = {};
};

/// Starts the desk on its display and waits for the rows of the run list. False: they did not come.
bool startOnce(e2e::Person& person, Starts& starts)
{
    double paint = 0;
    double rows = 0;
    const bool came = person.sitDown() && e2e::waitUntil(
                                              [&] {
                                                  const auto times = person.asks({{"do", "times"}});
                                                  if (!times.contains("firstRows"))
                                                      return false;
                                                  paint =
                                                      times.at("firstPaint").to_number<double>();
                                                  rows = times.at("firstRows").to_number<double>();
                                                  return rows > 0;
                                              },
                                              30000
                                          );
    if (came) {
        starts.paints.push_back(paint);
        starts.rows.push_back(rows);
    }
    return came;
}

/// Files of the programs leave the page cache, so that they are read from the disk again.
bool dropCaches()
{
    QFile file(QStringLiteral("/proc/sys/vm/drop_caches"));
    return file.open(QIODevice::WriteOnly) && file.write("3\n") == 2;
}

/// The least that any desk of Qt needs on this machine, in this minute.
struct Least {
    std::vector<double> paints = {};
    std::vector<double> keys = {};
    double memory = 0;
};

Least startLeast(const e2e::Person& person, int times, bool isCold)
{
    Least least;
    for (int i = 0; i < times; ++i) {
        if (isCold && !dropCaches())
            break;
        QProcess window;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), person.display());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        environment.insert(QStringLiteral("TIDEMARK_STARTED_NS"), QString::number(now.count()));
        window.setProcessEnvironment(environment);
        window.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--least-window")});
        if (window.waitForReadyRead(20000)) {
            const auto told = json::parse(window.readLine().toStdString()).as_object();
            least.paints.push_back(told.at("paint").to_number<double>());
            for (const auto& delay : told.at("delays").as_array())
                least.keys.push_back(delay.to_number<double>());
            least.memory = residentMb(window.processId());
        }
        window.terminate();
        window.waitForFinished(5000);
    }
    return least;
}

void reportStarts(
    const char* kind, double paintAim, const Starts& starts, const Least& least, Results& results
)
{
    results.addMedian(
        {.name = std::string("desk.first_paint.") + kind,
         .unit = "ms",
         .baseline = median(least.paints),
         .aim = paintAim,
         .isLessBetter = true},
        starts.paints
    );
    results.addMedian(
        {.name = std::string("desk.first_rows.") + kind,
         .unit = "ms",
         .aim = 300,
         .isLessBetter = true},
        starts.rows
    );
}

void measureWarm(e2e::Person& person, Results& results)
{
    Starts first;
    (void)startOnce(person, first); // Fills the caches, and remembers what was open.
    person.closesDesk();
    const Least least = startLeast(person, warmStarts, false);
    Starts starts;
    for (int i = 0; i < warmStarts; ++i) {
        (void)startOnce(person, starts);
        person.closesDesk();
    }
    reportStarts("warm", 150, starts, least, results);
}

void measureCold(e2e::Person& person, Results& results)
{
    if (!dropCaches()) {
        results.note("cold starts are not measured: only root may drop the page cache");
        return;
    }
    const Least least = startLeast(person, coldStarts, true);
    Starts starts;
    for (int i = 0; i < coldStarts && dropCaches(); ++i) {
        (void)startOnce(person, starts);
        person.closesDesk();
    }
    reportStarts("cold", 350, starts, least, results);
}

/// The desk starts the agent too, which unlocks and opens its files first.
void measureBoth(e2e::Person& person, Results& results)
{
    Starts starts;
    for (int i = 0; i < coldStarts; ++i) {
        person.leave();
        if (!e2e::waitUntil([&] { return person.agentPid() == 0; }, 10000))
            return results.missing("desk.with_agent: the agent does not end");
        (void)startOnce(person, starts);
        person.closesDesk();
    }
    reportStarts("with_agent", 150, starts, {}, results);
}

/// What the stopwatch in the desk measured, once it has `count` of them.
std::vector<double> delays(e2e::Person& person, std::size_t count, int timeoutMs)
{
    std::vector<double> delays;
    (void)e2e::waitUntil(
        [&] {
            const auto scrolled = person.asks({{"do", "scrolled"}});
            if (!scrolled.contains("delays"))
                return false;
            delays.clear();
            for (const auto& delay : scrolled.at("delays").as_array())
                delays.push_back(delay.to_number<double>());
            return delays.size() >= count;
        },
        timeoutMs
    );
    return delays;
}

void measureScroll(e2e::Person& person, const Least& least, Results& results)
{
    (void)person.asks({{"do", "scroll"}, {"name", runList}, {"key", "PgDown"}, {"count", pages}});
    const auto taken = delays(person, pages, 60000);
    if (taken.size() < pages)
        return results.missing("desk.scroll: the list stopped");
    results.addMedian(
        {.name = "desk.scroll.p50",
         .unit = "ms",
         .baseline = median(least.keys),
         .aim = 9,
         .isLessBetter = true},
        taken
    );
    results.add(
        {.name = "desk.scroll.p99",
         .value = percentile(taken, 0.99),
         .unit = "ms",
         .n = pages,
         .spread = spread(taken),
         .baseline = percentile(least.keys, 0.99),
         .aim = 13,
         .isLessBetter = true}
    );
}

/// Each key in the search field until the list shows the rows that are found with it.
void measureFilter(e2e::Person& person, Results& results)
{
    std::vector<double> taken;
    for (const char* word : {"daily", "venue", "register"}) {
        const std::string_view letters(word);
        (void
        )person.asks({{"do", "typeInto"}, {"name", "Find runs"}, {"view", runList}, {"text", word}}
        );
        const auto more = delays(person, letters.size(), 30000);
        if (more.size() < letters.size())
            return results.missing("desk.filter: no rows for " + std::string(word));
        taken.insert(taken.end(), more.begin(), more.end());
    }
    results.addMedian({.name = "desk.filter.p50", .unit = "ms"}, taken);
    results.add(
        {.name = "desk.filter.most",
         .value = percentile(taken, 1),
         .unit = "ms",
         .n = static_cast<int>(taken.size()),
         .spread = spread(taken),
         .aim = 100,
         .isLessBetter = true}
    );
}

void measureMemory(e2e::Person& person, const Least& least, Results& results)
{
    results.add(
        {.name = "desk.memory",
         .value = residentMb(person.deskPid()),
         .unit = "MB",
         .baseline = least.memory,
         .aim = 110,
         .isLessBetter = true}
    );
    results.add({.name = "desk.memory.pss", .value = proportionalMb(person.deskPid()), .unit = "MB"}
    );
    results.add(
        {.name = "agent.memory",
         .value = residentMb(person.agentPid()),
         .unit = "MB",
         .aim = 60,
         .isLessBetter = true}
    );
    results.add(
        {.name = "agent.memory.pss", .value = proportionalMb(person.agentPid()), .unit = "MB"}
    );
}

/// An agent with the long list in its mirror, tidied up and ended; false: it could not sync.
bool fillMirror(Stage& stage, const QString& home, Results& results)
{
    Seat seat(home);
    if (!seat.start() || seat.signIn(stage.platform().server(), "ada@demo.example", 600000) < 0)
        return false;
    QTest::qWait(5000); // Indexes are built and the log is moved once the list is live.
    results.add({.name = "agent.peak", .value = peakMb(seat.agentPid()), .unit = "MB"});
    seat.stop();
    return true;
}

} // namespace

void measureDesk(Stage& stage, Results& results)
{
    if (!stage.restartWith({QStringLiteral("--runs"), QString::number(longListRows())}))
        return results.missing("desk: the rows could not be made");
    const QString home = stage.folder() + u"/desk-home";
    if (!fillMirror(stage, home, results))
        return results.missing("desk: the agent could not sign in");
    e2e::Person person(QStringLiteral("bench"), home, home, stage.platform().server());
    person.startsOn(QStringLiteral("runs"));
    measureWarm(person, results);
    measureCold(person, results);
    measureBoth(person, results);
    const Least least = startLeast(person, 3, false);
    Starts last;
    if (!startOnce(person, last))
        return results.missing("desk.scroll: " + person.lastFailure().toStdString());
    measureScroll(person, least, results);
    measureFilter(person, results);
    measureMemory(person, least, results);
}

} // namespace tidemark::bench
