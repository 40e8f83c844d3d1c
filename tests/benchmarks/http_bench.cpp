// Requests per second of the platform, with token, permission check and row-level security on.
#include "tests/benchmarks/benchmarks.hpp"

#include <QProcess>
#include <QRegularExpression>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

struct Load {
    double perSecond = 0;
    double p99Ms = 0;
};

double milliseconds(const QString& number, const QString& unit)
{
    const double factor = unit == u"us" ? 0.001 : unit == u"s" ? 1000.0 : 1.0;
    return number.toDouble() * factor;
}

/// `wrk` with 32 connections for 5 s, after 1 s of warming up.
Load load(const QString& url, const std::string& token)
{
    QStringList arguments{
        QStringLiteral("-t1"), QStringLiteral("-c32"), QStringLiteral("--latency")};
    if (!token.empty())
        arguments << QStringLiteral("-H")
                  << QStringLiteral("Authorization: Bearer ") + QString::fromStdString(token);
    QProcess wrk;
    wrk.start(QStringLiteral("wrk"), QStringList(arguments) << QStringLiteral("-d1s") << url);
    wrk.waitForFinished(20000);
    wrk.start(QStringLiteral("wrk"), QStringList(arguments) << QStringLiteral("-d5s") << url);
    wrk.waitForFinished(20000);
    const QString text = QString::fromUtf8(wrk.readAllStandardOutput());
    if (text.contains(QStringLiteral("Non-2xx")))
        return {};
    static const QRegularExpression rate(QStringLiteral("Requests/sec:\\s*([0-9.]+)"));
    static const QRegularExpression late(QStringLiteral("99%\\s+([0-9.]+)(us|ms|s)"));
    const auto rated = rate.match(text);
    const auto lately = late.match(text);
    return {rated.captured(1).toDouble(), milliseconds(lately.captured(1), lately.captured(2))};
}

std::string firstId(const e2e::PlatformProgram& platform, const std::string& token)
{
    const auto answer = e2e::request(platform.port(), "GET", "/api/v1/fuel-supplies?size=1", token);
    return std::string(answer.body.at("items").at(0).at("id").as_string());
}

} // namespace

void measureHttp(Stage& stage, Results& results)
{
    const auto token = stage.platform().tokenOf("maya@demo.example");
    const QString base = stage.platform().server();
    const QString one = base + QStringLiteral("/api/v1/fuel-supplies/") +
                        QString::fromStdString(firstId(stage.platform(), token));
    const Load limit = load(base + QStringLiteral("/healthz"), {});
    const Load single = load(one, token);
    const Load list = load(base + QStringLiteral("/api/v1/fuel-supplies?size=50"), token);
    results.add({.name = "http.health.rate", .value = limit.perSecond, .unit = "req/s"});
    results.add(
        {.name = "http.one.rate",
         .value = single.perSecond,
         .unit = "req/s",
         .baseline = limit.perSecond,
         .aim = 25000}
    );
    results.add(
        {.name = "http.one.p99",
         .value = single.p99Ms,
         .unit = "ms",
         .aim = 3,
         .isLessBetter = true}
    );
    results.add(
        {.name = "http.list50.rate",
         .value = list.perSecond,
         .unit = "req/s",
         .baseline = limit.perSecond,
         .aim = 6000}
    );
    results.add({.name = "http.list50.p99", .value = list.p99Ms, .unit = "ms"});
    results.add(
        {.name = "http.platform.memory",
         .value = residentMb(stage.platform().pid()),
         .unit = "MB",
         .aim = 40,
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
