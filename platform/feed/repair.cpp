#include "platform/feed/repair.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/image_row.hpp"
#include "platform/feed/pull.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

/// One statement: rows and head are those of one snapshot, and the sequencer writes both at once.
constexpr std::string_view bucketsSql =
    "SELECT hd.cut, r.bucket, count(r.eid), mod(mod(coalesce(sum(r.h), 0), 18446744073709551616)"
    " + 18446744073709551616, 18446744073709551616)"
    " FROM sync.head hd LEFT JOIN sync.row r ON r.tenant_id = hd.tenant_id"
    "   AND r.scope_id = $1::bigint AND r.ent = ANY ($2::smallint[])"
    " GROUP BY hd.cut, r.bucket";
constexpr std::string_view keysSql =
    "SELECT hd.cut, r.ent, r.eid, r.rv FROM sync.head hd LEFT JOIN LATERAL ("
    "   SELECT bucket, ent, eid, rv FROM sync.row WHERE tenant_id = hd.tenant_id"
    "   AND scope_id = $1::bigint AND ent = ANY ($2::smallint[]) AND bucket = ANY ($3::smallint[])"
    "   AND (bucket, ent, eid) > ($4::smallint, $5::smallint, $6::uuid)"
    "   ORDER BY bucket, ent, eid LIMIT $7::bigint) r ON true";

/// Reads that may take long run on a connection of their own.
asio::awaitable<Result<ResultSet>>
readAside(Database& database, const Tenancy& tenancy, std::string_view sql, Params params)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        co_return co_await transaction.run(sql, params);
    };
    co_return co_await database.transact(tenancy, work);
}

std::uint64_t sumOf(std::string_view digits)
{
    std::uint64_t sum = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), sum);
    return sum;
}

/// Ids of each entity that the actor may read.
std::map<const EntityInfo*, std::string> idLists(const Actor& actor, const FetchRequest& request)
{
    std::map<const EntityInfo*, std::string> lists;
    for (const EntityKey& key : request.keys) {
        const EntityInfo* info = findEntity(key.entity);
        if (info == nullptr || info->sync != SyncPolicy::mirrored ||
            !actor.may(info->permission + ":read"))
            continue;
        std::string& list = lists[info];
        list += list.empty() ? "{" : ",";
        list += key.id.toString();
    }
    return lists;
}

} // namespace

asio::awaitable<Result<DigestAnswer>>
answerDigest(Database& database, const Actor& actor, DigestRequest request)
{
    auto held = co_await mustHold(database, actor, request.scope);
    if (!held)
        co_return held.error();
    Params params = {std::to_string(request.scope), arrayParameter(readableEntities(actor))};
    auto rows = co_await readAside(database, actor.tenancy, bucketsSql, std::move(params));
    if (!rows)
        co_return rows.error();
    DigestAnswer answer{.whole = {.scope = request.scope}};
    for (int row = 0; row < rows->rowCount(); ++row) {
        answer.cut = rows->integer(row, 0);
        if (!rows->at(row, 1))
            continue;
        const auto bucket = static_cast<std::size_t>(rows->integer(row, 1));
        answer.buckets.at(bucket) = {rows->integer(row, 2), sumOf(rows->text(row, 3))};
        answer.whole.count += answer.buckets[bucket].count;
        answer.whole.sum += answer.buckets[bucket].sum;
    }
    co_return answer;
}

asio::awaitable<Result<KeysAnswer>>
answerKeys(Database& database, const Actor& actor, KeysRequest request)
{
    auto held = co_await mustHold(database, actor, request.scope);
    if (!held)
        co_return held.error();
    int afterBucket = -1;
    int afterCode = 0;
    Uuid afterId;
    if (request.after) {
        const EntityInfo* info = findEntity(request.after->entity);
        if (info == nullptr)
            co_return Fault{
                FaultCode::invalid,
                "bad_after",
                "There are no records of the kind " + request.after->entity + ".",
                "Begin again without it."};
        afterBucket = bucketOf(request.after->id);
        afterCode = info->code;
        afterId = request.after->id;
    }
    const auto most = static_cast<int>(limits::keysPerAnswer);
    Params params = {
        std::to_string(request.scope),
        arrayParameter(readableEntities(actor)),
        arrayParameter(request.buckets),
        std::to_string(afterBucket),
        std::to_string(afterCode),
        afterId.toString(),
        std::to_string(most + 1)};
    auto rows = co_await readAside(database, actor.tenancy, keysSql, std::move(params));
    if (!rows)
        co_return rows.error();
    KeysAnswer answer;
    for (int row = 0; row < rows->rowCount(); ++row) {
        answer.cut = rows->integer(row, 0);
        const auto id = Uuid::parse(rows->text(row, 2));
        if (!id)
            continue;
        if (row == most) {
            const VersionedKey& last = answer.keys.back();
            answer.next = EntityKey{last.entity, last.key.id};
            break;
        }
        const EntityInfo* info = findEntityByCode(static_cast<int>(rows->integer(row, 1)));
        answer.keys.push_back({info->name, {*id, rows->integer(row, 3)}});
    }
    co_return answer;
}

asio::awaitable<Result<Response>>
answerFetch(Database& database, Sequencer& sequencer, const Actor& actor, FetchRequest request)
{
    auto held = co_await mustHold(database, actor, request.scope);
    if (!held)
        co_return held.error();
    std::string out;
    std::string entity;
    for (const auto& [info, ids] : idLists(actor, request)) {
        const EntityTable& table = tableOf(*info);
        const std::string sql = "SELECT " + table.columns + " FROM " + table.name +
                                " WHERE scope_id = $1::bigint AND id = ANY ($2::uuid[])";
        Params params = {std::to_string(request.scope), ids + '}'};
        auto rows = co_await readAside(database, actor.tenancy, sql, std::move(params));
        if (!rows)
            co_return rows.error();
        RowsFrameWriter frame(out, info->name, request.scope, frameColumns(*info));
        for (int row = 0; row < rows->rowCount(); ++row)
            appendFrameRow(frame, *info, *rows, row);
        frame.finish();
        entity = info->name;
    }
    auto caught = co_await sequencer.catchUp();
    if (!caught)
        co_return caught.error();
    auto state = co_await feedState(database, actor.tenancy);
    if (!state)
        co_return state.error();
    PageFrame page{.scope = request.scope, .entity = entity};
    page.readyCut = state->headCut;
    appendFrame(out, page);
    Response response = jsonText(200, std::move(out));
    response.contentType = "application/x-ndjson";
    co_return response;
}

} // namespace tidemark::platform
