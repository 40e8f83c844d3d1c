// Figures for Prometheus.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Registry;
class Counter;
class Histogram;
template <typename T>
class Family;
} // namespace prometheus

namespace tidemark::platform {

/// What is counted of one route.
struct RouteMeter {
    prometheus::Counter* byClass[6] = {}; ///< Answers 1xx … 5xx; index 0 is unused.
    prometheus::Histogram* seconds = nullptr;

    void count(int status, std::chrono::microseconds time) const;
};

/// Figures that only rise, one for each set of labels, of which there must be few. One that was not
/// got from `Metrics` counts nothing.
class Counters {
public:
    using Labels = std::map<std::string, std::string>;
    void add(const Labels& labels = {}, double amount = 1) const;

private:
    friend class Metrics;
    prometheus::Family<prometheus::Counter>* family_ = nullptr;
};

/// How often which values were seen. As `Counters`.
class Distribution {
public:
    void observe(double value) const;

private:
    friend class Metrics;
    prometheus::Histogram* histogram_ = nullptr;
};

/// The registry of the program. Features add their own families to `registry()`.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    [[nodiscard]] prometheus::Registry& registry();

    [[nodiscard]] Counters counters(const std::string& name, const std::string& help);
    /// `bounds` rise; each value counts for the first that it is not above.
    [[nodiscard]] Distribution
    distribution(const std::string& name, const std::string& help, std::vector<double> bounds);

    [[nodiscard]] RouteMeter meterOf(const std::string& method, const std::string& route);

    /// A figure that is asked for at each scrape.
    void addGauge(std::string name, std::string help, std::function<double()> value);

    /// All figures in Prometheus' text form.
    [[nodiscard]] std::string text();

private:
    struct Gauge;

    std::shared_ptr<prometheus::Registry> registry_;
    std::vector<std::unique_ptr<Gauge>> gauges_;
};

} // namespace tidemark::platform
