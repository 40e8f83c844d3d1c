#include "platform/feed/snapshot_stream.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/image_row.hpp"
#include "platform/feed/pull.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::int64_t rowsPerChunk = 2'500;
constexpr int rowsPerPiece = 500;
constexpr std::string_view countsSql =
    "SELECT e.code, d.n FROM unnest($2::smallint[]) e(code) CROSS JOIN LATERAL (SELECT n"
    " FROM sync.scope_digest WHERE scope_id = $1::bigint AND ent = e.code"
    " ORDER BY cut DESC LIMIT 1) d";

asio::awaitable<Result<ResultSet>>
readRows(Database& database, Tenancy tenancy, std::string sql, Params params)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        return transaction.run(sql, params);
    };
    co_return co_await database.transact(tenancy, work);
}

std::string chunkSql(const EntityInfo& info)
{
    const EntityTable& table = tableOf(info);
    return "SELECT " + table.columns + " FROM " + table.name +
           " WHERE scope_id = $1::bigint AND id > $2::uuid ORDER BY id LIMIT $3::bigint";
}

} // namespace

SnapshotStream::SnapshotStream(
    Database& database, Sequencer& sequencer, ActorPointer actor, SnapshotRequest request
)
    : database_(database)
    , sequencer_(sequencer)
    , actor_(std::move(actor))
    , request_(request)
    , room_(request.limit)
{
}

asio::awaitable<Result<void>> SnapshotStream::begin()
{
    const auto self = shared_from_this();
    auto counted = co_await countRows();
    if (!counted)
        co_return counted.error();
    if (!actor_->may(request_.info->permission + ":read")) {
        readFollowing(*request_.info);
        co_return Result<void>();
    }
    startReading(*request_.info, request_.after, std::min(room_, rowsPerChunk));
    const auto first = coming_;
    co_await first->read.wait();
    if (!first->rows)
        co_return first->rows.error();
    co_return Result<void>();
}

asio::awaitable<Result<std::string>> SnapshotStream::next()
{
    const auto self = shared_from_this();
    if (!writing_ && coming_) {
        writing_ = std::exchange(coming_, nullptr);
        at_ = 0;
        co_await writing_->read.wait();
        if (!writing_->rows)
            co_return writing_->rows.error();
        readOn(*writing_);
    }
    if (!writing_) {
        if (std::exchange(isDone_, true))
            co_return std::string();
        co_return co_await lastFrame();
    }
    std::string piece;
    const ResultSet& rows = *writing_->rows;
    const EntityInfo& info = *writing_->info;
    const int last = std::min(at_ + rowsPerPiece, rows.rowCount());
    RowsFrameWriter frame(piece, info.name, request_.scope, frameColumns(info));
    for (; at_ < last; ++at_)
        appendFrameRow(frame, info, rows, at_);
    frame.finish();
    if (at_ == rows.rowCount())
        writing_ = nullptr;
    if (piece.empty()) // An empty piece would end the stream.
        co_return co_await next();
    co_return piece;
}

void SnapshotStream::startReading(const EntityInfo& info, Uuid after, std::int64_t limit)
{
    coming_ = std::make_shared<Chunk>();
    coming_->info = &info;
    coming_->limit = limit;
    Params params = {std::to_string(request_.scope), after.toString(), std::to_string(limit)};
    auto keep = [chunk = coming_](std::exception_ptr, Result<ResultSet> rows) {
        chunk->rows = std::move(rows);
        chunk->read.finish();
    };
    asio::co_spawn(
        database_.executor(),
        readRows(database_, actor_->tenancy, chunkSql(info), std::move(params)),
        keep
    );
}

/// What to read while `chunk` is written.
void SnapshotStream::readOn(const Chunk& chunk)
{
    const int count = chunk.rows->rowCount();
    room_ -= count;
    const bool isWholeEntity = count < chunk.limit;
    if (isWholeEntity) {
        readFollowing(*chunk.info);
        return;
    }
    const auto last = Uuid::parse(chunk.rows->text(count - 1, idColumn));
    const Uuid after = last ? *last : Uuid();
    // Only the entity asked for may end the page: another one was begun because all of it fits.
    const bool isAskedFor = chunk.info == request_.info;
    if (isAskedFor && room_ <= 0) {
        goesOn_ = after;
        covered_ = chunk.info;
        return;
    }
    const std::int64_t limit = isAskedFor ? std::min(room_, rowsPerChunk) : rowsPerChunk;
    startReading(*chunk.info, after, limit);
}

/// The next entity that has rows, if all of them fit.
void SnapshotStream::readFollowing(const EntityInfo& covered)
{
    covered_ = &covered;
    for (const EntityInfo& info : allEntities()) {
        if (info.sync != SyncPolicy::mirrored || info.code <= covered.code)
            continue;
        const auto count = counts_.find(info.code);
        if (count != counts_.end() && count->second > 0) {
            if (count->second <= room_)
                startReading(info, Uuid(), rowsPerChunk);
            return;
        }
        covered_ = &info;
    }
    isWhole_ = true;
}

asio::awaitable<Result<void>> SnapshotStream::countRows()
{
    Params params = {std::to_string(request_.scope), arrayParameter(readableEntities(*actor_))};
    auto rows = co_await database_.read(actor_->tenancy, countsSql, std::move(params));
    if (!rows)
        co_return rows.error();
    for (int row = 0; row < rows->rowCount(); ++row)
        counts_[static_cast<int>(rows->integer(row, 0))] = rows->integer(row, 1);
    co_return Result<void>();
}

asio::awaitable<Result<std::string>> SnapshotStream::lastFrame()
{
    PageFrame page{.scope = request_.scope, .entity = covered_->name, .next = goesOn_};
    if (isWhole_) {
        auto caught = co_await sequencer_.catchUp();
        if (!caught)
            co_return caught.error();
        auto state = co_await feedState(database_, actor_->tenancy);
        if (!state)
            co_return state.error();
        page.readyCut = state->headCut;
        const std::vector<std::int64_t> scopes{request_.scope};
        const std::vector<int> codes = readableEntities(*actor_);
        auto digests =
            co_await scopeDigests(database_, actor_->tenancy, scopes, codes, state->headCut);
        if (!digests)
            co_return digests.error();
        page.digest = digests->front();
    }
    std::string line;
    appendFrame(line, page);
    co_return line;
}

} // namespace tidemark::platform
