// auth/oidc/…: what there is to sign in with, and the two ways to do it.
#pragma once

#include "platform/http/router.hpp"
#include "platform/oidc/oidc_sign_in.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addOidcRoutes(Router& router, OidcSignIn& signIn, ProviderBook& providers, TurnTaker& turns);

} // namespace tidemark::platform
