// Runs the benchmarks named on the command line, or all. Ends with 1 when a figure is missing.
//
//   bench [http] [feed] [delta] [pace] [drain] [first-sync] [resume] [peers] [watch] [desk]
#include "tests/benchmarks/benchmarks.hpp"

#include <QApplication>
#include <QTemporaryDir>
#include <QThread>

#include <boost/json.hpp>

#include <cstdio>
#include <map>

using namespace tidemark;
namespace json = boost::json;

namespace {

/// One writer of the loaded measurement: changes a fuel code 20 times a second, for a minute.
int writeFor(int port, int number)
{
    const std::string token = qEnvironmentVariable("TIDEMARK_BENCH_TOKEN").toStdString();
    const auto listed = e2e::request(
        port, "GET", "/api/v1/fuel-codes?size=1&page=" + QByteArray::number(number + 1), token
    );
    std::string id(listed.body.at("items").at(0).at("id").as_string());
    std::string rv(listed.body.at("items").at(0).at("rv").as_string());
    for (int i = 0; i < 1200; ++i) {
        const auto answer = e2e::request(
            port,
            "PATCH",
            "/api/v1/fuel-codes/" + QByteArray::fromStdString(id),
            token,
            json::object{{"company", "Writer " + std::to_string(i)}},
            QByteArray::fromStdString(rv)
        );
        if (answer.status == 200)
            rv = std::string(answer.body.at("rv").as_string());
        QThread::msleep(50);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStringList wanted = QApplication::arguments().mid(1);
    if (wanted.value(0) == u"--write")
        return writeFor(wanted.value(1).toInt(), wanted.value(2).toInt());
    if (wanted.value(0) == u"--pace")
        return bench::writeAtPace(
            wanted.value(1).toInt(), wanted.value(2).toInt(), wanted.value(3).toInt()
        );
    if (wanted.value(0) == u"--least-window")
        return bench::showLeastWindow();

    const std::vector<std::pair<QString, void (*)(bench::Stage&, bench::Results&)>> all{
        {QStringLiteral("http"), bench::measureHttp},
        {QStringLiteral("feed"), bench::measureFeed},
        {QStringLiteral("delta"), bench::measurePropagation},
        {QStringLiteral("pace"), bench::measurePace},
        {QStringLiteral("drain"), bench::measureDrain},
        {QStringLiteral("first-sync"), bench::measureFirstSync},
        {QStringLiteral("resume"), bench::measureResume},
        {QStringLiteral("peers"), bench::measurePeers},
        {QStringLiteral("watch"), bench::measureWatch},
        {QStringLiteral("desk"), bench::measureDesk},
    };
    QTemporaryDir folder;
    bench::Stage stage(folder.path());
    if (!stage.open()) {
        std::fprintf(stderr, "The platform did not start; its log is above.\n");
        return 1;
    }
    const QString file = qEnvironmentVariable(
        "TIDEMARK_BENCH_RESULTS", QStringLiteral(TIDEMARK_BENCH_FOLDER "/results.jsonl")
    );
    bench::Results results(file);
    for (const auto& [name, measure] : all) {
        if (!wanted.isEmpty() && !wanted.contains(name))
            continue;
        std::fprintf(
            stderr, "%s (system load %s)\n", qPrintable(name), bench::systemLoad().c_str()
        );
        measure(stage, results);
    }
    stage.platform().stop();
    results.printTable();
    std::printf("\nEach figure is also a line of %s\n", qPrintable(file));
    return results.isComplete() ? 0 : 1;
}
