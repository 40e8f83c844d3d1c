#include "platform/oidc/provider.hpp"

#include "models/core/json_reader.hpp"

#include <boost/json/array.hpp>

#include <sstream>

namespace tidemark::platform {
namespace {

constexpr std::size_t nameMost = 80;
constexpr std::size_t issuerMost = 500;
constexpr std::size_t clientMost = 255;
constexpr std::size_t claimMost = 200;
constexpr std::size_t rolesMost = 200;

bool flag(JsonReader& in, std::string_view key, bool otherwise)
{
    return in.has(key) ? in.boolean(key) : otherwise;
}

/// Trimmed, single spaces, `openid` among them.
bool isScopeList(const std::string& scopes)
{
    std::istringstream words(scopes);
    std::string joined;
    bool hasOpenId = false;
    for (std::string word; words >> word;) {
        hasOpenId = hasOpenId || word == "openid";
        joined += (joined.empty() ? "" : " ") + word;
    }
    return hasOpenId && joined == scopes;
}

} // namespace

boost::json::object mappingToJson(const ClaimMapping& mapping)
{
    boost::json::object roles;
    for (const auto& [value, role] : mapping.roleOf)
        roles[value] = role.toString();
    boost::json::array everyone;
    for (const Uuid& role : mapping.everyonesRoles)
        everyone.emplace_back(role.toString());
    boost::json::object json;
    json["login"] = mapping.login;
    json["email"] = mapping.email;
    json["displayName"] = mapping.displayName;
    json["organization"] = mapping.organization;
    json["roles"] = mapping.roles;
    json["roleOf"] = std::move(roles);
    json["everyonesRoles"] = std::move(everyone);
    json["everyonesOrganization"] = nullptr;
    if (mapping.everyonesOrganization)
        json["everyonesOrganization"] = mapping.everyonesOrganization->toString();
    return json;
}

Result<ClaimMapping> mappingFromJson(const boost::json::value& value)
{
    JsonReader in(value, "mapping");
    const ClaimMapping usual;
    ClaimMapping mapping;
    mapping.login = in.optionalText("login", claimMost).value_or(usual.login);
    mapping.email = in.optionalText("email", claimMost).value_or(usual.email);
    mapping.displayName = in.optionalText("displayName", claimMost).value_or(usual.displayName);
    mapping.organization = in.optionalText("organization", claimMost).value_or("");
    mapping.roles = in.optionalText("roles", claimMost).value_or("");
    mapping.everyonesOrganization = in.optionalUuid("everyonesOrganization");
    if (mapping.login.empty())
        in.refuse("login", "names a claim");
    if (in.has("roleOf")) {
        const boost::json::object& roles = in.object("roleOf");
        if (roles.size() > rolesMost)
            in.refuse("roleOf", "has at most 200 members");
        JsonReader each(in.any("roleOf"), "roleOf");
        for (const auto& member : roles)
            mapping.roleOf.emplace(std::string(member.key()), each.uuid(member.key()));
        if (each.fault())
            return *each.fault();
    }
    if (in.has("everyonesRoles")) {
        for (const boost::json::value& one : in.array("everyonesRoles")) {
            const auto id = one.is_string() ? Uuid::parse(one.get_string()) : Result<Uuid>(Fault{});
            if (id && mapping.everyonesRoles.size() < rolesMost)
                mapping.everyonesRoles.push_back(*id);
            else
                in.refuse("everyonesRoles", "is a list of at most 200 ids of roles");
        }
    }
    if (in.fault())
        return *in.fault();
    return mapping;
}

Result<OidcProvider> providerFromJson(const boost::json::value& value)
{
    JsonReader in(value, "identity provider");
    OidcProvider read;
    read.name = in.text("name", nameMost);
    read.issuer = in.text("issuer", issuerMost);
    read.clientId = in.text("clientId", clientMost);
    read.scopes = in.optionalText("scopes", issuerMost).value_or(read.scopes);
    read.isEnabled = flag(in, "isEnabled", true);
    read.createsUsers = flag(in, "createsUsers", false);
    read.trustsEmail = flag(in, "trustsEmail", false);
    read.allowsDeviceCode = flag(in, "allowsDeviceCode", true);
    read.needsSecondFactor = flag(in, "needsSecondFactor", false);
    for (const auto& [key, text] :
         {std::pair{"name", &read.name},
          std::pair{"issuer", &read.issuer},
          std::pair{"clientId", &read.clientId}}) {
        if (text->empty())
            in.refuse(key, "is needed");
    }
    if (!isScopeList(read.scopes))
        in.refuse("scopes", "is a list of words with single spaces, one of them openid");
    if (in.fault())
        return *in.fault();
    if (in.has("mapping")) {
        auto mapping = mappingFromJson(in.any("mapping"));
        if (!mapping)
            return mapping.error();
        read.mapping = std::move(*mapping);
    }
    return read;
}

} // namespace tidemark::platform
