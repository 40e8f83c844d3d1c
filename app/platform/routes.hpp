// All that the platform answers, put together in one place: the program serves it, and the matrix
// of permissions is called through it.
#pragma once

#include "app/platform/key_parts.hpp"
#include "app/platform/sign_in_parts.hpp"
#include "platform/blobs/blob_book.hpp"
#include "platform/entities/entity_resource.hpp"
#include "platform/feed/escrow_routes.hpp"
#include "platform/feed/least_client.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/http/server.hpp"
#include "platform/live/live_route.hpp"
#include "platform/oidc/oidc_parts.hpp"
#include "platform/reports/report_actions.hpp"
#include "platform/runs/run_actions.hpp"

namespace tidemark::platform {

/// The parts that have routes; all outlive the router.
struct RoutedParts {
    const Health& health;
    Metrics& metrics;
    Database& database;
    ReferenceCache& reference;
    Sequencer& sequencer;
    SignInParts& signIn;
    OidcParts& oidc;
    AccessParts& access;
    KeyParts& keys;
    RunActions& runs;
    ReportActions& reports;
    BlobBook& blobs;
    const Sealer& escrowSealer;
    LiveServices live;
    EntityResource& entities;
    LeastClient leastClient = {};
};

void addAllRoutes(Router& router, RoutedParts parts, AboutSettings about);

} // namespace tidemark::platform
