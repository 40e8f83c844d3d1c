#include "platform/live/live_figures.hpp"

#include "platform/live/hub.hpp"
#include "platform/telemetry/metrics.hpp"

namespace tidemark::platform {

void addLiveFigures(Metrics& metrics, const Hub& hub)
{
    const auto add = [&](const char* name, const char* help, auto value) {
        metrics.addGauge(name, help, [&hub, value] {
            return static_cast<double>(value(hub.figures()));
        });
    };
    add("tidemark_live_members",
        "Live sockets, and questions that wait.",
        [](const HubFigures& figures) { return figures.members; });
    add("tidemark_live_queued_bytes",
        "What waits to be sent to all of them.",
        [](const HubFigures& figures) { return figures.queuedBytes; });
    add("tidemark_live_joined",
        "Live sockets and questions since the start.",
        [](const HubFigures& figures) { return figures.joined; });
    add("tidemark_live_folded",
        "Events that gave way to the latest state since the start.",
        [](const HubFigures& figures) { return figures.folded; });
    add("tidemark_live_gaps",
        "Times that log lines were left out for a slow reader since the start.",
        [](const HubFigures& figures) { return figures.gaps; });
    add("tidemark_live_slow",
        "Readers sent away because they did not keep up since the start.",
        [](const HubFigures& figures) { return figures.slow; });
}

} // namespace tidemark::platform
