#include "platform/entities/entity_resource.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "platform/entities/list_query.hpp"
#include "platform/entities/openapi.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

std::string etag(std::string_view rv)
{
    return '"' + std::string(rv) + '"';
}

/// Why a write was refused, beside the fault: outlives the transaction that found out.
struct Refusal {
    std::vector<FieldFault> fields = {};
    std::optional<StoredRow> current = {};
};

Response refused(const Fault& fault, const Request& request, const Refusal& refusal)
{
    if (fault.reason == "stale" && refusal.current) {
        boost::json::object members;
        members["current"] = refusal.current->object();
        return problem(fault, request.requestId, members);
    }
    if (fault.reason == "invalid_fields" && !refusal.fields.empty())
        return problem(fault, request.requestId, refusal.fields);
    return problem(fault, request.requestId);
}

} // namespace

Result<std::int64_t> expectedVersion(const Request& request)
{
    std::string_view text = request.header("If-Match").value_or("");
    if (text.size() > 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    std::int64_t rv = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, rv);
    if (error == std::errc() && rest == end)
        return rv;
    return Fault{
        FaultCode::invalid,
        "missing_if_match",
        "The request does not say which version of the row it changes.",
        "Send the row's ETag as If-Match."};
}

Response rowResponse(int status, StoredRow row)
{
    Response response = jsonText(status, std::move(row.json));
    response.headers.emplace_back("ETag", etag(std::to_string(row.rv)));
    return response;
}

EntityResource::EntityResource(Database& database, ReferenceCache& reference, Committed committed)
    : database_(database)
    , reference_(reference)
    , committed_(std::move(committed))
    , totals_(database)
{
}

void EntityResource::addTo(Router& router)
{
    using Member = Answer (EntityResource::*)(const EntityInfo&, const Request&);
    for (const EntityInfo& info : allEntities()) {
        if (info.sync == SyncPolicy::serverOnly)
            continue;
        auto route = [&](Method method, std::string path, std::string action, Member member) {
            auto handler = [this, &info, member](Request& request) {
                return (this->*member)(info, request);
            };
            const std::string permission = info.permissionTo(action);
            router.add(
                method,
                path,
                action == "read" ? Access::to(permission) : Access::toSome(permission),
                handler
            );
        };
        const std::string one = info.plural + "/{id}";
        route(Method::get, info.plural, "read", &EntityResource::list);
        route(Method::get, one, "read", &EntityResource::get);
        if (!info.writable)
            continue;
        route(Method::patch, one, "update", &EntityResource::patch);
        if (info.name == "tenant")
            continue; // Made and ended by the people who run the platform.
        route(Method::post, info.plural, "create", &EntityResource::create);
        route(Method::del, one, "delete", &EntityResource::remove);
    }
    auto openApi = [text = std::shared_ptr<const std::string>(),
                    &router](Request&) mutable -> Answer {
        if (!text)
            text = std::make_shared<const std::string>(openApiText(router));
        Response response;
        response.body = text;
        co_return response;
    };
    router.add(Method::get, "openapi.json", Access::anyone(), openApi);
}

EntityResource::Answer EntityResource::list(const EntityInfo& info, const Request& request)
{
    auto wanted = readListRequest(info, request);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto statements = listStatements(info, *wanted, *request.actor);
    if (!statements)
        co_return problem(statements.error(), request.requestId);
    const Actor& actor = *request.actor;
    auto rows =
        co_await database_.read(actor.tenancy, statements->rows.sql, statements->rows.params);
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    const std::int64_t offset = (wanted->page - 1) * wanted->size;
    std::int64_t count = offset + rows->rowCount();
    if (rows->rowCount() == wanted->size || (rows->isEmpty() && offset > 0)) {
        auto counted = co_await totals_.get(actor.tenancy, statements->total);
        if (!counted)
            co_return problem(counted.error(), request.requestId);
        count = *counted;
    }
    const EntityTable& table = tableOf(info);
    std::string text;
    text.reserve(64 + static_cast<std::size_t>(rows->rowCount()) * 512);
    text += "{\"items\":[";
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (row > 0)
            text += ',';
        appendRow(text, table, *rows, row);
    }
    text += "],\"page\":" + std::to_string(wanted->page);
    text += ",\"size\":" + std::to_string(wanted->size);
    text += ",\"total\":" + std::to_string(count) + '}';
    co_return jsonText(200, std::move(text));
}

EntityResource::Answer EntityResource::get(const EntityInfo& info, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(notThere(info), request.requestId);
    const EntityTable& table = tableOf(info);
    const Actor& actor = *request.actor;
    const bool seesAll = actor.seesAllOrganizations();
    Params params = {id->toString()};
    if (!seesAll)
        params.emplace_back(std::to_string(actor.ownScope));
    auto rows = co_await database_.read(
        actor.tenancy, seesAll ? table.getSql : table.getOwnSql, std::move(params)
    );
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    if (rows->isEmpty())
        co_return problem(notThere(info), request.requestId);
    std::string text;
    text.reserve(1024);
    appendRow(text, table, *rows, 0);
    Response response = jsonText(200, std::move(text));
    response.headers.emplace_back("ETag", etag(rows->text(0, rvColumn)));
    co_return response;
}

EntityResource::Answer EntityResource::write(const Request& request, Writing writing)
{
    Refusal refusal;
    auto inTransaction = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        refusal = {};
        ClientWriter writer(transaction, request.actor, WriteContext::of(request), reference_);
        auto response = co_await writing(writer);
        if (!response) {
            for (const FieldProblem& one : writer.problems())
                refusal.fields.push_back({one.field, one.reason, one.detail});
            refusal.current = writer.current();
            co_return response;
        }
        auto finished = co_await writer.finish();
        if (!finished)
            co_return finished.error();
        co_return response;
    };
    auto response = co_await writeOnce(database_, request, inTransaction);
    if (!response)
        co_return refused(response.error(), request, refusal);
    forgetTotals(request.actor->tenancy.tenant);
    if (committed_)
        committed_(request.actor->tenancy.tenant);
    co_return std::move(*response);
}

EntityResource::Answer EntityResource::create(const EntityInfo& info, const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto writing = [&](ClientWriter& writer) -> asio::awaitable<Result<Response>> {
        auto row = co_await writer.create(info, *body);
        if (!row)
            co_return row.error();
        const std::string location = "/api/v1/" + info.plural + '/' + row->id.toString();
        Response response = rowResponse(201, std::move(*row));
        response.headers.emplace_back("Location", location);
        co_return response;
    };
    co_return co_await write(request, writing);
}

EntityResource::Answer EntityResource::patch(const EntityInfo& info, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(notThere(info), request.requestId);
    auto expected = expectedVersion(request);
    if (!expected)
        co_return problem(expected.error(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto writing = [&](ClientWriter& writer) -> asio::awaitable<Result<Response>> {
        auto row = co_await writer.patch(info, *id, *body, *expected);
        if (!row)
            co_return row.error();
        co_return rowResponse(200, std::move(*row));
    };
    co_return co_await write(request, writing);
}

EntityResource::Answer EntityResource::remove(const EntityInfo& info, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(notThere(info), request.requestId);
    auto expected = expectedVersion(request);
    if (!expected)
        co_return problem(expected.error(), request.requestId);
    auto writing = [&](ClientWriter& writer) -> asio::awaitable<Result<Response>> {
        auto row = co_await writer.remove(info, *id, *expected);
        if (!row)
            co_return row.error();
        co_return noContent();
    };
    co_return co_await write(request, writing);
}

} // namespace tidemark::platform
