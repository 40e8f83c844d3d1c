#include "platform/signin/session_answer.hpp"

#include <boost/json/array.hpp>

namespace tidemark::platform {

boost::json::object userJson(const Actor& actor)
{
    boost::json::object tenant;
    tenant["number"] = actor.tenancy.tenant;
    tenant["slug"] = actor.tenantSlug;
    tenant["name"] = actor.tenantName;
    tenant["timeZone"] = actor.timeZone;
    boost::json::array permissions;
    for (const std::string& permission : actor.permissions.list())
        permissions.emplace_back(permission);
    boost::json::object user;
    user["id"] = actor.userId.toString();
    user["login"] = actor.login;
    user["displayName"] = actor.displayName;
    user["organizationId"] = nullptr;
    user["organizationName"] = nullptr;
    if (actor.organizationId) {
        user["organizationId"] = actor.organizationId->toString();
        user["organizationName"] = actor.organizationName;
    }
    user["department"] = actor.department;
    user["tenant"] = std::move(tenant);
    user["permissions"] = std::move(permissions);
    user["mustChangePassword"] = actor.mustChangePassword;
    user["mustSetUpSecondFactor"] = actor.mustSetUpFactor;
    return user;
}

Response answerOf(const SignedIn& signedIn)
{
    boost::json::object body;
    body["accessToken"] = signedIn.accessToken;
    body["expiresIn"] = signedIn.accessExpiresIn.count();
    body["refreshToken"] = signedIn.refreshToken;
    body["refreshExpiresIn"] = signedIn.refreshExpiresIn.count();
    body["user"] = userJson(*signedIn.actor);
    return json(200, body);
}

} // namespace tidemark::platform
