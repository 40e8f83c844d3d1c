#include "platform/feed/pull.hpp"

#include "platform/feed/pull_answer.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

/// An answer of fewer rows is made at once; a larger one piece by piece.
constexpr int streamedFrom = 2'000;
constexpr int rowsPerPiece = 500;
/// With so few scopes, all digests are sent each time, so that any mirror can check itself.
constexpr std::size_t digestsAlways = 16;

constexpr std::string_view stateSql =
    "SELECT h.history_id, h.epoch, coalesce(hd.cut, 0), coalesce(hd.floor_cut, 0),"
    " coalesce(c.salt::text, ''), (SELECT to_char(p.restored_to AT TIME ZONE 'UTC',"
    "   'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM sync.past_history p"
    "   ORDER BY p.ended_at DESC LIMIT 1)"
    " FROM sync.history h LEFT JOIN sync.head hd ON true"
    " LEFT JOIN sync.cut c ON c.cut = hd.cut";
/// What the feed tells of the actor's grants, what is still to come, and how scopes that are asked
/// for were lost before the range.
constexpr std::string_view grantsSql =
    "SELECT f.scope_id, f.op, f.rv, coalesce(us.reason, ''), f.pos > $3::bigint"
    " FROM sync.feed f LEFT JOIN sync.user_scope us"
    "   ON us.user_id = f.user_id AND us.scope_id = f.scope_id"
    " WHERE f.user_id = $1 AND f.pos > $2::bigint AND f.op IN ('G', 'R')"
    " UNION ALL SELECT p.scope_id, p.op, p.rv, '', true FROM sync.pending p WHERE p.user_id = $1"
    " UNION ALL SELECT us.scope_id, 'R', us.rv, coalesce(us.reason, ''), false"
    " FROM sync.user_scope us WHERE us.user_id = $1 AND us.revoked_at IS NOT NULL"
    "   AND us.scope_id = ANY ($4::bigint[])";
constexpr std::string_view rowsSql =
    "WITH latest AS (SELECT DISTINCT ON (ent, eid) scope_id, ent, eid, op, rv, image"
    "   FROM sync.feed WHERE pos > $1::bigint AND pos <= $2::bigint AND op IN ('U', 'D', 'X')"
    "   AND scope_id = ANY ($3::bigint[]) AND ent = ANY ($4::smallint[])"
    "   ORDER BY ent, eid, pos DESC)"
    " SELECT ent, scope_id, op, eid, rv, image FROM latest ORDER BY ent, scope_id, op DESC";
constexpr std::string_view resultsSql =
    "SELECT m.result FROM sync.feed f"
    " JOIN sync.client c ON c.client_id = f.client_id AND c.user_id = $4"
    " JOIN sync.mutation m ON m.client_id = f.client_id AND m.mid = f.rv"
    " WHERE f.client_id = $1 AND f.pos > $2::bigint AND f.pos <= $3::bigint AND f.op = 'M'"
    " ORDER BY f.rv";

asio::awaitable<Result<GrantNews>> findGrants(
    Database& database, const Actor& actor, const PullRange& range, const PullRequest& request
)
{
    Params keys = {
        actor.userId.toString(),
        std::to_string(range.fromPos),
        std::to_string(range.toPos),
        arrayParameter(request.scopes)};
    auto rows = co_await database.read(actor.tenancy, grantsSql, std::move(keys));
    if (!rows)
        co_return rows.error();
    GrantNews news;
    for (int row = 0; row < rows->rowCount(); ++row) {
        const std::int64_t scope = rows->integer(row, 0);
        const std::int64_t rv = rows->integer(row, 2);
        const bool isGrant = rows->text(row, 1) == "G";
        const bool isLater = rows->boolean(row, 4);
        if (isLater) {
            const auto first = news.next.emplace(scope, GrantNews::Next{isGrant, rv}).first;
            if (rv < first->second.rv)
                first->second = {isGrant, rv};
        } else if (isGrant)
            news.granted.insert(scope);
        else if (rv > news.revoked[scope].rv)
            news.revoked[scope] = {std::string(rows->text(row, 3)), rv};
    }
    co_return news;
}

/// Many rows are read on a connection of their own, so that they hold nobody up.
asio::awaitable<Result<ResultSet>>
readRows(Database& database, const Tenancy& tenancy, const PullRange& range, Params params)
{
    if (range.toPos - range.fromPos < streamedFrom)
        co_return co_await database.read(tenancy, rowsSql, std::move(params));
    auto work = [&params](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        co_return co_await transaction.run(rowsSql, params);
    };
    co_return co_await database.transact(tenancy, work);
}

/// Of which scopes the digest goes along.
std::vector<std::int64_t>
scopesToCheck(const PullAnswer& answer, const PullRequest& request, const PullRange& range)
{
    if (answer.scopes.size() <= digestsAlways || range.toPos <= range.fromPos)
        return answer.scopes;
    std::set<std::int64_t> checked;
    for (int row = 0; row < answer.rows.rowCount(); ++row)
        checked.insert(answer.rows.integer(row, 1));
    for (const std::int64_t scope : answer.scopes) {
        const auto& wanted = request.verify;
        if (std::find(wanted.begin(), wanted.end(), scope) != wanted.end())
            checked.insert(scope);
    }
    return {checked.begin(), checked.end()};
}

Response responseOf(std::shared_ptr<PullAnswer> answer, std::string begin, const PullRange& range)
{
    if (answer->rows.rowCount() < streamedFrom) {
        begin += answer->more(answer->rows.rowCount());
        begin += answer->end(range);
        Response response = jsonText(200, std::move(begin));
        response.contentType = "application/x-ndjson";
        return response;
    }
    auto producer = [answer, range, first = std::move(begin), isDone = false](
                    ) mutable -> asio::awaitable<Result<std::string>> {
        if (!first.empty())
            co_return std::exchange(first, {});
        std::string piece = answer->more(rowsPerPiece);
        if (piece.empty() && !std::exchange(isDone, true))
            piece = answer->end(range);
        co_return piece;
    };
    return stream(producer);
}

} // namespace

asio::awaitable<Result<FeedState>> feedState(Database& database, const Tenancy& tenancy)
{
    auto rows = co_await database.read(tenancy, stateSql);
    if (!rows)
        co_return rows.error();
    FeedState state{
        std::string(rows->text(0, 0)),
        rows->integer(0, 1),
        rows->integer(0, 2),
        rows->integer(0, 3),
        std::string(rows->text(0, 4))};
    if (const auto at = Timestamp::parse(std::string(rows->text(0, 5))))
        state.restoredTo = *at;
    co_return state;
}

asio::awaitable<Result<Response>>
answerPull(Database& database, const Actor& actor, PullRequest request)
{
    auto range = co_await findRange(database, actor.tenancy, request);
    if (!range)
        co_return range.error();
    auto held = co_await heldScopes(database, actor);
    if (!held)
        co_return held.error();
    auto news = co_await findGrants(database, actor, *range, request);
    if (!news)
        co_return news.error();

    auto answer = std::make_shared<PullAnswer>();
    std::string begin = answer->begin(*range, request, *held, *news, projectionOf(actor));
    const std::string fromPos = std::to_string(range->fromPos);
    const std::string toPos = std::to_string(range->toPos);
    const std::vector<int> codes = readableEntities(actor);
    Params rowKeys = {fromPos, toPos, arrayParameter(answer->scopes), arrayParameter(codes)};
    auto rows = co_await readRows(database, actor.tenancy, *range, std::move(rowKeys));
    if (!rows)
        co_return rows.error();
    answer->rows = std::move(*rows);
    if (!request.clientId.empty()) {
        Params resultKeys = {request.clientId, fromPos, toPos, actor.userId.toString()};
        auto results = co_await database.read(actor.tenancy, resultsSql, std::move(resultKeys));
        if (!results)
            co_return results.error();
        answer->results = std::move(*results);
    }
    const auto checked = scopesToCheck(*answer, request, *range);
    auto digests = co_await scopeDigests(database, actor.tenancy, checked, codes, range->to);
    if (!digests)
        co_return digests.error();
    answer->digests = std::move(*digests);
    co_return responseOf(std::move(answer), std::move(begin), *range);
}

} // namespace tidemark::platform
