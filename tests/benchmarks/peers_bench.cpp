// A peer beside us in one run: PouchDB replicating as many documents from its own server.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

constexpr int rows = 100'000;
constexpr int patienceMs = 240'000;

/// What the peer's script printed; null when it is not there or broke.
json::value measurePouchDb(const QString& folder)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(
        QStringLiteral("node"),
        {QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/benchmarks/peer/pouchdb.mjs"),
         folder,
         QString::number(rows)}
    );
    if (!node.waitForFinished(patienceMs)) {
        node.kill();
        node.waitForFinished(5000);
        return nullptr;
    }
    boost::system::error_code failed;
    const auto said = json::parse(node.readAllStandardOutput().toStdString(), failed);
    return node.exitCode() == 0 && !failed ? said : json::value();
}

} // namespace

void measurePeers(Stage& stage, Results& results)
{
    if (!stage.restartWith({QStringLiteral("--rows"), QString::number(rows)}))
        return results.missing("peer: the rows could not be made");
    const QString home = stage.folder() + u"/peer-seat";
    Seat seat(home);
    const double ms =
        seat.start() ? seat.signIn(stage.platform().server(), "maya@demo.example", patienceMs) : -1;
    if (ms < 0)
        return results.missing("peer: the agent could not sign in");
    const double ours = static_cast<double>(seat.client().status().rows) / (ms / 1000);
    seat.stop();
    QDir(home).removeRecursively();
    QTemporaryDir folder;
    const json::value said = measurePouchDb(folder.path());
    if (!said.is_object())
        return results.missing("peer: PouchDB did not come to its end");
    const auto number = [&said](const char* name) { return said.at(name).to_number<double>(); };
    const double theirs = number("rate");
    results.add({.name = "peer.pouchdb.first", .value = theirs, .unit = "rows/s"});
    results.add({.name = "peer.ours.first", .value = ours, .unit = "rows/s", .baseline = theirs});
    results.add(
        {.name = "peer.pouchdb.memory",
         .value = number("memory"),
         .unit = "MB",
         .isLessBetter = true}
    );
    for (const char* which : {"p50", "p99"})
        results.add(
            {.name = std::string("peer.pouchdb.delta.") + which,
             .value = number(which),
             .unit = "ms",
             .n = static_cast<int>(number("n")),
             .isLessBetter = true}
        );
}

} // namespace tidemark::bench
