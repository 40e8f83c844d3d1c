// The live channel in figures for Prometheus.
#pragma once

namespace tidemark::platform {

class Hub;
class Metrics;

/// `hub` is asked at each scrape and must live as long as `metrics` is.
void addLiveFigures(Metrics& metrics, const Hub& hub);

} // namespace tidemark::platform
