// The entities of every simulated world, instead of those of models/entities/entities.cpp: one of
// the tenant, one of organizations, and one that stays empty. The rest of sync treats all entities
// alike, and most of the time of a history would go into tables that nobody writes to.
#include "models/entities/entities.hpp"

#include "models/entities/descriptions.hpp"

#include <algorithm>
#include <array>

namespace tidemark {
namespace {

constexpr std::array<std::string_view, 3> names{"fuelCode", "complianceReport", "fuelSupply"};

std::vector<EntityInfo> describeWorld()
{
    std::vector<EntityInfo> all;
    for (auto group : {describeFuelReference(), describeComplianceReports()}) {
        for (const EntityInfo& info : group) {
            if (std::find(names.begin(), names.end(), info.name) != names.end())
                all.push_back(info);
        }
    }
    std::sort(all.begin(), all.end(), [](const EntityInfo& a, const EntityInfo& b) {
        return a.code < b.code;
    });
    return all;
}

template <class Predicate>
const EntityInfo* firstWhere(Predicate predicate)
{
    const auto all = allEntities();
    const auto found = std::find_if(all.begin(), all.end(), predicate);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

std::span<const EntityInfo> allEntities()
{
    static const std::vector<EntityInfo> all = describeWorld();
    return all;
}

const EntityInfo* findEntity(std::string_view name)
{
    return firstWhere([&](const EntityInfo& info) { return info.name == name; });
}

const EntityInfo* findEntityByPlural(std::string_view plural)
{
    return firstWhere([&](const EntityInfo& info) { return info.plural == plural; });
}

const EntityInfo* findEntityByCode(int code)
{
    return firstWhere([&](const EntityInfo& info) { return info.code == code; });
}

} // namespace tidemark
