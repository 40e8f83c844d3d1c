#include "app/platform/key_parts.hpp"

#include "platform/apikeys/key_routes.hpp"

namespace tidemark::platform {

KeyParts::KeyParts(Database& database, Sessions& sessions, AccessParts& access)
    : database_(database)
    , ring_(database, sessions)
    , usage_(database)
    , gate_(access.admission(), usage_)
    , book_(database, ring_)
{
}

void KeyParts::addTo(Router& router)
{
    addKeyRoutes(router, database_, book_);
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
