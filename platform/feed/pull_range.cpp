#include "platform/feed/pull_range.hpp"

#include "models/protocol/ledger.hpp"
#include "platform/feed/scopes.hpp"

#include <limits>

namespace tidemark::platform {
namespace {

/// What a row costs beside its values.
constexpr std::int64_t bytesAround = 64;

constexpr std::string_view rangeSql =
    "SELECT h.history_id, h.epoch, coalesce(hd.cut, 0), coalesce(hd.floor_cut, 0), f.last_pos,"
    " f.salt, t.cut, t.last_pos, t.salt"
    " FROM sync.history h LEFT JOIN sync.head hd ON true"
    " LEFT JOIN sync.cut f ON f.cut = $1::bigint"
    " LEFT JOIN LATERAL (SELECT c.cut, c.last_pos, c.salt FROM sync.cut c"
    "   WHERE c.cut > $1::bigint AND c.cut <= least(hd.cut, $2::bigint)"
    "   AND (c.last_pos <= coalesce(f.last_pos, 0) + $3::bigint OR c.cut = $1::bigint + 1)"
    "   ORDER BY c.cut DESC LIMIT 1) t ON true";
constexpr std::string_view bytesSql =
    "SELECT coalesce(sum(octet_length(f.image::text)), 0)::bigint FROM sync.feed f"
    " WHERE f.pos > $1::bigint AND f.pos <= $2::bigint AND f.scope_id = ANY ($3::bigint[])";

Result<PullRange> checkRange(const ResultSet& rows, const SyncCursor& cursor)
{
    ServerPast past{
        .history = std::string(rows.text(0, 0)),
        .epoch = rows.integer(0, 1),
        .headCut = rows.integer(0, 2),
        .floorCut = rows.integer(0, 3)};
    if (rows.at(0, 5))
        past.salt = rows.text(0, 5);
    if (auto checked = checkCursor(past, cursor); !checked)
        return checked.error();
    PullRange range{
        .history = past.history,
        .epoch = past.epoch,
        .head = past.headCut,
        .fromPos = rows.integer(0, 4),
        .to = cursor.cut,
        .toPos = rows.integer(0, 4),
        .salt = cursor.salt};
    if (rows.at(0, 6)) {
        range.to = rows.integer(0, 6);
        range.toPos = rows.integer(0, 7);
        range.salt = rows.text(0, 8);
    }
    return range;
}

asio::awaitable<Result<PullRange>> rangeWithin(
    Database& database, const Tenancy& tenancy, const PullRequest& request, std::int64_t positions
)
{
    constexpr std::int64_t anyCut = std::numeric_limits<std::int64_t>::max();
    Params keys = {
        std::to_string(request.cursor.cut),
        std::to_string(request.toCut.value_or(anyCut)),
        std::to_string(positions)};
    auto found = co_await database.read(tenancy, rangeSql, std::move(keys));
    if (!found)
        co_return found.error();
    co_return checkRange(*found, request.cursor);
}

asio::awaitable<Result<std::int64_t>> bytesOf(
    Database& database, const Tenancy& tenancy, const PullRequest& request, const PullRange& range
)
{
    Params keys = {
        std::to_string(range.fromPos), std::to_string(range.toPos), arrayParameter(request.scopes)};
    auto found = co_await database.read(tenancy, bytesSql, std::move(keys));
    if (!found)
        co_return found.error();
    co_return found->integer(0, 0) + bytesAround*(range.toPos - range.fromPos);
}

} // namespace

asio::awaitable<Result<PullRange>> findRange(
    Database& database, const Tenancy& tenancy, const PullRequest& request, const PullBounds& bounds
)
{
    constexpr int closer = 4;
    for (std::int64_t positions = bounds.positions;; positions /= closer) {
        auto range = co_await rangeWithin(database, tenancy, request, positions);
        if (!range || range->toPos - range->fromPos < bounds.countedFrom)
            co_return range;
        const auto bytes = co_await bytesOf(database, tenancy, request, *range);
        if (!bytes)
            co_return bytes.error();
        if (*bytes <= bounds.bytes)
            co_return range;
        if (range->to <= request.cursor.cut + 1)
            co_return Fault{
                FaultCode::conflict,
                "cursor_too_old",
                "More rows were changed at once than one answer holds.",
                "Compare the copy with the platform."};
    }
}

} // namespace tidemark::platform
