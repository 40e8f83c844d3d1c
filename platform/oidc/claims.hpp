// What the claims of an identity provider mean here.
#pragma once

#include "platform/oidc/provider.hpp"

namespace tidemark::platform {

/// A person as the provider describes them.
struct ClaimedPerson {
    std::string issuer = {};
    std::string subject = {};
    std::string login = {}; ///< Lower case; empty when the claim is missing.
    std::string email = {};
    bool isEmailVerified = false;
    std::string displayName = {};
    std::optional<std::string> organization = {};       ///< None: claims do not say.
    std::optional<std::vector<std::string>> roles = {}; ///< None: claims do not say.
};

/// The claim of that name, or at that path of names; null when it is missing.
[[nodiscard]] const boost::json::value*
claimAt(const boost::json::object& claims, std::string_view path);

/// Whether the claims name the person and all that the mapping asks for.
[[nodiscard]] bool hasAllClaims(const boost::json::object& claims, const ClaimMapping& mapping);

[[nodiscard]] ClaimedPerson
personIn(const boost::json::object& claims, const OidcProvider& provider);

} // namespace tidemark::platform
