#include "app/platform/key_parts.hpp"

#include "platform/apikeys/key_routes.hpp"
#include "platform/partner/partner_routes.hpp"
#include "platform/portal/portal_routes.hpp"

namespace tidemark::platform {

KeyParts::KeyParts(KeyGround ground, const Secret& serverKey)
    : ground_(ground)
    , ring_(ground.database, ground.sessions)
    , usage_(ground.database)
    , gate_(ground.access.admission(), usage_)
    , book_(ground.database, ring_)
    , portal_(PortalFront{ground.router, ground.sessions, ground.access.admission()}, serverKey)
    , signUps_(ground.database, ground.sessions.passwords(), ground.mails)
{
}

void KeyParts::addTo(Router& router)
{
    const PortalServices portal{portal_, signUps_, ground_.access.turns()};
    addKeyRoutes(router, ground_.database, book_);
    addPartnerRoutes(router, ground_.database);
    addPortalRoutes(router, portal);
    addPortalRules(router, ground_.database, signUps_);
}

void KeyParts::follow(Listener& listener)
{
    ring_.follow(listener);
}

void KeyParts::start()
{
    usage_.start();
}

asio::awaitable<void> KeyParts::stop()
{
    return usage_.stop();
}

} // namespace tidemark::platform
