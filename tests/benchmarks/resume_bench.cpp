// A first sync whose agent is killed half-way: how much of it comes twice.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/benchmarks/proxy.hpp"

#include <QDir>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

constexpr int patienceMs = 300'000;

/// Bytes of a first sync that nothing interrupts; 0 when it did not come to its end.
double wholeBytes(Stage& stage, const QString& home)
{
    Proxy proxy(stage.platform().port());
    Seat seat(home);
    if (!seat.start() || seat.signIn(proxy.address(), "maya@demo.example", patienceMs) < 0)
        return 0;
    return static_cast<double>(proxy.received());
}

/// What a first sync received before and after its agent was killed.
struct Halves {
    double before = 0;
    double all = 0; ///< 0: it did not come to its end.
};

/// The agent is killed once half of the rows are there, and starts again.
Halves interrupted(Stage& stage, const QString& home)
{
    Halves bytes;
    Proxy proxy(stage.platform().port());
    Seat seat(home);
    if (!seat.start())
        return bytes;
    seat.beginSignIn(proxy.address(), "maya@demo.example");
    const auto isHalf = [&] {
        const auto& progress = seat.client().status().progress;
        return progress && progress->total > 0 && progress->done * 2 >= progress->total;
    };
    if (!happens(isHalf, patienceMs))
        return bytes;
    seat.kill();
    bytes.before = static_cast<double>(proxy.received());
    if (!seat.start())
        return bytes;
    const bool isLive =
        happens([&] { return seat.client().status().pull == sync::PullState::live; }, patienceMs);
    bytes.all = isLive ? static_cast<double>(proxy.received()) : 0;
    return bytes;
}

} // namespace

void measureResume(Stage& stage, Results& results)
{
    if (!stage.restartWith({QStringLiteral("--rows"), QString::number(longListRows())}))
        return results.missing("sync.resume: the rows could not be made");
    const QString home = stage.folder() + u"/resume-seat";
    const double whole = wholeBytes(stage, home);
    QDir(home).removeRecursively();
    const Halves bytes = whole > 0 ? interrupted(stage, home) : Halves();
    QDir(home).removeRecursively();
    if (bytes.all <= 0)
        return results.missing("sync.resume: the first sync did not come to its end");
    results.add({.name = "sync.resume.killed_at", .value = 100 * bytes.before / whole, .unit = "%"}
    );
    results.add(
        {.name = "sync.resume.again",
         .value = 100 * std::max(0.0, bytes.all - whole) / whole,
         .unit = "%",
         .aim = 2,
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
