// oidc-providers: identity providers kept by administrators, and who of them is which user.
#pragma once

#include "platform/http/router.hpp"
#include "platform/oidc/identity_book.hpp"
#include "platform/oidc/provider_book.hpp"
#include "platform/oidc/provider_directory.hpp"

namespace tidemark::platform {

/// What the routes need; must outlive the router.
struct ProviderRouteServices {
    Database& database;
    ProviderBook& providers;
    IdentityBook& identities;
    ProviderDirectory& directory;
};

void addProviderRoutes(Router& router, ProviderRouteServices services);

} // namespace tidemark::platform
