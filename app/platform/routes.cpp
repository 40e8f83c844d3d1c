#include "app/platform/routes.hpp"

#include "platform/blobs/blob_routes.hpp"
#include "platform/feed/lease_routes.hpp"
#include "platform/feed/recovery_routes.hpp"
#include "platform/feed/sync_routes.hpp"
#include "platform/feed/travel_routes.hpp"
#include "platform/live/live_figures.hpp"
#include "platform/recovery/recovery_key_routes.hpp"

namespace tidemark::platform {

void addAllRoutes(Router& router, RoutedParts parts, AboutSettings about)
{
    addHealthRoutes(router, parts.health, parts.metrics);
    const SyncMeter meter = SyncMeter::in(parts.metrics);
    parts.sequencer.measure(meter);
    addFeedAge(parts.metrics, parts.sequencer);
    addLiveFigures(parts.metrics, parts.live.hub);
    parts.signIn.addTo(router, std::move(about));
    parts.oidc.addTo(router);
    parts.access.addTo(router);
    parts.keys.addTo(router);
    addSyncRoutes(
        router, parts.database, parts.reference, parts.sequencer, parts.leastClient, meter
    );
    addRecoveryRoutes(router, parts.database);
    addLeaseRoutes(router, parts.database);
    addTravelRoutes(router, parts.database);
    addEscrowRoutes(router, parts.database, parts.escrowSealer);
    addRecoveryKeyRoutes(router, parts.database);
    parts.runs.addTo(router);
    parts.reports.addTo(router);
    addBlobRoutes(router, parts.database, parts.blobs);
    addLiveRoute(router, parts.live);
    parts.entities.addTo(router); // Last: its openapi.json tells of all routes.
}

} // namespace tidemark::platform
