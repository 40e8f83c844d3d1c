#include "platform/feed/pull.hpp"

#include "models/entities/entities.hpp"
#include "platform/feed/image_row.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tidemark::platform {
namespace {

/// An answer of fewer rows is made at once; a larger one piece by piece.
constexpr int streamedFrom = 2'000;
constexpr int rowsPerPiece = 500;
/// With so few scopes, all digests are sent each time, so that any mirror can check itself.
constexpr std::size_t digestsAlways = 16;

constexpr std::string_view rangeSql =
    "SELECT h.history_id, h.epoch, coalesce(hd.cut, 0), coalesce(hd.floor_cut, 0), f.last_pos,"
    " f.salt, t.cut, t.last_pos, t.salt"
    " FROM sync.history h LEFT JOIN sync.head hd ON true"
    " LEFT JOIN sync.cut f ON f.cut = $1::bigint"
    " LEFT JOIN LATERAL (SELECT c.cut, c.last_pos, c.salt FROM sync.cut c"
    "   WHERE c.cut > $1::bigint AND c.cut <= least(hd.cut, $2::bigint)"
    "   AND (c.last_pos <= coalesce(f.last_pos, 0) + $3::bigint OR c.cut = $1::bigint + 1)"
    "   ORDER BY c.cut DESC LIMIT 1) t ON true";
constexpr std::string_view grantsSql =
    "SELECT f.scope_id, f.op, f.rv, coalesce(us.reason, ''), f.pos > $3::bigint"
    " FROM sync.feed f LEFT JOIN sync.user_scope us"
    "   ON us.user_id = f.user_id AND us.scope_id = f.scope_id"
    " WHERE f.user_id = $1 AND f.pos > $2::bigint AND f.op IN ('G', 'R')"
    " UNION ALL SELECT p.scope_id, p.op, p.rv, '', true FROM sync.pending p WHERE p.user_id = $1";
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

/// From where to where.
struct Range {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t head = 0;
    std::int64_t fromPos = 0;
    std::int64_t to = 0;
    std::int64_t toPos = 0;
    std::string salt = {};
};

Fault cursorFault(std::string reason, std::string cause)
{
    return Fault{
        FaultCode::conflict,
        std::move(reason),
        std::move(cause),
        "Compare the copy with the platform."};
}

Result<Range> checkRange(const ResultSet& rows, const SyncCursor& cursor)
{
    Range range{
        .history = std::string(rows.text(0, 0)),
        .epoch = rows.integer(0, 1),
        .head = rows.integer(0, 2),
        .fromPos = rows.integer(0, 4),
        .to = cursor.cut,
        .toPos = rows.integer(0, 4),
        .salt = cursor.salt};
    if (cursor.history != range.history || cursor.epoch != range.epoch)
        return cursorFault("history_changed", "The platform's data has another history.");
    if (cursor.cut > range.head)
        return cursorFault("cursor_ahead", "The copy is newer than the platform.");
    if (cursor.cut < rows.integer(0, 3))
        return cursorFault("cursor_too_old", "The changes since the copy are no longer kept.");
    if (cursor.cut > 0 && (!rows.at(0, 5) || rows.text(0, 5) != cursor.salt))
        return cursorFault("salt_mismatch", "The copy was made of another past of the platform.");
    if (rows.at(0, 6)) {
        range.to = rows.integer(0, 6);
        range.toPos = rows.integer(0, 7);
        range.salt = rows.text(0, 8);
    }
    return range;
}

/// What the records of grants say beside the scopes held now.
struct GrantNews {
    std::set<std::int64_t> granted = {};              ///< In the range.
    std::map<std::int64_t, std::string> revoked = {}; ///< In the range, with the reason.
    std::set<std::int64_t> laterGrants = {};          ///< By version: sequenced after the range.
};

GrantNews grantNews(const ResultSet& rows)
{
    GrantNews news;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::int64_t scope = rows.integer(row, 0);
        const bool isGrant = rows.text(row, 1) == "G";
        if (rows.boolean(row, 4)) {
            if (isGrant)
                news.laterGrants.insert(rows.integer(row, 2));
        } else if (isGrant) {
            news.granted.insert(scope);
        } else {
            news.revoked[scope] = rows.text(row, 3);
        }
    }
    return news;
}

/// Everything of one answer, written piece by piece.
class PullAnswer {
public:
    std::string begin(
        const Range& range,
        const PullRequest& request,
        const std::vector<HeldScope>& held,
        const GrantNews& news
    )
    {
        std::string out;
        appendFrame(
            out,
            HeadFrame{
                range.history,
                range.epoch,
                request.cursor.cut,
                range.to,
                range.salt,
                Timestamp::now(),
                range.to < range.head}
        );
        std::set<std::int64_t> now;
        for (const HeldScope& scope : held) {
            if (news.laterGrants.contains(scope.grantRv))
                continue;
            now.insert(scope.id);
            if (news.granted.contains(scope.id))
                appendFrame(out, GrantFrame{scope.id, scope.kind, scope.name, scope.leaseSeconds});
        }
        std::map<std::int64_t, std::string> lost = news.revoked;
        for (const std::int64_t scope : request.scopes)
            lost.try_emplace(scope, "not_granted");
        for (const auto& [scope, reason] : lost) {
            const bool isHeld = std::any_of(held.begin(), held.end(), [&](const HeldScope& one) {
                return one.id == scope;
            });
            if (!isHeld)
                appendFrame(out, RevokeFrame{scope, reason});
        }
        for (const std::int64_t scope : request.scopes) {
            if (now.contains(scope))
                scopes.push_back(scope);
        }
        return out;
    }

    /// The next rows; empty when there are no more.
    std::string more(int most)
    {
        std::string out;
        const int last = std::min(at_ + most, rows.rowCount());
        while (at_ < last)
            appendGroup(out, last);
        return out;
    }

    std::string end(const Range& range)
    {
        std::string out;
        for (int row = 0; row < results.rowCount(); ++row) {
            out += R"({"f":"result",)";
            out += results.text(row, 0).substr(1);
            out += '\n';
        }
        appendFrame(out, EndFrame{range.to, range.salt, rows.rowCount(), std::move(digests)});
        return out;
    }

    ResultSet rows = {};
    ResultSet results = {};
    std::vector<ScopeDigest> digests = {};
    std::vector<std::int64_t> scopes = {}; ///< Asked for, held now and at the cut.

private:
    /// Rows of one entity, scope and kind, up to `last`.
    void appendGroup(std::string& out, int last)
    {
        const EntityInfo& info = *findEntityByCode(static_cast<int>(rows.integer(at_, 0)));
        const std::int64_t scope = rows.integer(at_, 1);
        const char op = rows.text(at_, 2).front();
        int stop = at_;
        while (stop < last && rows.integer(stop, 0) == info.code &&
               rows.integer(stop, 1) == scope && rows.text(stop, 2).front() == op)
            ++stop;
        if (op == 'U') {
            RowsFrameWriter frame(out, info.name, scope, frameColumns(info));
            ImageReader reader(info);
            for (; at_ < stop; ++at_)
                reader.append(frame, rows.text(at_, 5));
            frame.finish();
            return;
        }
        GoneFrame gone{info.name, scope, op == 'D' ? GoneOp::remove : GoneOp::leave, {}};
        for (; at_ < stop; ++at_) {
            if (const auto id = Uuid::parse(rows.text(at_, 3)))
                gone.keys.push_back({*id, rows.integer(at_, 4)});
        }
        appendFrame(out, gone);
    }

    int at_ = 0;
};

/// Many rows are read on a connection of their own, so that they hold nobody up.
asio::awaitable<Result<ResultSet>>
readRows(Database& database, const Tenancy& tenancy, const Range& range, Params params)
{
    if (range.toPos - range.fromPos < streamedFrom)
        co_return co_await database.read(tenancy, rowsSql, std::move(params));
    auto work = [&params](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        co_return co_await transaction.run(rowsSql, params);
    };
    co_return co_await database.transact(tenancy, work);
}

Response responseOf(std::shared_ptr<PullAnswer> answer, std::string begin, const Range& range)
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

asio::awaitable<Result<Response>>
answerPull(Database& database, const Actor& actor, PullRequest request)
{
    const SyncCursor& cursor = request.cursor;
    constexpr std::int64_t anyCut = std::numeric_limits<std::int64_t>::max();
    Params bounds = {
        std::to_string(cursor.cut),
        std::to_string(request.toCut.value_or(anyCut)),
        std::to_string(pullPositions)};
    auto found = co_await database.read(actor.tenancy, rangeSql, std::move(bounds));
    if (!found)
        co_return found.error();
    const auto range = checkRange(*found, cursor);
    if (!range)
        co_return range.error();
    const std::string fromPos = std::to_string(range->fromPos);
    const std::string toPos = std::to_string(range->toPos);
    auto held = co_await heldScopes(database, actor);
    if (!held)
        co_return held.error();
    Params grantKeys = {actor.userId.toString(), fromPos, toPos};
    auto grants = co_await database.read(actor.tenancy, grantsSql, std::move(grantKeys));
    if (!grants)
        co_return grants.error();

    auto answer = std::make_shared<PullAnswer>();
    std::string begin = answer->begin(*range, request, *held, grantNews(*grants));
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
    std::vector<std::int64_t> checked = answer->scopes;
    if (checked.size() > digestsAlways && range->toPos > range->fromPos) {
        std::set<std::int64_t> touched;
        for (int row = 0; row < answer->rows.rowCount(); ++row)
            touched.insert(answer->rows.integer(row, 1));
        checked.assign(touched.begin(), touched.end());
    }
    auto digests = co_await scopeDigests(database, actor.tenancy, checked, codes, range->to);
    if (!digests)
        co_return digests.error();
    answer->digests = std::move(*digests);
    co_return responseOf(std::move(answer), std::move(begin), *range);
}

} // namespace tidemark::platform
