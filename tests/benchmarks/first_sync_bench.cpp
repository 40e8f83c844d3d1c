// First sync of fuel-supply rows: the store alone, and the whole way from the platform.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/benchmarks/mirror_bench.hpp"
#include "tests/benchmarks/server_memory.hpp"

#include <QDir>

namespace tidemark::bench {
namespace {

constexpr int shortRows = 100'000;
constexpr int shortRounds = 5;
constexpr int longRounds = 3;

/// What one length of the sync is called and how often it is measured.
struct Length {
    std::string name = {}; ///< `sync.first`
    int rows = 0;
    int rounds = 0;
};

/// Of each round, one beside the other: what comes between them is the same for all.
struct Rounds {
    std::vector<double> store = {};
    std::vector<double> raw = {};
    std::vector<double> insert = {};
    std::vector<double> rate = {};
    std::vector<double> ratio = {};
    std::vector<double> memory = {};
    std::vector<double> platform = {};
    std::vector<double> database = {};
    double arrived = 0;
};

/// One first sync of an agent that knows nothing yet; an empty text, or why it failed.
std::string syncOnce(Stage& stage, const QString& home, const MirrorFigures& limit, Rounds& rounds)
{
    Seat seat(home);
    const ServerMemory server(stage);
    const double ms =
        seat.start() ? seat.signIn(stage.platform().server(), "maya@demo.example", 300000) : -1;
    if (ms < 0)
        return "the agent could not sign in";
    rounds.arrived = static_cast<double>(seat.client().status().rows);
    const double rate = rounds.arrived / (ms / 1000);
    rounds.rate.push_back(rate);
    rounds.ratio.push_back(rate / limit.raw);
    rounds.memory.push_back(peakMb(seat.agentPid()));
    rounds.platform.push_back(server.platform());
    rounds.database.push_back(server.database());
    seat.stop();
    QDir(home).removeRecursively();
    return {};
}

std::string measure(Stage& stage, const Length& length, Rounds& rounds)
{
    const QString folder = stage.folder() + u"/mirror-bench";
    QDir().mkpath(folder);
    for (int i = 0; i < length.rounds; ++i) {
        const auto limit = benchMirror(folder.toStdString(), length.rows);
        if (!limit)
            return limit.error().cause;
        rounds.store.push_back(limit->applied);
        rounds.raw.push_back(limit->raw);
        rounds.insert.push_back(limit->insert);
        auto failed = syncOnce(stage, stage.folder() + u"/first-sync-seat", *limit, rounds);
        if (!failed.empty())
            return failed;
    }
    QDir(folder).removeRecursively();
    return {};
}

void report(const Length& length, const Rounds& rounds, Results& results)
{
    const double raw = median(rounds.raw);
    results.addMedian({.name = length.name + ".raw_insert", .unit = "rows/s"}, rounds.insert);
    results.addMedian(
        {.name = length.name + ".store", .unit = "rows/s", .baseline = raw}, rounds.store
    );
    results.addMedian(
        {.name = length.name + ".rate", .unit = "rows/s", .baseline = raw}, rounds.rate
    );
    results.addMedian({.name = length.name + ".ratio", .aim = 0.6}, rounds.ratio);
    results.addMedian(
        {.name = length.name + ".agent_peak", .unit = "MB", .aim = 150, .isLessBetter = true},
        rounds.memory
    );
    results.addMedian(
        {.name = length.name + ".platform_peak", .unit = "MB", .isLessBetter = true},
        rounds.platform
    );
    results.addMedian(
        {.name = length.name + ".database_peak", .unit = "MB", .isLessBetter = true},
        rounds.database
    );
}

} // namespace

void measureFirstSync(Stage& stage, Results& results)
{
    const std::vector<Length> lengths{
        {"sync.first", shortRows, shortRounds}, {"sync.first_long", longListRows(), longRounds}};
    for (const Length& length : lengths) {
        if (!stage.restartWith({QStringLiteral("--rows"), QString::number(length.rows)}))
            return results.missing(length.name + ": the rows could not be made");
        Rounds rounds;
        if (const auto failed = measure(stage, length, rounds); !failed.empty())
            return results.missing(length.name + ": " + failed);
        report(length, rounds, results);
    }
}

} // namespace tidemark::bench
