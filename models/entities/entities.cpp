#include "models/entities/entities.hpp"

#include "models/entities/descriptions.hpp"

#include <algorithm>
#include <iterator>

namespace tidemark {
namespace {

std::vector<EntityInfo> describeAll()
{
    std::vector<EntityInfo> all;
    for (auto group :
         {describeIdentity(),
          describeFuelReference(),
          describeComplianceReports(),
          describeAttachments(),
          describeReportRuns(),
          describeRecordKeeping()})
        std::move(group.begin(), group.end(), std::back_inserter(all));
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
    static const std::vector<EntityInfo> all = describeAll();
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
