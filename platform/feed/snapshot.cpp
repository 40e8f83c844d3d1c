#include "platform/feed/snapshot.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/limits.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/image_row.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::platform {
namespace {

constexpr int rowsPerPiece = 500;
constexpr std::string_view headSql = "SELECT coalesce(max(cut), 0) FROM sync.head";

struct PageRequest {
    std::int64_t scope = 0;
    const EntityInfo* info = nullptr;
    Uuid after = {};
    std::int64_t limit = static_cast<std::int64_t>(limits::pageRows);
};

Fault badParameter(std::string_view name)
{
    return Fault{
        FaultCode::invalid,
        "bad_" + std::string(name),
        "The parameter " + std::string(name) + " cannot be read.",
        "Correct the address."};
}

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

Result<PageRequest> readPageRequest(const Request& request)
{
    PageRequest page;
    const auto scope = numberOf(request.query("scope").value_or(""));
    if (!scope)
        return badParameter("scope");
    page.scope = *scope;
    page.info = findEntity(request.query("entity").value_or(""));
    if (page.info == nullptr || page.info->sync != SyncPolicy::mirrored)
        return badParameter("entity");
    if (const auto after = request.query("after"); after && !after->empty()) {
        const auto id = Uuid::parse(*after);
        if (!id)
            return badParameter("after");
        page.after = *id;
    }
    if (const auto limit = request.query("limit")) {
        const auto number = numberOf(*limit);
        if (!number || *number < 1)
            return badParameter("limit");
        page.limit = std::min(*number, page.limit);
    }
    return page;
}

bool isLastEntity(const EntityInfo& info)
{
    const auto all = allEntities();
    const auto last = std::find_if(all.rbegin(), all.rend(), [](const EntityInfo& one) {
        return one.sync == SyncPolicy::mirrored;
    });
    return &*last == &info;
}

std::string pageSql(const EntityTable& table)
{
    return "SELECT " + table.columns + " FROM " + table.name +
           " WHERE scope_id = $1::bigint AND id > $2::uuid ORDER BY id LIMIT $3::bigint";
}

asio::awaitable<Result<ResultSet>>
readPage(Database& database, const Actor& actor, const PageRequest& page)
{
    if (!actor.may(page.info->permission + ":read"))
        co_return ResultSet();
    const std::string sql = pageSql(tableOf(*page.info));
    const Params params = {
        std::to_string(page.scope), page.after.toString(), std::to_string(page.limit)};
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        co_return co_await transaction.run(sql, params);
    };
    co_return co_await database.transact(actor.tenancy, work);
}

/// The cut at or below which everything is that this page and earlier ones could show.
asio::awaitable<Result<std::int64_t>>
readyCut(Database& database, Sequencer& sequencer, const Tenancy& tenancy)
{
    auto caught = co_await sequencer.catchUp();
    if (!caught)
        co_return caught.error();
    auto head = co_await database.read(tenancy, headSql);
    if (!head)
        co_return head.error();
    co_return head->integer(0, 0);
}

Response pageResponse(const EntityInfo& info, ResultSet rows, PageFrame page)
{
    auto shared = std::make_shared<ResultSet>(std::move(rows));
    auto producer = [&info, shared, page = std::move(page), at = 0, isDone = false](
                    ) mutable -> asio::awaitable<Result<std::string>> {
        std::string piece;
        if (isDone)
            co_return piece;
        const int last = std::min(at + rowsPerPiece, shared->rowCount());
        RowsFrameWriter frame(piece, info.name, page.scope, frameColumns(info));
        for (; at < last; ++at)
            appendFrameRow(frame, info, *shared, at);
        frame.finish();
        if (at == shared->rowCount()) {
            appendFrame(piece, page);
            isDone = true;
        }
        co_return piece;
    };
    return stream(producer);
}

} // namespace

asio::awaitable<Result<Response>>
answerSnapshot(Database& database, Sequencer& sequencer, const Request& request)
{
    auto page = readPageRequest(request);
    if (!page)
        co_return page.error();
    const Actor& actor = *request.actor;
    auto held = co_await heldScopes(database, actor);
    if (!held)
        co_return held.error();
    const bool isHeld = std::any_of(held->begin(), held->end(), [&](const HeldScope& one) {
        return one.id == page->scope;
    });
    if (!isHeld)
        co_return Fault{
            FaultCode::forbidden,
            "scope_not_granted",
            "You have no access to these records.",
            "Open a new session to see what you have access to."};
    auto rows = co_await readPage(database, actor, *page);
    if (!rows)
        co_return rows.error();
    PageFrame end{.scope = page->scope, .entity = page->info->name};
    if (rows->rowCount() == page->limit) {
        const auto last = Uuid::parse(rows->text(rows->rowCount() - 1, idColumn));
        if (last)
            end.next = *last;
    } else if (isLastEntity(*page->info)) {
        auto cut = co_await readyCut(database, sequencer, actor.tenancy);
        if (!cut)
            co_return cut.error();
        end.readyCut = *cut;
    }
    co_return pageResponse(*page->info, std::move(*rows), std::move(end));
}

} // namespace tidemark::platform
