#include "sync/rows/mirror_facts.hpp"

#include <map>
#include <memory>

namespace tidemark::sync {

Result<MirrorFacts> factsOf(MirrorReader& reader)
{
    const auto joining = reader.isJoining();
    if (!joining)
        return joining.error();
    auto results = reader.results();
    if (!results)
        return results.error();
    const auto byMid = std::make_shared<std::map<Mid, PushResult>>();
    for (PushResult& result : *results)
        byMid->emplace(result.mid, std::move(result));
    MirrorFacts facts;
    facts.isJoining = *joining;
    facts.result = [byMid](Mid mid) {
        const auto found = byMid->find(mid);
        return found == byMid->end() ? std::nullopt : std::optional(found->second);
    };
    facts.visibleRv = [&reader](std::string_view entity, const Uuid& id) {
        const auto rv = reader.visibleRv(entity, id);
        // A row that cannot be read is not seen: the mutation stays.
        return rv ? *rv : std::nullopt;
    };
    return facts;
}

} // namespace tidemark::sync
