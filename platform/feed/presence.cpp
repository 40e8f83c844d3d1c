#include "platform/feed/presence.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/push.hpp"
#include "platform/feed/scopes.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::int64_t againAlone = 8'000;
constexpr std::int64_t againAmongOthers = 4'000;

constexpr std::string_view visibleSql =
    "SELECT 1 FROM sync.row r JOIN sync.user_scope us ON us.scope_id = r.scope_id"
    " WHERE r.ent = $1::smallint AND r.eid = $2 AND us.user_id = $3 AND us.revoked_at IS NULL";
/// Whoever was silent for as long as two beats and a bad line is gone; theirs are cleared a little
/// at a time by those who still come.
constexpr std::string_view forgetSql =
    "DELETE FROM sync.presence p WHERE p.at < clock_timestamp() - interval '20 seconds'";
constexpr std::string_view leaveSql =
    "DELETE FROM sync.presence p WHERE p.ent = $1::smallint AND p.eid = $2 AND p.client_id = $3"
    " AND p.user_id = $4";
constexpr std::string_view comeSql =
    "INSERT INTO sync.presence AS p (tenant_id, ent, eid, client_id, user_id, field)"
    " SELECT c.tenant_id, $1::smallint, $2::uuid, c.client_id, c.user_id, $5 FROM sync.client c"
    " WHERE c.client_id = $3 AND c.user_id = $4"
    " ON CONFLICT (tenant_id, ent, eid, client_id) DO UPDATE SET field = excluded.field,"
    " at = excluded.at RETURNING 1";
constexpr std::string_view othersSql =
    "SELECT p.user_id, u.display_name, p.field, p.since, p.at FROM sync.presence p"
    " JOIN app.user u ON u.id = p.user_id"
    " WHERE p.ent = $1::smallint AND p.eid = $2 AND p.client_id <> $3"
    " ORDER BY p.since, p.client_id LIMIT 100";

Fault noSuchRow()
{
    return {FaultCode::notFound, "no_such_row", "It is not there.", "Open the list again."};
}

Timestamp timeOf(std::string_view text)
{
    std::string iso;
    appendTimestamp(iso, text);
    const auto time = Timestamp::parse(iso);
    return time ? *time : Timestamp{};
}

PresenceAnswer answerOf(const ResultSet& rows)
{
    PresenceAnswer answer;
    for (int row = 0; row < rows.rowCount(); ++row)
        answer.people.push_back(
            {std::string(rows.text(row, 0)),
             std::string(rows.text(row, 1)),
             std::string(rows.text(row, 2)),
             timeOf(rows.text(row, 3)),
             timeOf(rows.text(row, 4))}
        );
    answer.againMs = answer.people.empty() ? againAlone : againAmongOthers;
    return answer;
}

} // namespace

asio::awaitable<Result<PresenceAnswer>>
notePresence(Database& database, const Actor& actor, PresenceRequest request)
{
    const EntityInfo* entity = findEntity(request.entity);
    const std::vector<int> readable = readableEntities(actor);
    const bool isReadable =
        entity != nullptr &&
        std::find(readable.begin(), readable.end(), entity->code) != readable.end();
    if (!isReadable)
        co_return noSuchRow();
    if (!Uuid::parse(request.clientId))
        co_return unknownClient();
    const std::string code = std::to_string(entity->code);
    const std::string id = request.id.toString();
    const std::string user = actor.userId.toString();
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<PresenceAnswer>> {
        Params row = {code, id, user};
        auto visible = co_await transaction.run(visibleSql, std::move(row));
        if (!visible)
            co_return visible.error();
        if (visible->isEmpty())
            co_return noSuchRow();
        auto forgotten = co_await transaction.run(forgetSql, {});
        if (!forgotten)
            co_return forgotten.error();
        Params mine = {code, id, request.clientId, user};
        if (!request.isGone)
            mine.emplace_back(request.field);
        auto noted = co_await transaction.run(request.isGone ? leaveSql : comeSql, std::move(mine));
        if (!noted)
            co_return noted.error();
        if (!request.isGone && noted->isEmpty())
            co_return unknownClient();
        Params place = {code, id, request.clientId};
        auto others = co_await transaction.run(othersSql, std::move(place));
        if (!others)
            co_return others.error();
        co_return answerOf(*others);
    };
    co_return co_await database.transact(actor.tenancy, work);
}

} // namespace tidemark::platform
