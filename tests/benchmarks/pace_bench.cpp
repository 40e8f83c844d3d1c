// Commit until it is durable in another mirror, at 1, 10 and 100 commits a second.
#include "sync/client/agent_client.hpp"
#include "sync/client/row_window_model.hpp"
#include "tests/benchmarks/benchmarks.hpp"

#include <QProcess>

#include <boost/json.hpp>

#include <chrono>
#include <cstdio>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

/// One clock for both processes.
std::int64_t nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

constexpr int patienceMs = 120'000;

/// Ten seconds of them, and at least so many that a percentile means something.
int commitsAt(int pace)
{
    return std::max(60, pace * 10);
}

struct Commit {
    int value = 0;
    std::int64_t at = 0;
};

struct Row {
    std::string id = {};
    std::string rv = {};
};

Row draftReport(int port, const std::string& token)
{
    const auto answer = e2e::request(
        port,
        "GET",
        "/api/v1/compliance-reports?size=1&filter=%5B%7B%22field%22:%22status%22,%22op%22:%22eq%22,"
        "%22value%22:%22draft%22%7D%5D",
        token
    );
    const auto& row = answer.body.at("items").at(0).as_object();
    return {std::string(row.at("id").as_string()), std::string(row.at("rv").as_string())};
}

/// Starts the writer and notes when the mirror's window showed each of its commits, in ms. The
/// values begin with `first`, above all that were there before. Empty: not all of them came.
std::vector<double> follow(Seat& seat, int port, const std::string& token, int pace, int first)
{
    const Row row = draftReport(port, token);
    sync::RowWindowModel model(
        seat.client(),
        {.entity = "complianceReport", .filter = {{"id", "eq", json::value(row.id)}}},
        {{.field = "nickname"}}
    );
    QProcess writer;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIDEMARK_BENCH_TOKEN"), QString::fromStdString(token));
    writer.setProcessEnvironment(environment);
    writer.start(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("--pace"),
         QString::number(port),
         QString::number(pace),
         QString::number(first)}
    );
    std::vector<Commit> commits;
    std::vector<std::int64_t> seenAt; ///< By value, from `first` on.
    int seen = first - 1;
    const auto isOver = [&] {
        while (writer.canReadLine()) {
            const auto words = writer.readLine().trimmed().split(' ');
            commits.push_back({words.value(0).toInt(), words.value(1).toLongLong()});
        }
        bool isValue = false;
        const int now = model.data(model.index(0, 0), Qt::DisplayRole).toInt(&isValue);
        // What one cut brought together was durable at the same time.
        for (; isValue && seen < now; ++seen)
            seenAt.push_back(nowNs());
        return writer.state() == QProcess::NotRunning && !commits.empty() &&
               commits.back().value <= seen;
    };
    const bool isSeen = happens(isOver, patienceMs);
    const bool isWritten = writer.state() == QProcess::NotRunning &&
                           writer.exitStatus() == QProcess::NormalExit && writer.exitCode() == 0 &&
                           commits.size() == static_cast<std::size_t>(commitsAt(pace));
    if (writer.state() != QProcess::NotRunning) {
        writer.kill();
        writer.waitForFinished(5000);
    }
    if (!isSeen || !isWritten)
        return {};
    std::vector<double> delays;
    for (const Commit& commit : commits) {
        const auto at = static_cast<std::size_t>(commit.value - first);
        if (at < seenAt.size())
            delays.push_back(std::max(0.0, static_cast<double>(seenAt[at] - commit.at) / 1e6));
    }
    return delays.size() == commits.size() ? delays : std::vector<double>();
}

} // namespace

int writeAtPace(int port, int pace, int first)
{
    const std::string token = qEnvironmentVariable("TIDEMARK_BENCH_TOKEN").toStdString();
    Row row = draftReport(port, token);
    const auto begin = nowNs();
    for (int i = 0; i < commitsAt(pace); ++i) {
        const auto due = begin + std::int64_t{1'000'000'000} * i / pace;
        while (nowNs() < due)
            QThread::usleep(100);
        const auto answer = e2e::request(
            port,
            "PATCH",
            "/api/v1/compliance-reports/" + QByteArray::fromStdString(row.id),
            token,
            json::object{{"nickname", std::to_string(first + i)}},
            QByteArray::fromStdString(row.rv)
        );
        if (answer.status != 200)
            return 1;
        row.rv = std::string(answer.body.at("rv").as_string());
        std::printf("%d %lld\n", first + i, static_cast<long long>(nowNs()));
        std::fflush(stdout);
    }
    return 0;
}

void measurePace(Stage& stage, Results& results)
{
    Seat seat(stage.folder() + u"/pace-seat");
    if (!seat.start() || seat.signIn(stage.platform().server(), "jon@demo.example", 120'000) < 0)
        return results.missing("sync.pace: the agent could not sign in");
    const auto token = stage.platform().tokenOf("maya@demo.example");
    int first = 1;
    for (const int pace : {1, 10, 100}) {
        const auto delays = follow(seat, stage.platform().port(), token, pace, first);
        first += commitsAt(pace);
        const std::string name = "sync.pace." + std::to_string(pace);
        if (delays.empty())
            return results.missing(name + ": not every commit arrived");
        const auto add = [&](const char* which, double p, double aim) {
            results.add(
                {.name = name + which,
                 .value = percentile(delays, p),
                 .unit = "ms",
                 .n = static_cast<int>(delays.size()),
                 .spread = spread(delays),
                 .aim = aim,
                 .isLessBetter = true}
            );
        };
        add(".p50", 0.5, 5);
        add(".p99", 0.99, 50);
    }
}

} // namespace tidemark::bench
