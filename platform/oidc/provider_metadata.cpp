#include "platform/oidc/provider_metadata.hpp"

#include "models/core/json_reader.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::size_t documentBytesMost = 256 * 1024;
constexpr std::size_t addressBytesMost = 2000;

bool lists(const boost::json::object& document, std::string_view key, std::string_view value)
{
    const auto* list = document.if_contains(key);
    return list && list->is_array() &&
           std::any_of(
               list->get_array().begin(),
               list->get_array().end(),
               [value](const boost::json::value& one) {
                   return one.is_string() && one.get_string() == value;
               }
           );
}

bool isTrue(const boost::json::object& document, std::string_view key)
{
    const auto* value = document.if_contains(key);
    return value && value->is_bool() && value->get_bool();
}

} // namespace

std::string metadataAddress(std::string_view issuer)
{
    if (issuer.ends_with('/'))
        issuer.remove_suffix(1);
    return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<ProviderMetadata> readProviderMetadata(
    std::string_view document,
    std::string_view issuer,
    const std::function<bool(const std::string&)>& mayAsk
)
{
    const Fault malformed{
        FaultCode::forbidden,
        "oidc_metadata_malformed",
        "What the identity provider says of itself cannot be used.",
        "Check the issuer's address: a browser shows a JSON document below it, at "
        "/.well-known/openid-configuration."};
    const auto value = parseJson(document, documentBytesMost);
    if (!value || !value->is_object())
        return malformed;
    JsonReader in(*value, "provider metadata");
    ProviderMetadata read;
    read.issuer = in.text("issuer", addressBytesMost);
    read.authorizationEndpoint = in.text("authorization_endpoint", addressBytesMost);
    read.tokenEndpoint = in.text("token_endpoint", addressBytesMost);
    read.keysAddress = in.text("jwks_uri", addressBytesMost);
    read.userinfoEndpoint = in.optionalText("userinfo_endpoint", addressBytesMost).value_or("");
    read.deviceEndpoint =
        in.optionalText("device_authorization_endpoint", addressBytesMost).value_or("");
    if (in.fault())
        return malformed;
    if (read.issuer != issuer)
        return Fault{
            FaultCode::forbidden,
            "oidc_issuer_mismatch",
            "The identity provider calls itself " + read.issuer.substr(0, 200) +
                ", which is not the issuer that was entered.",
            "Enter exactly what the provider calls itself, if it is the right one."};
    for (const std::string* address :
         {&read.authorizationEndpoint,
          &read.tokenEndpoint,
          &read.keysAddress,
          &read.userinfoEndpoint,
          &read.deviceEndpoint}) {
        if (!address->empty() && !mayAsk(*address))
            return malformed;
    }
    const boost::json::object& all = value->get_object();
    read.namesItselfInResponse = isTrue(all, "authorization_response_iss_parameter_supported");
    // Without the member, the default is client_secret_basic.
    constexpr std::string_view ways = "token_endpoint_auth_methods_supported";
    read.takesSecretInForm =
        lists(all, ways, "client_secret_post") && !lists(all, ways, "client_secret_basic");
    return read;
}

} // namespace tidemark::platform
