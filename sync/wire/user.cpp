#include "sync/wire/user.hpp"

#include "models/core/permission.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

std::optional<std::string> textOf(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return std::nullopt;
    return std::string(value->get_string());
}

/// An older platform does not say so.
bool isSet(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

json::value orNull(const std::optional<std::string>& text)
{
    return text ? json::value(*text) : json::value(nullptr);
}

} // namespace

std::optional<RowReach> reachOf(const std::vector<std::string>& grants, std::string_view permission)
{
    std::optional<RowReach> widest;
    for (std::string_view grant : grants) {
        const auto suffix = grant.find('@');
        if (!covers(grant.substr(0, suffix), permission))
            continue;
        RowReach reach = RowReach::tenant;
        if (suffix != grant.npos)
            reach = rowReachOf(grant.substr(suffix + 1)).value_or(RowReach::own);
        widest = std::max(widest.value_or(reach), reach);
    }
    return widest;
}

bool isGranted(const std::vector<std::string>& grants, std::string_view permission)
{
    return reachOf(grants, permission).has_value();
}

json::object toJson(const User& user)
{
    json::array permissions;
    for (const std::string& permission : user.permissions)
        permissions.emplace_back(permission);
    return {
        {"id", user.id},
        {"login", user.login},
        {"displayName", user.displayName},
        {"organizationId", orNull(user.organizationId)},
        {"organizationName", orNull(user.organizationName)},
        {"department", user.department},
        {"tenant",
         {{"number", user.tenant.number},
          {"slug", user.tenant.slug},
          {"name", user.tenant.name},
          {"timeZone", user.tenant.timeZone}}},
        {"permissions", std::move(permissions)},
        {"mustChangePassword", user.mustChangePassword},
        {"mustSetUpSecondFactor", user.mustSetUpSecondFactor}};
}

Result<User> userFromJson(const json::value& value)
{
    const json::object* object = value.if_object();
    const auto id = object == nullptr ? std::nullopt : textOf(*object, "id");
    const auto login = object == nullptr ? std::nullopt : textOf(*object, "login");
    if (!id || !login) {
        return Fault{
            FaultCode::invalid,
            "user_malformed",
            "The description of the signed-in user is incomplete.",
            "Sign out and sign in again."};
    }
    User user;
    user.id = *id;
    user.login = *login;
    user.displayName = textOf(*object, "displayName").value_or(*login);
    user.organizationId = textOf(*object, "organizationId");
    user.organizationName = textOf(*object, "organizationName");
    user.department = textOf(*object, "department").value_or("");
    if (const json::value* tenant = object->if_contains("tenant");
        tenant != nullptr && tenant->is_object()) {
        const json::object& from = tenant->get_object();
        if (const json::value* number = from.if_contains("number");
            number != nullptr && number->is_int64())
            user.tenant.number = static_cast<int>(number->get_int64());
        user.tenant.slug = textOf(from, "slug").value_or("");
        user.tenant.name = textOf(from, "name").value_or("");
        user.tenant.timeZone = textOf(from, "timeZone").value_or("");
    }
    if (const json::value* list = object->if_contains("permissions");
        list != nullptr && list->is_array()) {
        for (const json::value& permission : list->get_array()) {
            if (permission.is_string())
                user.permissions.emplace_back(permission.get_string());
        }
    }
    user.mustChangePassword = isSet(*object, "mustChangePassword");
    user.mustSetUpSecondFactor = isSet(*object, "mustSetUpSecondFactor");
    return user;
}

} // namespace tidemark::sync
