// Requests per second of the platform, with token, permission check and row-level security on.
#include "tests/benchmarks/benchmarks.hpp"

#include <QProcess>
#include <QRegularExpression>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

constexpr int rounds = 3;

struct Load {
    std::vector<double> perSecond = {};
    std::vector<double> p99Ms = {};
};

double milliseconds(const QString& number, const QString& unit)
{
    const double factor = unit == u"us" ? 0.001 : unit == u"s" ? 1000.0 : 1.0;
    return number.toDouble() * factor;
}

QString askWrk(QStringList arguments, const QString& seconds, const QString& url)
{
    QProcess wrk;
    wrk.start(QStringLiteral("wrk"), arguments << seconds << url);
    wrk.waitForFinished(20000);
    return QString::fromUtf8(wrk.readAllStandardOutput());
}

/// `wrk` with 32 connections, three times 5 s after 1 s of warming up.
Load load(const QString& url, const std::string& token)
{
    static const QRegularExpression rate(QStringLiteral("Requests/sec:\\s*([0-9.]+)"));
    static const QRegularExpression late(QStringLiteral("99%\\s+([0-9.]+)(us|ms|s)"));
    QStringList arguments{
        QStringLiteral("-t1"), QStringLiteral("-c32"), QStringLiteral("--latency")};
    if (!token.empty())
        arguments << QStringLiteral("-H")
                  << QStringLiteral("Authorization: Bearer ") + QString::fromStdString(token);
    (void)askWrk(arguments, QStringLiteral("-d1s"), url);
    Load measured;
    for (int i = 0; i < rounds; ++i) {
        const QString text = askWrk(arguments, QStringLiteral("-d5s"), url);
        const auto rated = rate.match(text);
        const auto lately = late.match(text);
        if (text.contains(QStringLiteral("Non-2xx")) || !rated.hasMatch() || !lately.hasMatch())
            continue;
        measured.perSecond.push_back(rated.captured(1).toDouble());
        measured.p99Ms.push_back(milliseconds(lately.captured(1), lately.captured(2)));
    }
    return measured;
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
    const double most = median(limit.perSecond);
    results.addMedian({.name = "http.health.rate", .unit = "req/s"}, limit.perSecond);
    results.addMedian(
        {.name = "http.one.rate", .unit = "req/s", .baseline = most, .aim = 25000}, single.perSecond
    );
    results.addMedian(
        {.name = "http.one.p99", .unit = "ms", .aim = 3, .isLessBetter = true}, single.p99Ms
    );
    results.addMedian(
        {.name = "http.list50.rate", .unit = "req/s", .baseline = most, .aim = 6000}, list.perSecond
    );
    results.addMedian({.name = "http.list50.p99", .unit = "ms"}, list.p99Ms);
    results.add(
        {.name = "http.platform.memory",
         .value = residentMb(stage.platform().pid()),
         .unit = "MB",
         .aim = 40,
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
