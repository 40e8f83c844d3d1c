#include "platform/telemetry/metrics.hpp"

#include <algorithm>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace tidemark::platform {

struct Metrics::Gauge {
    prometheus::Gauge& gauge;
    std::function<double()> value;
};

void RouteMeter::count(int status, std::chrono::microseconds time) const
{
    byClass[std::clamp(status / 100, 1, 5)]->Increment();
    seconds->Observe(static_cast<double>(time.count()) / 1e6);
}

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>())
{
}

Metrics::~Metrics() = default;

prometheus::Registry& Metrics::registry()
{
    return *registry_;
}

RouteMeter Metrics::meterOf(const std::string& method, const std::string& route)
{
    static const prometheus::Histogram::BucketBoundaries bounds{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60};
    auto& answers = prometheus::BuildCounter()
                        .Name("tidemark_http_requests_total")
                        .Help("Answered requests by route and class of status.")
                        .Register(*registry_);
    auto& seconds = prometheus::BuildHistogram()
                        .Name("tidemark_http_request_seconds")
                        .Help("From the whole request read to the answer written.")
                        .Register(*registry_);
    RouteMeter meter;
    for (int hundred = 1; hundred <= 5; ++hundred) {
        meter.byClass[hundred] = &answers.Add(
            {{"method", method}, {"route", route}, {"status", std::to_string(hundred) + "xx"}}
        );
    }
    meter.seconds = &seconds.Add({{"method", method}, {"route", route}}, bounds);
    return meter;
}

void Counters::add(const Labels& labels, double amount) const
{
    if (family_ != nullptr)
        family_->Add(labels).Increment(amount);
}

void Distribution::observe(double value) const
{
    if (histogram_ != nullptr)
        histogram_->Observe(value);
}

Counters Metrics::counters(const std::string& name, const std::string& help)
{
    Counters made;
    made.family_ = &prometheus::BuildCounter().Name(name).Help(help).Register(*registry_);
    return made;
}

Distribution
Metrics::distribution(const std::string& name, const std::string& help, std::vector<double> bounds)
{
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(*registry_);
    Distribution made;
    made.histogram_ = &family.Add({}, std::move(bounds));
    return made;
}

void Metrics::addGauge(std::string name, std::string help, std::function<double()> value)
{
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(*registry_);
    gauges_.push_back(std::make_unique<Gauge>(Gauge{family.Add({}), std::move(value)}));
}

std::string Metrics::text()
{
    for (const auto& gauge : gauges_)
        gauge->gauge.Set(gauge->value());
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

} // namespace tidemark::platform
