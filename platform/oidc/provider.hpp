// An identity provider that a tenant trusts, and what its claims mean.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/core/uuid.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Which claims say what. A name with dots is also a path: `realm_access.roles`.
struct ClaimMapping {
    std::string login = "email";
    std::string email = "email";
    std::string displayName = "name";
    std::string organization = {};           ///< Holds a code or name; empty: claims do not say.
    std::string roles = {};                  ///< Empty: claims do not say.
    std::map<std::string, Uuid> roleOf = {}; ///< By a value of the claim of roles.
    std::vector<Uuid> everyonesRoles = {};   ///< Given to who is made here.
    std::optional<Uuid> everyonesOrganization = {}; ///< Of who is made here, without a claim.
};

/// As stored. The secret is sealed; `ProviderBook` opens it.
struct OidcProvider {
    int tenant = 0;
    Uuid id = {};
    std::string name = {};
    std::string issuer = {};
    std::string clientId = {};
    Secret clientSecret = {}; ///< Empty: a public client.
    std::string scopes = "openid profile email";
    ClaimMapping mapping = {};
    bool isEnabled = true;
    bool createsUsers = false;
    bool trustsEmail = false;
    bool allowsDeviceCode = true;
    bool needsSecondFactor = false;
};

/// What an administrator sends; `invalid` with the member that is wrong.
[[nodiscard]] Result<OidcProvider> providerFromJson(const boost::json::value& value);

[[nodiscard]] boost::json::object mappingToJson(const ClaimMapping& mapping);
[[nodiscard]] Result<ClaimMapping> mappingFromJson(const boost::json::value& value);

} // namespace tidemark::platform
