// What the real platform and its model have, in a form in which they can be compared.
#pragma once

#include "tests/platform/feed/gist.hpp"
#include "tests/simulation/server/organizations.hpp"
#include "tests/simulation/server/platform_model.hpp"

namespace tidemark::platform {

inline int fromEnvironment(const char* name, int fallback)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : fallback;
}

/// Both reports may come to one organization, which has a version of a year once.
inline void seedApart(PostgresFixture& postgres)
{
    seed(postgres);
    postgres.asAdmin(
        std::string("UPDATE app.compliance_report SET version = 1 WHERE id = '") +
        known::otherReport + "'"
    );
}

inline const char* organizationIdOf(sim::Scope scope)
{
    return scope == 1001 ? known::demoFuels : known::otherFuels;
}

inline sim::RowId keyOf(const Uuid& id)
{
    return {sim::organizationEntity().code, id};
}

inline boost::json::object fieldsOf(sim::Scope scope, std::string_view nickname)
{
    return boost::json::object{
        {"organizationId", sim::organizationOf(scope)},
        {"nickname", nickname},
        {"supplementalNote", ""}};
}

/// Rows of reports and their moves in their order, grants to Olga of one cut in any, of all cuts
/// behind the first of the model's.
inline std::vector<std::string> realFeed(AdminSession& reader, std::int64_t cutsBefore)
{
    std::vector<std::string> lines;
    const auto rows = reader.run(
        "SELECT cut, op, scope_id, CASE WHEN op IN ('G', 'R') THEN '' ELSE eid::text END"
        " FROM sync.feed WHERE tenant_id = 1 AND cut > " +
        std::to_string(cutsBefore + 1) + " AND (ent = 20 OR (user_id = '" + known::olga +
        "' AND op IN ('G', 'R'))) ORDER BY cut, op IN ('G', 'R'), CASE WHEN op IN ('G', 'R')"
        " THEN rpad(op::text, 1) || scope_id ELSE lpad(pos::text, 12) END"
    );
    for (const auto& row : rows)
        lines.push_back(
            std::to_string(std::stoll(row[0]) - cutsBefore) + " " + row[1] + " " + row[2] + " " +
            row[3]
        );
    return lines;
}

inline std::vector<std::string> modelFeed(const sim::PlatformState& state)
{
    std::map<std::int64_t, std::pair<std::vector<std::string>, std::multiset<std::string>>> cuts;
    for (const sim::ChangeRecord& one : state.feed) {
        const bool isGrant = one.op == 'G' || one.op == 'R';
        if (one.cut == 1 || one.op == 'M')
            continue;
        const std::string line = std::to_string(one.cut) + " " + one.op + " " +
                                 std::to_string(one.scope) + " " +
                                 (isGrant ? "" : one.key.id.toString());
        isGrant ? static_cast<void>(cuts[one.cut].second.insert(line))
                : cuts[one.cut].first.push_back(line);
    }
    std::vector<std::string> lines;
    for (const auto& [cut, some] : cuts) {
        lines.insert(lines.end(), some.first.begin(), some.first.end());
        lines.insert(lines.end(), some.second.begin(), some.second.end());
    }
    return lines;
}

/// Count and sum of the reports of both organizations.
using Digests = std::vector<std::pair<std::int64_t, std::uint64_t>>;

inline Digests realDigests(AdminSession& reader)
{
    Digests digests;
    for (const char* scope : {"1001", "1002"}) {
        const auto kept = reader.run(
            std::string("SELECT n, s FROM sync.scope_digest WHERE tenant_id = 1 AND ent = 20 AND "
                        "scope_id = ") +
            scope + " ORDER BY cut DESC LIMIT 1"
        );
        digests.emplace_back(std::stoll(kept[0][0]), std::stoull(kept[0][1]));
    }
    return digests;
}

/// Over the rows that the model has, with the versions that the platform gave them.
inline Digests modelDigests(AdminSession& reader, const sim::PlatformState& state)
{
    std::map<std::string, std::int64_t> versions;
    for (const auto& row :
         reader.run("SELECT eid, rv FROM sync.row WHERE tenant_id = 1 AND ent = 20"))
        versions[row[0]] = std::stoll(row[1]);
    std::map<sim::Scope, DigestSum> sums{{1001, {}}, {1002, {}}};
    for (const auto& [key, row] : state.index)
        sums[row->scope].add(key.id, versions[key.id.toString()]);
    Digests digests;
    for (const auto& [scope, sum] : sums)
        digests.emplace_back(sum.count, sum.sum);
    return digests;
}

/// The reports that a scope has by its keys.
template <class Ask>
std::multiset<std::string> reportsByKeys(sim::Scope scope, Ask ask)
{
    std::multiset<std::string> lines;
    KeysRequest request{.scope = scope};
    for (std::size_t bucket = 0; bucket < limits::digestBuckets; ++bucket)
        request.buckets.push_back(static_cast<int>(bucket));
    for (bool hasMore = true; hasMore;) {
        const auto answer = *readKeysAnswer(boost::json::parse(ask(request)));
        for (const VersionedKey& one : answer.keys) {
            if (one.entity == "complianceReport")
                lines.insert(one.key.id.toString());
        }
        request.after = answer.next;
        hasMore = answer.next.has_value();
    }
    return lines;
}

/// The reports of a scope by its pages, up to the one that says from where on it is whole.
template <class Ask>
std::multiset<std::string> reportsByPages(sim::Scope scope, Ask ask)
{
    std::multiset<std::string> lines;
    sim::PageQuery query{.scope = scope, .entity = "complianceReport"};
    for (int page = 0; page < 100; ++page) {
        const auto frames = framesOf(ask(query));
        for (const std::string& line : gist(frames))
            lines.insert(line);
        const auto frame = parseFrame(boost::json::serialize(frames.back()));
        const auto* last = frame ? std::get_if<PageFrame>(&*frame) : nullptr;
        if (last == nullptr || last->entity != "complianceReport" || !last->next)
            break;
        query.after = last->next->toString();
    }
    return lines;
}

} // namespace tidemark::platform
