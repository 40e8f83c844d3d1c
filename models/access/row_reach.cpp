#include "models/access/row_reach.hpp"

#include <array>

namespace tidemark {
namespace {

constexpr std::array<std::string_view, 4> names = {"own", "department", "organization", "tenant"};

constexpr std::int64_t tenantScope = 1;

} // namespace

std::string_view nameOf(RowReach reach)
{
    return names[static_cast<std::size_t>(reach)];
}

std::optional<RowReach> rowReachOf(std::string_view name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return static_cast<RowReach>(i);
    }
    return std::nullopt;
}

bool reaches(RowReach reach, const ReachActor& actor, const ReachedRow& row)
{
    const bool isSeen =
        actor.seesAllOrganizations || row.scope == tenantScope || row.scope == actor.ownScope;
    const bool isOwn = row.creator == actor.userId;
    switch (reach) {
    case RowReach::own:
        return isSeen && isOwn;
    case RowReach::department:
        return isSeen && (isOwn || (!actor.department.empty() && row.creator.has_value() &&
                                    row.creatorDepartment == actor.department));
    case RowReach::organization:
        return row.scope == tenantScope || row.scope == actor.ownScope;
    case RowReach::tenant:
        return isSeen;
    }
    return false;
}

} // namespace tidemark
