#include "platform/feed/sync_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/pull.hpp"
#include "platform/feed/push.hpp"
#include "platform/feed/session.hpp"
#include "platform/feed/snapshot.hpp"

#include <charconv>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// The body as JSON, when the client speaks our version of the protocol.
Result<boost::json::value> readBody(const Request& request, std::size_t bytesMost)
{
    const auto version = request.header("X-Sync-Protocol");
    if (version && *version != std::to_string(limits::syncProtocol))
        return Fault{
            FaultCode::unsupported,
            "upgrade_required",
            "The platform speaks another version of the sync protocol.",
            "Install the current version of Tidemark."};
    return tidemark::parseJson(request.body, bytesMost);
}

Answer session(Database& database, Sequencer& sequencer, const Request& request)
{
    auto body = readBody(request, limits::requestBytes);
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto wanted = readSessionRequest(*body);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await openSession(database, sequencer, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return json(200, toJson(*answer));
}

Answer pull(Database& database, const Request& request)
{
    auto body = readBody(request, limits::requestBytes);
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto wanted = readPullRequest(*body);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    if (!wanted->clientId.empty() && !Uuid::parse(wanted->clientId))
        wanted->clientId.clear();
    auto response = co_await answerPull(database, *request.actor, std::move(*wanted));
    if (!response)
        co_return problem(response.error(), request.requestId);
    co_return std::move(*response);
}

Answer snapshot(Database& database, Sequencer& sequencer, const Request& request)
{
    auto response = co_await answerSnapshot(database, sequencer, request);
    if (!response)
        co_return problem(response.error(), request.requestId);
    co_return std::move(*response);
}

Answer
push(Database& database, ReferenceCache& reference, Sequencer& sequencer, const Request& request)
{
    auto body = readBody(request, limits::pushBytes);
    if (!body)
        co_return problem(body.error(), request.requestId);
    auto wanted = readPushRequest(*body);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    Push work(database, reference, sequencer, request);
    auto answer = co_await work.run(std::move(*wanted));
    if (answer)
        co_return json(200, toJson(*answer));
    if (answer.error().reason != "mid_gap")
        co_return problem(answer.error(), request.requestId);
    boost::json::object members;
    members["lastMid"] = work.lastMid();
    co_return problem(answer.error(), request.requestId, members);
}

Answer mutations(Database& database, const Request& request)
{
    const std::string_view from = request.query("fromMid").value_or("1");
    std::int64_t fromMid = 0;
    const auto [rest, error] = std::from_chars(from.data(), from.data() + from.size(), fromMid);
    const auto client = Uuid::parse(request.query("clientId").value_or(""));
    if (error != std::errc() || rest != from.data() + from.size() || !client)
        co_return problem(
            Fault{
                FaultCode::invalid,
                "bad_parameters",
                "The device or the number of the first change cannot be read.",
                "Correct the address."},
            request.requestId
        );
    auto answer = co_await storedResults(database, *request.actor, client->toString(), fromMid);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return json(200, toJson(*answer));
}

} // namespace

void addSyncRoutes(
    Router& router, Database& database, ReferenceCache& reference, Sequencer& sequencer
)
{
    const Access access = Access::signedIn();
    router.add(Method::post, "sync/session", access, [&](Request& request) {
        return session(database, sequencer, request);
    });
    router.add(Method::post, "sync/pull", access, [&](Request& request) {
        return pull(database, request);
    });
    router.add(Method::get, "sync/snapshot", access, [&](Request& request) {
        return snapshot(database, sequencer, request);
    });
    router.add(Method::post, "sync/push", access, [&](Request& request) {
        return push(database, reference, sequencer, request);
    });
    router.add(Method::get, "sync/mutations", access, [&](Request& request) {
        return mutations(database, request);
    });
}

} // namespace tidemark::platform
