// `/portal`: its files, what they call, and what administrators decide about it.
#pragma once

#include "platform/limits/turn_taker.hpp"
#include "platform/portal/portal_gate.hpp"
#include "platform/portal/sign_up_book.hpp"

namespace tidemark::platform {

/// What the routes need; must outlive the router.
struct PortalServices {
    PortalGate& gate;
    SignUpBook& signUps;
    TurnTaker& turns;
};

/// The page, its parts, and the few routes of the API that it may call.
void addPortalRoutes(Router& router, PortalServices services);

/// `portal/settings`, `portal/sign-ups` and `portal/invitations` of the API.
void addPortalRules(Router& router, Database& database, SignUpBook& book);

/// The list of `portal/invitations` and taking one back; part of `addPortalRules`.
void addInvitationRules(Router& router, Database& database);

} // namespace tidemark::platform
