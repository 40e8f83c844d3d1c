#include "platform/apikeys/key_routes.hpp"

#include "platform/apikeys/key_scopes.hpp"
#include "platform/apikeys/key_sql.hpp"

#include <boost/json/array.hpp>

#include <charconv>

namespace tidemark::platform {
namespace {

constexpr std::int64_t longestOverlap = 7 * 24 * 3600;
constexpr int mostDays = 366;

Response shownKey(int status, KeyShown shown)
{
    const std::string version(shown.row.at("rv").as_string());
    if (!shown.secret.isEmpty())
        shown.row["secret"] = shown.secret.reveal();
    Response response = json(status, shown.row);
    response.headers.emplace_back("ETag", '"' + version + '"');
    return response;
}

Response refusedFields(const std::vector<FieldFault>& faults, const Request& request)
{
    const Fault refused{
        FaultCode::invalid,
        "refused_fields",
        "Some of what the API key should be is not possible.",
        "Correct the fields named."};
    return problem(refused, request.requestId, faults);
}

/// The version of `If-Match: "3"`.
Result<std::int64_t> expectedVersion(const Request& request)
{
    std::string_view text = request.header("If-Match").value_or("");
    if (text.size() > 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return Fault{
            FaultCode::invalid,
            "missing_if_match",
            "The request does not say which version of the API key it changes.",
            "Send the key's ETag as If-Match."};
    return version;
}

/// A query's id: `me`, or nil for something that is none.
std::optional<Uuid> ownerIn(const Request& request)
{
    const auto text = request.query("owner");
    if (!text)
        return std::nullopt;
    if (*text == "me")
        return request.actor->userId;
    const auto id = Uuid::parse(*text);
    return id ? *id : Uuid{};
}

std::optional<std::string> orNull(const std::optional<Uuid>& id)
{
    return id ? std::optional<std::string>(id->toString()) : std::nullopt;
}

Params whoAsks(const Actor& actor)
{
    return {
        std::to_string(actor.tenancy.tenant),
        orNull(actor.organizationId),
        actor.userId.toString()};
}

class KeyRoutes {
public:
    KeyRoutes(Database& database, KeyBook& book)
        : database_(database)
        , book_(book)
    {
    }

    asio::awaitable<Response> list(Request& request) const
    {
        Params params = whoAsks(*request.actor);
        params.emplace_back(std::string(request.query("search").value_or("")));
        params.push_back(orNull(ownerIn(request)));
        params.emplace_back(std::string(request.query("state").value_or("")));
        return sqlListAnswer(database_, request, key_sql::list(), std::move(params));
    }

    asio::awaitable<Response> one(Request& request) const
    {
        const auto id = request.pathId();
        if (!id)
            co_return problem(id.error(), request.requestId);
        auto shown = co_await book_.find(request.actor, *id);
        if (!shown)
            co_return problem(shown.error(), request.requestId);
        co_return shownKey(200, std::move(*shown));
    }

    asio::awaitable<Response> make(Request& request) const
    {
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        ReadForm read = readKeyForm(*body, true, request.actor.get());
        if (!read.faults.empty())
            co_return refusedFields(read.faults, request);
        auto made =
            co_await book_.make(request.actor, AuditOrigin::of(request), std::move(read.form));
        if (!made)
            co_return problem(made.error(), request.requestId);
        co_return shownKey(201, std::move(*made));
    }

    asio::awaitable<Response> change(Request& request) const
    {
        auto order = orderIn(request);
        if (!order)
            co_return problem(order.error(), request.requestId);
        const auto version = expectedVersion(request);
        if (!version)
            co_return problem(version.error(), request.requestId);
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        ReadForm read = readKeyForm(*body, false, nullptr);
        if (!read.faults.empty())
            co_return refusedFields(read.faults, request);
        const Uuid id = order->keyId;
        auto changed = co_await book_.change(std::move(*order), *version, std::move(read.form));
        if (changed)
            co_return shownKey(200, std::move(*changed));
        boost::json::object members;
        if (changed.error().reason == "stale") {
            auto current = co_await book_.find(request.actor, id);
            if (current)
                members["current"] = std::move(current->row);
        }
        co_return problem(changed.error(), request.requestId, members);
    }

    asio::awaitable<Response> revoke(Request& request) const
    {
        auto order = orderIn(request);
        if (!order)
            co_return problem(order.error(), request.requestId);
        auto done = co_await book_.revoke(std::move(*order));
        if (!done)
            co_return problem(done.error(), request.requestId);
        co_return noContent();
    }

    asio::awaitable<Response> rotate(Request& request) const
    {
        auto order = orderIn(request);
        if (!order)
            co_return problem(order.error(), request.requestId);
        auto body = request.jsonBody();
        if (!body)
            co_return problem(body.error(), request.requestId);
        const auto* given = body->if_contains("overlapSeconds");
        std::int64_t overlap = 0;
        if (given && !given->is_null())
            overlap = given->is_int64() ? given->get_int64() : -1;
        if (overlap < 0 || overlap > longestOverlap)
            co_return refusedFields(
                {{"overlapSeconds", "too_large", "The old key lives on for a week at most."}},
                request
            );
        auto shown = co_await book_.rotate(std::move(*order), std::chrono::seconds(overlap));
        if (!shown)
            co_return problem(shown.error(), request.requestId);
        co_return shownKey(200, std::move(*shown));
    }

    asio::awaitable<Response> usageOfOne(Request& request) const
    {
        const auto id = request.pathId();
        if (!id)
            co_return problem(id.error(), request.requestId);
        UsageOf of;
        of.key = *id;
        co_return co_await usageAnswer(database_, request, of);
    }

    asio::awaitable<Response> usageOfMany(Request& request) const
    {
        UsageOf of;
        of.owner = ownerIn(request);
        return usageAnswer(database_, request, of);
    }

private:
    static Result<KeyOrder> orderIn(const Request& request)
    {
        const auto id = request.pathId();
        if (!id)
            return id.error();
        return KeyOrder{request.actor, AuditOrigin::of(request), *id};
    }

    Database& database_;
    KeyBook& book_;
};

asio::awaitable<Response> scopes(Request& request)
{
    boost::json::array all;
    for (const std::string& scope : givableScopes(request.actor->permissions))
        all.emplace_back(scope);
    boost::json::object body;
    body["scopes"] = std::move(all);
    co_return json(200, body);
}

} // namespace

asio::awaitable<Response> usageAnswer(Database& database, const Request& request, UsageOf of)
{
    int days = 30;
    const std::string_view asked = request.query("days").value_or("30");
    const char* const last = asked.data() + asked.size();
    const auto [end, error] = std::from_chars(asked.data(), last, days);
    if (error != std::errc{} || end != last || days < 1 || days > mostDays) {
        const Fault refused{
            FaultCode::invalid,
            "bad_days",
            "The number of days is not from 1 to 366.",
            "Ask for fewer days."};
        co_return problem(refused, request.requestId);
    }
    Params params = whoAsks(*request.actor);
    params.push_back(orNull(of.key));
    params.push_back(orNull(of.owner));
    params.emplace_back(std::to_string(days));
    co_return co_await sqlAnswer(database, request, key_sql::usage(), std::move(params));
}

void addKeyRoutes(Router& router, Database& database, KeyBook& book)
{
    const auto routes = std::make_shared<const KeyRoutes>(database, book);
    using Member = asio::awaitable<Response> (KeyRoutes::*)(Request&) const;
    const auto add = [&](Method method, const char* path, Access access, Member member) {
        const auto handler = [routes, member](Request& request) {
            return ((*routes).*member)(request);
        };
        router.add(method, path, std::move(access), handler);
    };
    const auto reading = Access::to("apikey:read");
    const auto changing = Access::toSome("apikey:update");
    const auto revoking = Access::toSome("apikey:revoke");
    add(Method::get, "api-keys", reading, &KeyRoutes::list);
    add(Method::post, "api-keys", Access::to("apikey:create"), &KeyRoutes::make);
    router.add(Method::get, "api-keys/scopes", reading, scopes);
    add(Method::get, "api-keys/{id}", reading, &KeyRoutes::one);
    add(Method::patch, "api-keys/{id}", changing, &KeyRoutes::change);
    add(Method::del, "api-keys/{id}", revoking, &KeyRoutes::revoke);
    add(Method::post, "api-keys/{id}/rotate", changing, &KeyRoutes::rotate);
    add(Method::get, "api-keys/{id}/usage", reading, &KeyRoutes::usageOfOne);
    add(Method::get, "api-key-usage", reading, &KeyRoutes::usageOfMany);
}

} // namespace tidemark::platform
