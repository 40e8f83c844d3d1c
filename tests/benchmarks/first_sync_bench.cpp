// First sync of 100,000 fuel-supply rows: the store alone, and the whole way from the platform.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/benchmarks/mirror_bench.hpp"

#include <QDir>

namespace tidemark::bench {
namespace {

constexpr int rows = 100'000;

} // namespace

void measureFirstSync(Stage& stage, Results& results)
{
    const QString folder = stage.folder() + u"/mirror-bench";
    QDir().mkpath(folder);
    const auto store = benchMirror(folder.toStdString(), rows);
    if (!store) {
        results.note("sync.first: " + store.error().cause);
        return;
    }
    results.add(
        {.name = "sync.first.store",
         .value = store->applied,
         .unit = "rows/s",
         .n = rows,
         .baseline = store->raw}
    );
    if (!stage.restartWith({QStringLiteral("--rows"), QString::number(rows)})) {
        results.note("sync.first: the rows could not be made");
        return;
    }
    Seat seat(stage.folder() + u"/first-sync-seat");
    const double ms =
        seat.start() ? seat.signIn(stage.platform().server(), "maya@demo.example", 300000) : -1;
    if (ms < 0) {
        results.note("sync.first: the agent could not sign in");
        return;
    }
    const auto arrived = static_cast<double>(seat.client().status().rows);
    const double rate = arrived / (ms / 1000);
    results.add(
        {.name = "sync.first.rate",
         .value = rate,
         .unit = "rows/s",
         .n = static_cast<int>(arrived),
         .baseline = store->raw}
    );
    results.add(
        {.name = "sync.first.ratio",
         .value = rate / store->raw,
         .unit = "",
         .n = static_cast<int>(arrived),
         .aim = 0.5}
    );
    results.add(
        {.name = "sync.first.agent_memory",
         .value = residentMb(seat.agentPid()),
         .unit = "MB",
         .aim = 150,
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
