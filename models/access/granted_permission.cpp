#include "models/access/granted_permission.hpp"

#include "models/access/permission_catalogue.hpp"
#include "models/core/permission.hpp"

#include <algorithm>

namespace tidemark {
namespace {

constexpr std::size_t longestPermission = 80;

Fault refused(const char* reason, std::string cause, const char* nextStep)
{
    return Fault{FaultCode::invalid, reason, std::move(cause), nextStep};
}

bool isPart(std::string_view part)
{
    return part == "*" || (!part.empty() && std::all_of(part.begin(), part.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || letter == '_';
           }));
}

} // namespace

std::string GrantedPermission::toString() const
{
    std::string text = resource + ':' + action;
    if (reach != RowReach::tenant)
        text += '@' + std::string(nameOf(reach));
    return text;
}

bool GrantedPermission::covers(std::string_view wanted) const
{
    return tidemark::covers(resource + ':' + action, wanted);
}

Result<GrantedPermission> readPermission(std::string_view text)
{
    const std::string shown(text.substr(0, longestPermission));
    const std::size_t colon = text.find(':');
    const std::size_t at = text.find('@');
    const bool isWhole = text.size() <= longestPermission && colon != text.npos && colon < at;
    GrantedPermission granted;
    if (isWhole) {
        granted.resource = text.substr(0, colon);
        granted.action = text.substr(colon + 1, std::min(at, text.size()) - colon - 1);
    }
    if (!isPart(granted.resource) || !isPart(granted.action))
        return refused(
            "malformed_permission",
            "\"" + shown + "\" is no permission.",
            "Write resource:action, for example report:submit."
        );
    if (at != text.npos) {
        const auto reach = rowReachOf(text.substr(at + 1));
        if (!reach)
            return refused(
                "unknown_reach",
                "\"" + shown + "\" reaches no known rows.",
                "Use @own, @department, @organization or @tenant."
            );
        granted.reach = *reach;
    }
    if (!isKnownPermission(granted.resource, granted.action))
        return refused(
            "unknown_permission",
            "There is nothing that " + shown + " would allow.",
            "Choose a permission of the catalogue."
        );
    if (granted.action == "read" && granted.reach < RowReach::organization)
        return refused(
            "narrow_read",
            "Reading cannot be narrowed to one's own rows: " + shown + ".",
            "Grant it for the organization, and narrow what changes rows."
        );
    return granted;
}

} // namespace tidemark
