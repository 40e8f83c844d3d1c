// Commit on the platform until the row shows in another desk's model.
#include "sync/client/row_window_model.hpp"
#include "tests/benchmarks/benchmarks.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

struct Row {
    std::string id;
    std::string rv;
};

/// Changes one field over HTTP and returns the new version; empty when it was refused.
std::string change(Stage& stage, const std::string& token, const Row& row, const std::string& note)
{
    const auto answer = e2e::request(
        stage.platform().port(),
        "PATCH",
        "/api/v1/compliance-reports/" + QByteArray::fromStdString(row.id),
        token,
        json::object{{"nickname", note}},
        QByteArray::fromStdString(row.rv)
    );
    const auto* body = answer.body.if_object();
    return answer.status == 200 && body ? std::string(body->at("rv").as_string()) : std::string();
}

/// Milliseconds from each answered write until the model shows it.
std::vector<double> follow(Stage& stage, Seat& seat, Row row, int rounds)
{
    const auto token = stage.platform().tokenOf("maya@demo.example");
    sync::RowWindowModel model(
        seat.client(),
        {.entity = "complianceReport", .filter = {{"id", "eq", json::value(row.id)}}},
        {{.field = "nickname"}}
    );
    std::vector<double> delays;
    (void)model.data(model.index(0, 0), Qt::DisplayRole);
    if (!QTest::qWaitFor([&] { return model.isLoaded(0); }, 5000))
        return delays;
    for (int i = 0; i < rounds; ++i) {
        const std::string note = "round " + std::to_string(i);
        // Idle means idle: the agent folds changes that come within one frame of the screen.
        QThread::msleep(40);
        QCoreApplication::processEvents();
        QElapsedTimer clock;
        row.rv = change(stage, token, row, note);
        clock.start();
        const bool seen = happens(
            [&] {
                return model.data(model.index(0, 0), Qt::DisplayRole).toString().toStdString() ==
                       note;
            },
            5000
        );
        if (!seen || row.rv.empty())
            break;
        delays.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return delays;
}

Row draftReport(Stage& stage)
{
    const auto token = stage.platform().tokenOf("maya@demo.example");
    const auto answer = e2e::request(
        stage.platform().port(),
        "GET",
        "/api/v1/compliance-reports?size=1&filter=%5B%7B%22field%22:%22status%22,%22op%22:%22eq%22,"
        "%22value%22:%22draft%22%7D%5D",
        token
    );
    const auto& row = answer.body.at("items").at(0).as_object();
    return {std::string(row.at("id").as_string()), std::string(row.at("rv").as_string())};
}

} // namespace

void measurePropagation(Stage& stage, Results& results)
{
    Seat seat(stage.folder() + u"/propagation-seat");
    if (!seat.start() || seat.signIn(stage.platform().server(), "jon@demo.example", 120000) < 0) {
        results.missing("sync.delta: the agent could not sign in");
        return;
    }
    const auto idle = follow(stage, seat, draftReport(stage), 300);
    if (idle.empty())
        return results.missing("sync.delta.idle: no change arrived");
    results.add(
        {.name = "sync.delta.idle.p50",
         .value = percentile(idle, 0.5),
         .unit = "ms",
         .n = static_cast<int>(idle.size()),
         .spread = spread(idle),
         .aim = 5,
         .isLessBetter = true}
    );
    results.add(
        {.name = "sync.delta.idle.p99",
         .value = percentile(idle, 0.99),
         .unit = "ms",
         .n = static_cast<int>(idle.size()),
         .aim = 15,
         .isLessBetter = true}
    );

    const auto admin = stage.platform().tokenOf("ada@demo.example");
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 10; ++i) {
        writers.push_back(std::make_unique<QProcess>());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TIDEMARK_BENCH_TOKEN"), QString::fromStdString(admin));
        writers.back()->setProcessEnvironment(environment);
        writers.back()->start(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("--write"),
             QString::number(stage.platform().port()),
             QString::number(i)}
        );
    }
    const auto loaded = follow(stage, seat, draftReport(stage), 300);
    for (auto& writer : writers) {
        writer->terminate();
        writer->waitForFinished(5000);
    }
    if (loaded.empty())
        return results.missing("sync.delta.10writers: no change arrived");
    results.add(
        {.name = "sync.delta.10writers.p50",
         .value = percentile(loaded, 0.5),
         .unit = "ms",
         .n = static_cast<int>(loaded.size()),
         .spread = spread(loaded)}
    );
    results.add(
        {.name = "sync.delta.10writers.p99",
         .value = percentile(loaded, 0.99),
         .unit = "ms",
         .n = static_cast<int>(loaded.size()),
         .aim = 50,
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
