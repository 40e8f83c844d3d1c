#include "platform/oidc/claims.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::size_t textMost = 254;
constexpr std::size_t listMost = 500;

/// Without what does not belong into one line.
std::string textAt(const boost::json::object& claims, std::string_view path)
{
    const auto* value = path.empty() ? nullptr : claimAt(claims, path);
    if (!value || !value->is_string())
        return {};
    const auto& given = value->get_string();
    if (given.size() > textMost)
        return {};
    std::string text;
    for (const char letter : given) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte >= 32 && byte != 127)
            text += letter;
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    text.erase(0, text.find_first_not_of(' '));
    return text;
}

std::string lowered(std::string text)
{
    for (char& letter : text)
        letter = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    return text;
}

std::vector<std::string> textsAt(const boost::json::object& claims, std::string_view path)
{
    std::vector<std::string> texts;
    const auto* value = claimAt(claims, path);
    if (value && value->is_string())
        texts.emplace_back(value->get_string());
    const auto* list = value ? value->if_array() : nullptr;
    if (!list)
        return texts;
    for (const boost::json::value& one : *list) {
        if (one.is_string() && texts.size() < listMost)
            texts.emplace_back(one.get_string());
    }
    return texts;
}

} // namespace

const boost::json::value* claimAt(const boost::json::object& claims, std::string_view path)
{
    if (const auto* whole = claims.if_contains(path))
        return whole;
    const std::size_t dot = path.find('.');
    if (dot == path.npos)
        return nullptr;
    const auto* inner = claims.if_contains(path.substr(0, dot));
    return inner && inner->is_object() ? claimAt(inner->get_object(), path.substr(dot + 1))
                                       : nullptr;
}

bool hasAllClaims(const boost::json::object& claims, const ClaimMapping& mapping)
{
    const std::string_view paths[] = {
        mapping.login, mapping.email, mapping.displayName, mapping.organization, mapping.roles};
    return std::all_of(std::begin(paths), std::end(paths), [&claims](std::string_view path) {
        return path.empty() || claimAt(claims, path) != nullptr;
    });
}

ClaimedPerson personIn(const boost::json::object& claims, const OidcProvider& provider)
{
    const ClaimMapping& mapping = provider.mapping;
    ClaimedPerson person;
    person.issuer = provider.issuer;
    person.subject = claims.at("sub").as_string(); // As it is: verified to be a plain text.
    person.login = lowered(textAt(claims, mapping.login));
    person.email = lowered(textAt(claims, mapping.email));
    const auto* verified = claims.if_contains("email_verified");
    person.isEmailVerified =
        provider.trustsEmail || (verified && verified->is_bool() && verified->get_bool());
    person.displayName = textAt(claims, mapping.displayName);
    if (person.displayName.empty())
        person.displayName = person.login;
    if (!mapping.organization.empty())
        person.organization = textAt(claims, mapping.organization);
    if (!mapping.roles.empty())
        person.roles = textsAt(claims, mapping.roles);
    return person;
}

} // namespace tidemark::platform
