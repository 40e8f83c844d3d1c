#include "tests/benchmarks/results.hpp"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tidemark::bench {

bool Figure::reachesAim() const
{
    if (aim == 0)
        return true;
    return isLessBetter ? value <= aim : value >= aim;
}

Results::Results(const QString& file)
    : file_(file)
{
    QDir().mkpath(QFileInfo(file).path());
}

void Results::add(const Figure& figure)
{
    figures_.push_back(figure);
    const boost::json::object line{
        {"name", figure.name},
        {"value", figure.value},
        {"unit", figure.unit},
        {"n", figure.n},
        {"spread", figure.spread},
        {"baseline", figure.baseline},
        {"ratio", figure.ratio()},
        {"aim", figure.aim}};
    QFile file(file_);
    if (file.open(QIODevice::Append))
        file.write(QByteArray::fromStdString(boost::json::serialize(line) + "\n"));
    std::fprintf(stderr, "  %s: %.6g %s\n", figure.name.c_str(), figure.value, figure.unit.c_str());
}

void Results::addMedian(Figure figure, const std::vector<double>& values)
{
    if (values.empty())
        return missing(figure.name + ": there was nothing to measure");
    figure.value = median(values);
    figure.n = static_cast<int>(values.size());
    figure.spread = bench::spread(values);
    add(figure);
}

void Results::note(const std::string& text)
{
    std::fprintf(stderr, "  note: %s\n", text.c_str());
}

void Results::missing(const std::string& text)
{
    isComplete_ = false;
    std::fprintf(stderr, "  MISSING: %s\n", text.c_str());
}

void Results::printTable() const
{
    std::printf(
        "%-34s %12s %-7s %5s %10s %12s %7s %10s\n",
        "figure",
        "value",
        "unit",
        "n",
        "spread",
        "in this run",
        "ratio",
        "aim"
    );
    for (const Figure& figure : figures_) {
        std::printf(
            "%-34s %12.6g %-7s %5d %10.3g ",
            figure.name.c_str(),
            figure.value,
            figure.unit.c_str(),
            figure.n,
            figure.spread
        );
        if (figure.baseline > 0)
            std::printf("%12.6g %7.2f ", figure.baseline, figure.ratio());
        else
            std::printf("%12s %7s ", "-", "-");
        if (figure.aim > 0)
            std::printf(
                "%s%.6g %s\n",
                figure.isLessBetter ? "<= " : ">= ",
                figure.aim,
                figure.reachesAim() ? "reached" : "MISSED"
            );
        else
            std::printf("%10s\n", "-");
    }
}

double percentile(std::vector<double> values, double p)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

double median(const std::vector<double>& values)
{
    return percentile(values, 0.5);
}

double spread(const std::vector<double>& values)
{
    if (values.empty())
        return 0;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return (*most - *least) / 2;
}

namespace {

/// The number of kB behind `name` in a file of lines `name: n kB`, in MB.
double megabytesIn(const QString& path, const char* name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

} // namespace

double residentMb(qint64 pid)
{
    return megabytesIn(QStringLiteral("/proc/%1/status").arg(pid), "VmRSS:");
}

double proportionalMb(qint64 pid)
{
    return megabytesIn(QStringLiteral("/proc/%1/smaps_rollup").arg(pid), "Pss:");
}

double peakMb(qint64 pid)
{
    return megabytesIn(QStringLiteral("/proc/%1/status").arg(pid), "VmHWM:");
}

std::string systemLoad()
{
    QFile file(QStringLiteral("/proc/loadavg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').front().toStdString()
                                          : std::string("unknown");
}

} // namespace tidemark::bench
