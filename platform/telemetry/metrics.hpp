// Figures for Prometheus.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Registry;
class Counter;
class Histogram;
} // namespace prometheus

namespace tidemark::platform {

/// What is counted of one route.
struct RouteMeter {
    prometheus::Counter* byClass[6] = {}; ///< Answers 1xx … 5xx; index 0 is unused.
    prometheus::Histogram* seconds = nullptr;

    void count(int status, std::chrono::microseconds time) const;
};

/// The registry of the program. Features add their own families to `registry()`.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    [[nodiscard]] prometheus::Registry& registry();

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
