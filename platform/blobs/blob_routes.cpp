#include "platform/blobs/blob_routes.hpp"

#include "platform/audit/audit_deed.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::string_view setLimitsSql =
    "INSERT INTO app.blob_limit (tenant_id, file_bytes, quota_bytes)"
    " VALUES ($1::int, $2::bigint, $3::bigint) ON CONFLICT (tenant_id) DO UPDATE"
    " SET file_bytes = excluded.file_bytes, quota_bytes = excluded.quota_bytes";
std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end && number >= 0 ? std::optional(number)
                                                              : std::nullopt;
}

std::int64_t integerIn(const boost::json::object& body, std::string_view key)
{
    const auto* value = body.if_contains(key);
    if (value == nullptr)
        return -1;
    if (value->is_string()) // Scopes are texts elsewhere on the wire.
        return numberOf(std::string_view(value->get_string())).value_or(-1);
    return value->is_int64() ? value->get_int64() : -1;
}

std::string textIn(const boost::json::object& body, std::string_view key)
{
    const auto* value = body.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

/// Where the content stands, in the body and in the headers that uploads over HTTP know.
Response standing(int status, const BlobEntry& blob)
{
    boost::json::object body;
    body["id"] = blob.id.toString();
    body["offset"] = blob.received;
    body["size"] = blob.size;
    body["have"] = blob.isStored;
    Response response = json(status, body);
    response.headers.emplace_back("Upload-Offset", std::to_string(blob.received));
    response.headers.emplace_back("Upload-Length", std::to_string(blob.size));
    return response;
}

std::string limitsText(const BlobLimits& limits)
{
    boost::json::object body;
    body["fileBytes"] = limits.fileBytes;
    body["quotaBytes"] = limits.quotaBytes;
    return boost::json::serialize(body);
}

/// The routes' state; lives in their handlers.
struct BlobRoutes : std::enable_shared_from_this<BlobRoutes> {
    using Answer = asio::awaitable<Response>;

    BlobRoutes(Database& db, BlobBook& book)
        : database(db)
        , blobs(book)
    {
    }

    Answer offer(const Request& request)
    {
        const auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        BlobOffer wanted;
        wanted.size = integerIn(*body, "size");
        wanted.sha256 = textIn(*body, "sha256");
        wanted.scope = integerIn(*body, "scope");
        wanted.mime = textIn(*body, "mime");
        const auto blob = co_await blobs.offer(*request.actor, wanted);
        if (!blob)
            co_return problem(blob.error(), request.requestId);
        co_return standing(blob->isStored ? 200 : 201, *blob);
    }

    Answer append(const Request& request)
    {
        const auto id = request.pathId();
        if (!id)
            co_return problem(id.error(), request.requestId);
        const auto offset = numberOf(request.header("Upload-Offset").value_or(""));
        if (!offset) {
            const Fault fault{
                FaultCode::invalid,
                "bad_offset",
                "The part does not say where it belongs.",
                "Send the header Upload-Offset with the number of bytes that went before."};
            co_return problem(fault, request.requestId);
        }
        const auto blob = co_await blobs.append(*request.actor, *id, *offset, request.body);
        if (!blob)
            co_return problem(blob.error(), request.requestId);
        co_return standing(200, *blob);
    }

    Answer head(const Request& request)
    {
        const auto id = request.pathId();
        if (!id)
            co_return problem(id.error(), request.requestId);
        const auto blob = co_await blobs.find(*request.actor, *id);
        if (!blob)
            co_return problem(blob.error(), request.requestId);
        co_return standing(200, *blob);
    }

    Answer download(const Request& request)
    {
        const auto id = request.pathId();
        if (!id)
            co_return problem(id.error(), request.requestId);
        const auto blob = co_await blobs.find(*request.actor, *id);
        if (!blob)
            co_return problem(blob.error(), request.requestId);
        if (!blob->isStored) {
            const Fault fault{
                FaultCode::conflict,
                "still_coming",
                "The file has not arrived as a whole yet.",
                "Wait until it is uploaded."};
            co_return problem(fault, request.requestId);
        }
        const std::string tag = '"' + blob->sha256 + '"';
        auto header = request.header("Range");
        if (request.header("If-Range").value_or(tag) != tag)
            header.reset();
        const auto range = readRange(header, blob->size);
        if (!range)
            co_return unsatisfiable(request, blob->size);
        co_return content(request, *blob, *range, tag);
    }

    static Response unsatisfiable(const Request& request, std::int64_t size)
    {
        const Fault fault{
            FaultCode::invalid,
            "bad_range",
            "The file is shorter than what was asked for.",
            "Ask for a part that is there."};
        Response response = problem(fault, request.requestId);
        response.status = 416;
        response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
        return response;
    }

    Response content(
        const Request& request,
        const BlobEntry& blob,
        const ByteRange& range,
        const std::string& tag
    )
    {
        auto next = std::make_shared<std::int64_t>(range.first);
        const auto self = shared_from_this();
        const int tenant = request.actor->tenancy.tenant;
        auto produce = [self, blob, range, next, tenant]() -> asio::awaitable<Result<std::string>> {
            if (*next >= range.end)
                co_return std::string();
            auto piece = co_await self->blobs.read(tenant, blob, *next, range.end);
            if (piece)
                *next += static_cast<std::int64_t>(piece->size());
            co_return piece;
        };
        Response response = stream(produce, blob.mime);
        const bool isPart = range.first > 0 || range.end < blob.size;
        response.status = isPart ? 206 : 200;
        if (isPart)
            response.headers.emplace_back(
                "Content-Range",
                "bytes " + std::to_string(range.first) + '-' + std::to_string(range.end - 1) + '/' +
                    std::to_string(blob.size)
            );
        response.headers.emplace_back("ETag", tag);
        response.headers.emplace_back("Accept-Ranges", "bytes");
        // A browser saves it and runs nothing of it in our name.
        response.headers.emplace_back("Content-Disposition", "attachment");
        response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
        return response;
    }

    Answer limits(const Request& request)
    {
        const auto known = co_await blobs.limits(*request.actor);
        if (!known)
            co_return problem(known.error(), request.requestId);
        boost::json::object body;
        body["fileBytes"] = known->first.fileBytes;
        body["quotaBytes"] = known->first.quotaBytes;
        body["usedBytes"] = known->second;
        co_return json(200, body);
    }

    Answer setLimits(const Request& request)
    {
        const auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        const auto before = co_await blobs.limits(*request.actor);
        if (!before)
            co_return problem(before.error(), request.requestId);
        const BlobLimits wanted{integerIn(*body, "fileBytes"), integerIn(*body, "quotaBytes")};
        const std::int64_t most = 2LL * 1024 * 1024 * 1024;
        if (wanted.fileBytes < 1 || wanted.fileBytes > most ||
            wanted.quotaBytes < wanted.fileBytes) {
            const Fault fault{
                FaultCode::invalid,
                "bad_limits",
                "A file may have 1 byte to 2 GiB, and the whole at least as much as one file.",
                "Give other numbers of bytes."};
            co_return problem(fault, request.requestId);
        }
        const Actor& actor = *request.actor;
        const std::string tenant = std::to_string(actor.tenancy.tenant);
        std::vector<Statement> statements;
        statements.push_back(
            {std::string(setLimitsSql),
             {tenant, std::to_string(wanted.fileBytes), std::to_string(wanted.quotaBytes)}}
        );
        AuditDeed deed{"tenant.setBlobLimits", "tenant"};
        deed.before = limitsText(before->first);
        deed.after = limitsText(wanted);
        statements.push_back(
            auditStatement(actor.tenancy.tenant, AuditOrigin::of(request), std::move(deed))
        );
        const auto done = co_await database.write(actor.tenancy, std::move(statements));
        if (!done)
            co_return problem(done.error(), request.requestId);
        co_return co_await limits(request);
    }

    Database& database;
    BlobBook& blobs;
};

} // namespace

std::optional<ByteRange> readRange(std::optional<std::string_view> header, std::int64_t size)
{
    const ByteRange whole{0, size};
    constexpr std::string_view unit = "bytes=";
    if (!header || !header->starts_with(unit))
        return whole;
    const std::string_view text = header->substr(unit.size());
    const auto dash = text.find('-');
    if (dash == std::string_view::npos)
        return whole;
    const auto first = numberOf(text.substr(0, dash));
    const auto last = numberOf(text.substr(dash + 1));
    if (dash == 0) // The last so many bytes.
        return last && *last > 0 ? ByteRange{std::max<std::int64_t>(0, size - *last), size}
                                 : std::optional<ByteRange>();
    if (!first || (!last && dash + 1 != text.size()))
        return whole;
    if (*first >= size)
        return std::nullopt;
    const std::int64_t end = last ? std::min(*last, size - 1) + 1 : size;
    return end > *first ? ByteRange{*first, end} : whole;
}

void addBlobRoutes(Router& router, Database& database, BlobBook& blobs)
{
    using Member = BlobRoutes::Answer (BlobRoutes::*)(const Request&);
    const auto routes = std::make_shared<BlobRoutes>(database, blobs);
    const auto add = [&](Method method, std::string_view path, Access access, Member member) {
        auto handler = [routes, member](Request& request) {
            return (routes.get()->*member)(request);
        };
        router.add(method, path, std::move(access), handler);
    };
    add(Method::post, "blobs", Access::toSome("document:create"), &BlobRoutes::offer);
    add(Method::patch, "blobs/{id}", Access::toSome("document:create"), &BlobRoutes::append);
    add(Method::head, "blobs/{id}", Access::toSome("document:read"), &BlobRoutes::head);
    add(Method::get, "blobs/{id}", Access::to("document:read"), &BlobRoutes::download);
    add(Method::get, "blob-limits", Access::signedIn(), &BlobRoutes::limits);
    add(Method::put, "blob-limits", Access::to("tenant:update"), &BlobRoutes::setLimits);
}

} // namespace tidemark::platform
