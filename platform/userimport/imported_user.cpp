#include "platform/userimport/imported_user.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/storable_text.hpp"
#include "platform/identity/password.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestLine = 16 * 1024;
constexpr std::size_t shortestLogin = 3;
constexpr std::size_t longestLogin = 254;
constexpr std::size_t longestName = 120;
constexpr std::size_t mostRoles = 50;
constexpr std::string_view members[] = {
    "login",
    "displayName",
    "title",
    "organization",
    "roles",
    "hash",
    "isActive",
    "mustChangePassword"};

Fault bad(std::string cause)
{
    return Fault{FaultCode::invalid, "bad_user", std::move(cause), "Correct the line."};
}

/// A member that nobody reads is a misspelt one, and what it says would be lost.
std::string unknownMember(const boost::json::object& object)
{
    for (const auto& member : object) {
        const std::string_view name(member.key());
        if (std::find(std::begin(members), std::end(members), name) == std::end(members))
            return std::string(name);
    }
    return {};
}

Result<std::vector<std::string>> rolesIn(const boost::json::object& object)
{
    std::vector<std::string> roles;
    const auto* list = object.if_contains("roles");
    if (list == nullptr)
        return roles;
    if (!list->is_array() || list->get_array().size() > mostRoles)
        return bad("roles is a list of at most 50 names.");
    for (const auto& name : list->get_array()) {
        if (!name.is_string() || name.get_string().empty())
            return bad("roles is a list of names.");
        std::string role(name.get_string());
        if (std::find(roles.begin(), roles.end(), role) == roles.end())
            roles.push_back(std::move(role));
    }
    return roles;
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

Result<void> check(const ImportedUser& user)
{
    const bool hasSpace = user.login.find_first_of(" \t") != user.login.npos;
    if (user.login.size() < shortestLogin || hasSpace)
        return bad("login has 3 to 254 letters and no spaces.");
    if (user.displayName.empty())
        return bad("displayName is empty.");
    if (user.hash.empty())
        return {};
    return judgeForeignHash(user.hash);
}

Result<ImportedUser> readUser(std::string_view text)
{
    if (!isStorableText(text))
        return bad("The line is not UTF-8.");
    const auto value = parseJson(text, longestLine);
    if (!value || !value->is_object())
        return bad("The line is no JSON object, or longer than 16 KiB.");
    if (const auto unknown = unknownMember(value->get_object()); !unknown.empty())
        return bad("There is no member " + unknown + ".");
    JsonReader in(*value, "user");
    ImportedUser user;
    user.login = lowered(in.text("login", longestLogin));
    user.displayName = in.text("displayName", longestName);
    user.title = in.optionalText("title", longestName).value_or("");
    user.organization = in.optionalText("organization", longestLogin).value_or("");
    user.hash = in.optionalText("hash", longestLogin).value_or("");
    user.isActive = in.has("isActive") ? in.boolean("isActive") : true;
    user.mustChangePassword = in.has("mustChangePassword") && in.boolean("mustChangePassword");
    if (in.fault())
        return *in.fault();
    auto roles = rolesIn(value->get_object());
    if (!roles)
        return roles.error();
    user.roles = std::move(*roles);
    if (const auto checked = check(user); !checked)
        return checked.error();
    return user;
}

} // namespace

ReadUsers readUsers(std::istream& lines)
{
    ReadUsers read;
    std::unordered_map<std::string, int> lineOf;
    std::string text;
    for (int line = 1; std::getline(lines, text); ++line) {
        if (text.find_first_not_of(" \t\r") == text.npos)
            continue;
        if (static_cast<int>(read.users.size()) >= mostImported) {
            read.faults.push_back({line, "A file has at most 100000 users: split it."});
            break;
        }
        auto user = readUser(text);
        if (!user) {
            read.faults.push_back({line, user.error().cause});
            continue;
        }
        const auto [known, isNew] = lineOf.emplace(user->login, line);
        if (!isNew) {
            const std::string first = std::to_string(known->second);
            read.faults.push_back({line, "The login is in line " + first + " already."});
            continue;
        }
        user->line = line;
        read.users.push_back(std::move(*user));
    }
    return read;
}

} // namespace tidemark::platform
