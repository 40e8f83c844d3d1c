#include "app/platform/access_parts.hpp"

#include "platform/access/access_routes.hpp"
#include "platform/audit/audit_routes.hpp"
#include "platform/signin/password_routes.hpp"
#include "platform/signin/session_routes.hpp"

namespace tidemark::platform {

AccessParts::AccessParts(
    Database& database, Sessions& sessions, const Secret& serverKey, LimitSettings limits
)
    : database_(database)
    , sessions_(sessions)
    , auditKey_(serverKey)
    , chainer_(database, auditKey_)
    , sessionBook_(database, sessions)
    , grants_(database)
    , turns_(database)
    , limits_(turns_, sessions, limits)
{
}

void AccessParts::addTo(Router& router)
{
    addPasswordRoutes(router, PasswordServices{database_, sessions_, sessionBook_, turns_});
    addSessionRoutes(router, database_, sessionBook_);
    addAccessRoutes(router, database_, grants_);
    addAuditRoutes(router, database_, auditKey_, chainer_);
}

void AccessParts::follow(Listener& listener)
{
    sessions_.follow(listener);
}

void AccessParts::start()
{
    chainer_.start();
}

void AccessParts::stop()
{
    chainer_.stop();
}

} // namespace tidemark::platform
