#include "platform/feed/snapshot.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/limits.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/feed/image_row.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace tidemark::platform {
namespace {

constexpr int rowsPerPiece = 500;
constexpr std::string_view countsSql =
    "SELECT e.code, d.n FROM unnest($2::smallint[]) e(code) CROSS JOIN LATERAL (SELECT n"
    " FROM sync.scope_digest WHERE scope_id = $1::bigint AND ent = e.code"
    " ORDER BY cut DESC LIMIT 1) d";
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

std::string pageSql(const EntityTable& table)
{
    return "SELECT " + table.columns + " FROM " + table.name +
           " WHERE scope_id = $1::bigint AND id > $2::uuid ORDER BY id LIMIT $3::bigint";
}

/// Rows of one entity in a page.
struct Part {
    const EntityInfo* info = nullptr;
    ResultSet rows = {};
};

/// What a page holds.
struct PageContent {
    std::vector<Part> parts = {};
    const EntityInfo* last = nullptr; ///< It and all before it are covered.
    Uuid next = {};                   ///< Unless this says where `last` goes on.
    bool isWhole = false;             ///< There is no entity after `last`.
};

asio::awaitable<Result<ResultSet>> readRows(
    Transaction& transaction,
    const EntityInfo& info,
    std::int64_t scope,
    Uuid after,
    std::int64_t limit
)
{
    Params params = {std::to_string(scope), after.toString(), std::to_string(limit)};
    const std::string sql = pageSql(tableOf(info));
    co_return co_await transaction.run(sql, std::move(params));
}

/// Rows of the scope by readable entity, as of the last cut: what comes later is in the feed.
asio::awaitable<Result<std::map<int, std::int64_t>>>
rowsByEntity(Transaction& transaction, const Actor& actor, std::int64_t scope)
{
    Params params = {std::to_string(scope), arrayParameter(readableEntities(actor))};
    auto rows = co_await transaction.run(countsSql, std::move(params));
    if (!rows)
        co_return rows.error();
    std::map<int, std::int64_t> counts;
    for (int row = 0; row < rows->rowCount(); ++row)
        counts[static_cast<int>(rows->integer(row, 0))] = rows->integer(row, 1);
    co_return counts;
}

/// Fills the rest of a page with the entities that follow, as far as each fits in whole: a small
/// scope is one page.
asio::awaitable<Result<void>> addFollowing(
    Transaction& transaction, const Actor& actor, const PageRequest& page, PageContent& content
)
{
    auto counts = co_await rowsByEntity(transaction, actor, page.scope);
    if (!counts)
        co_return counts.error();
    std::int64_t room = page.limit - content.parts.front().rows.rowCount();
    for (const EntityInfo& info : allEntities()) {
        if (info.sync != SyncPolicy::mirrored || info.code <= page.info->code)
            continue;
        const auto count = counts->find(info.code);
        const bool hasRows =
            count != counts->end() && count->second > 0 && actor.may(info.permission + ":read");
        if (hasRows && count->second > room)
            co_return Result<void>();
        if (hasRows) {
            auto rows = co_await readRows(transaction, info, page.scope, Uuid(), room + 1);
            if (!rows)
                co_return rows.error();
            if (rows->rowCount() > room)
                co_return Result<void>();
            room -= rows->rowCount();
            content.parts.push_back(Part{&info, std::move(*rows)});
        }
        content.last = &info;
    }
    content.isWhole = true;
    co_return Result<void>();
}

asio::awaitable<Result<PageContent>>
readPage(Transaction& transaction, const Actor& actor, const PageRequest& page)
{
    PageContent content{.last = page.info};
    Part part{.info = page.info};
    if (actor.may(page.info->permission + ":read")) {
        auto rows = co_await readRows(transaction, *page.info, page.scope, page.after, page.limit);
        if (!rows)
            co_return rows.error();
        part.rows = std::move(*rows);
    }
    const int count = part.rows.rowCount();
    if (count == page.limit) {
        if (const auto last = Uuid::parse(part.rows.text(count - 1, idColumn)))
            content.next = *last;
    }
    content.parts.push_back(std::move(part));
    if (content.next.isNil()) {
        auto added = co_await addFollowing(transaction, actor, page, content);
        if (!added)
            co_return added.error();
    }
    co_return content;
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

Response pageResponse(PageContent content, PageFrame page)
{
    struct Writing {
        PageContent content;
        PageFrame page;
        std::size_t part = 0;
        int at = 0;
        bool isDone = false;
    };
    auto writing = std::make_shared<Writing>(Writing{std::move(content), std::move(page)});
    auto producer = [writing]() -> asio::awaitable<Result<std::string>> {
        std::string piece;
        for (int room = rowsPerPiece; room > 0 && writing->part < writing->content.parts.size();) {
            const Part& part = writing->content.parts[writing->part];
            const int last = std::min(writing->at + room, part.rows.rowCount());
            room -= last - writing->at;
            RowsFrameWriter frame(
                piece, part.info->name, writing->page.scope, frameColumns(*part.info)
            );
            for (; writing->at < last; ++writing->at)
                appendFrameRow(frame, *part.info, part.rows, writing->at);
            frame.finish();
            if (writing->at == part.rows.rowCount()) {
                ++writing->part;
                writing->at = 0;
            }
        }
        if (writing->part == writing->content.parts.size() && !std::exchange(writing->isDone, true))
            appendFrame(piece, writing->page);
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
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<PageContent>> {
        return readPage(transaction, actor, *page);
    };
    auto content = co_await database.transact(actor.tenancy, work);
    if (!content)
        co_return content.error();
    PageFrame end{.scope = page->scope, .entity = content->last->name};
    if (!content->next.isNil())
        end.next = content->next;
    if (content->isWhole) {
        auto cut = co_await readyCut(database, sequencer, actor.tenancy);
        if (!cut)
            co_return cut.error();
        end.readyCut = *cut;
    }
    co_return pageResponse(std::move(*content), std::move(end));
}

} // namespace tidemark::platform
