// The sync endpoints: session, snapshot, pull, push, repair, and what devices hand in.
#pragma once

#include "platform/entities/reference_cache.hpp"
#include "platform/feed/least_client.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/feed/sync_meter.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// Adds `sync/*` to the router. The three by reference must live as long as the router.
void addSyncRoutes(
    Router& router,
    Database& database,
    ReferenceCache& reference,
    Sequencer& sequencer,
    const LeastClient& least = {},
    const SyncMeter& meter = {}
);

} // namespace tidemark::platform
