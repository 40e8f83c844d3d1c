// Where benchmarks report: a table for people, JSON lines for machines.
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace tidemark::bench {

/// One measured figure, against the limit or peer of the same run, or against the stated aim.
struct Figure {
    std::string name = {}; ///< `sync.first.ratio`
    double value = 0;
    std::string unit = {};
    int n = 1;           ///< How many measurements `value` stands for.
    double spread = 0;   ///< Half of the distance from the smallest to the largest.
    double baseline = 0; ///< The limit or peer measured in the same run; 0: none.
    double aim = 0;      ///< What performance.md asks for; 0: none.
    bool isLessBetter = false;

    [[nodiscard]] double ratio() const { return baseline > 0 ? value / baseline : 0; }
    [[nodiscard]] bool reachesAim() const;
};

/// Collects figures, prints each as it comes and appends it to the results file.
class Results {
public:
    /// Appends to `file`; its folder is made.
    explicit Results(const QString& file);

    void add(const Figure& figure);
    /// The value is the median of `values`, the spread theirs; `figure` says the rest.
    void addMedian(Figure figure, const std::vector<double>& values);
    /// Says under which conditions the figures were taken.
    void note(const std::string& text);
    /// A figure that could not be measured, and why: the run as a whole has then failed.
    void missing(const std::string& text);
    [[nodiscard]] bool isComplete() const { return isComplete_; }
    void printTable() const;

private:
    QString file_;
    std::vector<Figure> figures_;
    bool isComplete_ = true;
};

/// The p-th percentile (0..1) of the values, by nearest rank.
[[nodiscard]] double percentile(std::vector<double> values, double p);
[[nodiscard]] double median(const std::vector<double>& values);
[[nodiscard]] double spread(const std::vector<double>& values);

/// Resident memory of a process in MB, shared libraries counted whole; 0 when it is gone.
[[nodiscard]] double residentMb(qint64 pid);
/// The same with what is shared counted in parts; 0 where the system does not tell.
[[nodiscard]] double proportionalMb(qint64 pid);
/// The most that was ever resident.
[[nodiscard]] double peakMb(qint64 pid);
/// What the system says of its load: runnable programs on average over the last minute.
[[nodiscard]] std::string systemLoad();

} // namespace tidemark::bench
