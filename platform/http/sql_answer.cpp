#include "platform/http/sql_answer.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::int64_t mostRows = 200;
constexpr std::int64_t lastPage = 1'000'000;

bool readNumber(const Request& request, std::string_view name, std::int64_t& number)
{
    const auto text = request.query(name);
    if (!text)
        return true;
    const char* const last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, number);
    return error == std::errc{} && end == last && number >= 1;
}

} // namespace

std::string utcText(std::string_view expression)
{
    return "to_char(" + std::string(expression) +
           " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
}

asio::awaitable<Response>
sqlAnswer(Database& database, const Request& request, std::string sql, Params params)
{
    auto rows = co_await database.read(request.actor->tenancy, sql, std::move(params));
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    if (rows->isEmpty() || !rows->at(0, 0)) {
        const Fault nothing{
            FaultCode::notFound,
            "no_such_row",
            "There is nothing with this id.",
            "Open the list again."};
        co_return problem(nothing, request.requestId);
    }
    co_return jsonText(200, std::string(rows->text(0, 0)));
}

Result<ListPart> readListPart(const Request& request)
{
    ListPart part;
    const bool isRead =
        readNumber(request, "page", part.page) && readNumber(request, "size", part.size);
    if (!isRead || part.size > mostRows || part.page > lastPage)
        return Fault{
            FaultCode::invalid,
            "bad_page",
            "The page or its size is not a number in range.",
            "Ask for a page from 1, with at most 200 rows."};
    return part;
}

asio::awaitable<Response>
sqlListAnswer(Database& database, const Request& request, std::string select, Params params)
{
    const auto part = readListPart(request);
    if (!part)
        co_return problem(part.error(), request.requestId);
    const std::string limit = '$' + std::to_string(params.size() + 1);
    const std::string offset = '$' + std::to_string(params.size() + 2);
    params.emplace_back(part->limit());
    params.emplace_back(part->offset());
    const std::string page = '$' + std::to_string(params.size() + 1);
    params.emplace_back(std::to_string(part->page));
    const std::string sql =
        "WITH found AS MATERIALIZED (" + select +
        ") SELECT jsonb_build_object('items', coalesce((SELECT jsonb_agg(item) FROM"
        " (SELECT item FROM found LIMIT " +
        limit + "::bigint OFFSET " + offset +
        "::bigint) part), '[]'), 'total', (SELECT count(*) FROM found), 'page', " + page +
        "::bigint, 'size', " + limit + "::bigint)::text";
    co_return co_await sqlAnswer(database, request, sql, std::move(params));
}

} // namespace tidemark::platform
