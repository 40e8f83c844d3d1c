// Rows of the platform: pages, digests by bucket, keys, single rows.
#include "tests/simulation/server/platform_rows.hpp"

#include "models/entities/entities.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::sim {

Reply refused(int status, FaultCode code, std::string reason)
{
    return {.status = status, .fault = {code, reason, reason, "Try again."}};
}

void appendRow(
    RowsFrameWriter& frame, const EntityInfo& info, const RowVersion& row, PlatformAge age
)
{
    frame.beginRow();
    for (const std::string& column : columnsOf(info, age)) {
        if (column == "id")
            frame.text(row.key.id.toString());
        else if (column == "rv")
            frame.counter(row.rv);
        else if (column == "shade")
            frame.raw(R"({"of":"blue"})");
        else if (const auto* value = row.fields.if_contains(column))
            frame.raw(boost::json::serialize(*value));
        else
            frame.null();
    }
    frame.endRow();
}

const std::vector<std::string>& columnsOf(const EntityInfo& info, PlatformAge age)
{
    using Columns = std::map<PlatformAge, std::vector<std::string>>;
    static const Columns codes{
        {PlatformAge::same, {"id", "rv", "code", "company", "fuelType"}},
        {PlatformAge::newer, {"shade", "id", "rv", "code", "company", "fuelType"}},
        {PlatformAge::older, {"id", "rv", "code", "company"}}};
    static const Columns reports{
        {PlatformAge::same, {"id", "rv", "organizationId", "nickname", "supplementalNote"}},
        {PlatformAge::newer,
         {"id", "rv", "organizationId", "shade", "nickname", "supplementalNote"}},
        {PlatformAge::older, {"id", "rv", "organizationId", "nickname"}}};
    return (info.code == tenantEntity().code ? codes : reports).at(age);
}

Reply PlatformModel::digest(UserNumber user, const DigestRequest& request) const
{
    if (!state_.isGranted(user, request.scope))
        return refused(403, FaultCode::forbidden, "scope_not_granted");
    DigestAnswer answer{.cut = state_.headCut()};
    answer.whole.scope = request.scope;
    for (const auto& [key, row] : state_.index) {
        if (row->scope != request.scope)
            continue;
        answer.buckets[static_cast<std::size_t>(bucketOf(key.id))].add(key.id, row->rv);
        ++answer.whole.count;
        answer.whole.sum += rowDigest(key.id, row->rv);
    }
    return {.body = boost::json::serialize(toJson(answer))};
}

Reply PlatformModel::keys(UserNumber user, const KeysRequest& request) const
{
    if (!state_.isGranted(user, request.scope))
        return refused(403, FaultCode::forbidden, "scope_not_granted");
    KeysAnswer answer{.cut = state_.headCut()};
    for (const auto& [key, row] : state_.index) {
        const auto& wanted = request.buckets;
        const bool isAsked =
            row->scope == request.scope &&
            std::find(wanted.begin(), wanted.end(), bucketOf(key.id)) != wanted.end();
        const EntityInfo& info = *findEntityByCode(key.entity);
        const EntityInfo* after = request.after ? findEntity(request.after->entity) : nullptr;
        if (!isAsked || (after != nullptr && std::tuple(key.entity, key.id) <=
                                                 std::tuple(after->code, request.after->id)))
            continue;
        if (answer.keys.size() == shape_.pageRows * 2) {
            answer.next = EntityKey{answer.keys.back().entity, answer.keys.back().key.id};
            break;
        }
        answer.keys.push_back({info.name, {key.id, row->rv}});
    }
    return {.body = boost::json::serialize(toJson(answer))};
}

Reply PlatformModel::fetch(UserNumber user, const FetchRequest& request)
{
    if (!state_.isGranted(user, request.scope))
        return refused(403, FaultCode::forbidden, "scope_not_granted");
    Reply reply;
    for (const EntityKey& key : request.keys) {
        const EntityInfo* info = findEntity(key.entity);
        const auto row =
            info == nullptr ? state_.rows.end() : state_.rows.find({info->code, key.id});
        if (row == state_.rows.end() || row->second->scope != request.scope)
            continue;
        RowsFrameWriter frame(reply.body, info->name, request.scope, columnsOf(*info, shape_.age));
        appendRow(frame, *info, *row->second, shape_.age);
        frame.finish();
    }
    sequence();
    PageFrame page{.scope = request.scope, .entity = organizationEntity().name};
    page.readyCut = state_.headCut();
    appendFrame(reply.body, page);
    return reply;
}

Reply PlatformModel::page(UserNumber user, const PageQuery& query)
{
    if (!state_.isGranted(user, query.scope))
        return refused(403, FaultCode::forbidden, "scope_not_granted");
    std::map<int, std::size_t> counts; // As of the last cut.
    for (const auto& [key, row] : state_.index)
        counts[key.entity] += row->scope == query.scope ? 1 : 0;
    std::map<int, std::vector<RowPointer>> rows; // Committed now.
    const auto parsed = Uuid::parse(query.after);
    const Uuid after = parsed ? *parsed : Uuid{};
    const EntityInfo& asked = *findEntity(query.entity);
    for (const auto& [key, row] : state_.rows) {
        const bool isBehind = key.entity != asked.code || key.id > after;
        if (row->scope == query.scope && isBehind)
            rows[key.entity].push_back(row);
    }
    Reply reply;
    std::size_t room = shape_.pageRows;
    PageFrame page{.scope = query.scope};
    const auto write = [&](const EntityInfo& info, std::size_t most) {
        const auto& found = rows[info.code];
        const std::size_t count = std::min(most, found.size());
        RowsFrameWriter frame(reply.body, info.name, query.scope, columnsOf(info, shape_.age));
        for (std::size_t i = 0; i < count; ++i)
            appendRow(frame, info, *found[i], shape_.age);
        frame.finish();
        room -= std::min(room, count);
        return count;
    };
    bool isWhole = true;
    for (const EntityInfo& info : allEntities()) {
        if (info.sync != SyncPolicy::mirrored || info.code < asked.code)
            continue;
        if (info.code == asked.code) {
            const std::size_t limit = room;
            const std::size_t count = write(info, limit);
            if (count == limit) {
                page.next = rows[info.code][count - 1]->key.id;
                page.entity = info.name;
                isWhole = false;
                break;
            }
        } else if (counts[info.code] > 0) {
            if (counts[info.code] > room) {
                isWhole = false;
                break;
            }
            write(info, SIZE_MAX);
        }
        page.entity = info.name;
    }
    if (isWhole) {
        sequence();
        page.readyCut = state_.headCut();
    }
    appendFrame(reply.body, page);
    return reply;
}

} // namespace tidemark::sim
