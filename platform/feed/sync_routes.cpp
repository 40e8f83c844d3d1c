#include "platform/feed/sync_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/compression.hpp"
#include "platform/feed/cut_times.hpp"
#include "platform/feed/handover.hpp"
#include "platform/feed/presence.hpp"
#include "platform/feed/pull.hpp"
#include "platform/feed/push.hpp"
#include "platform/feed/repair.hpp"
#include "platform/feed/session.hpp"
#include "platform/feed/snapshot.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

/// The version that the request speaks is one of ours. A session says in its body which ones its
/// client knows.
Result<void> checkVersion(const Request& request)
{
    const std::string_view text = request.header("X-Sync-Protocol").value_or("1");
    int version = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    const bool isRead = error == std::errc() && rest == text.data() + text.size();
    if (isRead && version >= limits::syncProtocolLeast && version <= limits::syncProtocol)
        return {};
    return Fault{
        FaultCode::unsupported,
        "upgrade_required",
        "The platform speaks another version of the sync protocol.",
        "Install the current version of Tidemark."};
}

/// The body, read by `read`.
template <class Read>
auto readAny(const Request& request, std::size_t bytesMost, Read read)
    -> std::invoke_result_t<Read, const boost::json::value&>
{
    const auto body = tidemark::parseJson(request.body, bytesMost);
    if (!body)
        return body.error();
    return read(*body);
}

/// The same, when the client speaks a version of ours.
template <class Read>
auto readBody(const Request& request, std::size_t bytesMost, Read read)
    -> std::invoke_result_t<Read, const boost::json::value&>
{
    if (auto version = checkVersion(request); !version)
        return version.error();
    return readAny(request, bytesMost, std::move(read));
}

Answer session(
    Database& database,
    Sequencer& sequencer,
    const LeastClient& least,
    SyncMeter meter,
    const Request& request
)
{
    auto wanted = readAny(request, limits::requestBytes, readSessionRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    const std::string history = wanted->mirror ? wanted->mirror->history : std::string();
    auto answer = co_await openSession(database, sequencer, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    if (!history.empty() && history != answer->history)
        meter.reconciles.add({{"reason", "other_history"}});
    answer->upgrade = least.wantedOf(request);
    co_return json(200, toJson(*answer));
}

/// What a refused pull says: also how the feed stands, so that repair can begin at once.
Answer pullProblem(Database& database, const Request& request, const Fault& fault)
{
    if (fault.code != FaultCode::conflict)
        co_return problem(fault, request.requestId);
    auto state = co_await feedState(database, request.actor->tenancy);
    if (!state)
        co_return problem(state.error(), request.requestId);
    boost::json::object members;
    members["history"] = state->history;
    members["epoch"] = state->epoch;
    members["headCut"] = std::to_string(state->headCut);
    members["salt"] = state->salt;
    members["floorCut"] = std::to_string(state->floorCut);
    Response response = problem(fault, request.requestId, members);
    constexpr int gone = 410;
    if (fault.reason == "cursor_too_old")
        response.status = gone;
    co_return response;
}

/// Counts the bytes of a body, whole or piece by piece.
void countBytes(Response& response, const Counters& bytes)
{
    if (const auto* text = std::get_if<std::string>(&response.body))
        bytes.add({}, static_cast<double>(text->size()));
    auto* producer = std::get_if<BodyProducer>(&response.body);
    if (producer == nullptr)
        return;
    response.body = BodyProducer(
        [produce = std::move(*producer), bytes]() -> asio::awaitable<Result<std::string>> {
            auto piece = co_await produce();
            if (piece)
                bytes.add({}, static_cast<double>(piece->size()));
            co_return piece;
        }
    );
}

/// How far who pulls is behind, and how long what they lack has been there.
void countDistance(
    const Sequencer& sequencer,
    const CutTimes& times,
    const SyncMeter& meter,
    const Request& request,
    std::int64_t cut
)
{
    const int tenant = request.actor->tenancy.tenant;
    const std::int64_t behind = std::max<std::int64_t>(sequencer.headCut(tenant) - cut, 0);
    meter.cutsBehind.observe(static_cast<double>(behind));
    if (const auto waited = times.waitedAfter(tenant, cut))
        meter.deliverySeconds.observe(waited->count());
}

Answer pull(
    Database& database,
    const Sequencer& sequencer,
    const CutTimes& times,
    SyncMeter meter,
    const Request& request
)
{
    auto wanted = readBody(request, limits::requestBytes, readPullRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    if (!wanted->clientId.empty() && !Uuid::parse(wanted->clientId))
        wanted->clientId.clear();
    const std::int64_t cut = wanted->cursor.cut;
    auto response = co_await answerPull(database, *request.actor, std::move(*wanted));
    if (response)
        countDistance(sequencer, times, meter, request, cut);
    if (!response && response.error().code == FaultCode::conflict)
        meter.reconciles.add({{"reason", response.error().reason}});
    if (!response)
        co_return co_await pullProblem(database, request, response.error());
    countBytes(*response, meter.pullBytes);
    co_return compressedFor(request, std::move(*response));
}

Answer snapshot(Database& database, Sequencer& sequencer, SyncMeter meter, const Request& request)
{
    if (auto version = checkVersion(request); !version)
        co_return problem(version.error(), request.requestId);
    auto response = co_await answerSnapshot(database, sequencer, request);
    if (!response)
        co_return problem(response.error(), request.requestId);
    meter.snapshotPages.add();
    co_return compressedFor(request, std::move(*response));
}

Answer push(
    Database& database,
    ReferenceCache& reference,
    Sequencer& sequencer,
    SyncMeter meter,
    const Request& request
)
{
    auto wanted = readBody(request, limits::pushBytes, readPushRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    Push work(database, reference, sequencer, request);
    auto answer = co_await work.run(std::move(*wanted));
    if (answer)
        meter.pushed(*answer);
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

Answer digest(Database& database, SyncMeter meter, const Request& request)
{
    auto wanted = readBody(request, limits::requestBytes, readDigestRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await answerDigest(database, *request.actor, *wanted);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    meter.comparisons.add();
    co_return json(200, toJson(*answer));
}

Answer keys(Database& database, const Request& request)
{
    auto wanted = readBody(request, limits::requestBytes, readKeysRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await answerKeys(database, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return compressedFor(request, json(200, toJson(*answer)));
}

Answer fetch(Database& database, Sequencer& sequencer, const Request& request)
{
    auto wanted = readBody(request, 2 * limits::requestBytes, readFetchRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await answerFetch(database, sequencer, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return compressedFor(request, std::move(*answer));
}

Answer receipts(Database& database, SyncMeter meter, const Request& request)
{
    auto wanted = readBody(request, limits::pushBytes, readReceiptsRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto kept = co_await keepReceipts(database, *request.actor, std::move(*wanted));
    if (!kept)
        co_return problem(kept.error(), request.requestId);
    for (const double seconds : *kept)
        meter.purgeSeconds.observe(seconds);
    co_return noContent();
}

Answer escrow(Database& database, const Request& request)
{
    auto wanted = readBody(request, limits::escrowBytes, readEscrowRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await keepEscrow(database, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return json(200, toJson(*answer));
}

Answer presence(Database& database, const Request& request)
{
    auto wanted = readBody(request, limits::requestBytes, readPresenceRequest);
    if (!wanted)
        co_return problem(wanted.error(), request.requestId);
    auto answer = co_await notePresence(database, *request.actor, std::move(*wanted));
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return json(200, toJson(*answer));
}

Answer refuse(UpgradeWanted upgrade, bool mayReceive, std::string requestId)
{
    co_return problem(upgradeRequired(upgrade, mayReceive), requestId, toJson(upgrade));
}

/// `handler` for clients that are new enough to send changes.
Handler sending(const LeastClient& least, Handler handler)
{
    return [least, handler = std::move(handler)](Request& request) {
        const auto upgrade = least.wantedOf(request);
        const bool mayReceive = least.mayReceive(Timestamp::now());
        return upgrade ? refuse(*upgrade, mayReceive, request.requestId) : handler(request);
    };
}

/// `handler` for these and, while their grace lasts, for others.
Handler receiving(const LeastClient& least, Handler handler)
{
    return [least, handler = std::move(handler)](Request& request) {
        const auto upgrade = least.wantedOf(request);
        const bool isRefused = upgrade && !least.mayReceive(Timestamp::now());
        return isRefused ? refuse(*upgrade, false, request.requestId) : handler(request);
    };
}

void addRepairRoutes(
    Router& router,
    Database& database,
    Sequencer& sequencer,
    const LeastClient& least,
    const SyncMeter& meter
)
{
    const Access access = Access::signedIn();
    const auto add = [&](const char* path, Handler handler) {
        router.add(Method::post, path, access, receiving(least, std::move(handler)));
    };
    add("sync/digest", [&, meter](Request& request) { return digest(database, meter, request); });
    add("sync/rows", [&](Request& request) { return keys(database, request); });
    add("sync/fetch", [&](Request& request) { return fetch(database, sequencer, request); });
    router.add(Method::post, "sync/receipts", access, [&, meter](Request& request) {
        return receipts(database, meter, request);
    });
    router.add(Method::post, "sync/escrow", access, [&](Request& request) {
        return escrow(database, request);
    });
}

} // namespace

void addSyncRoutes(
    Router& router,
    Database& database,
    ReferenceCache& reference,
    Sequencer& sequencer,
    const LeastClient& least,
    const SyncMeter& meter
)
{
    const Access access = Access::signedIn();
    const auto receive = [&](Method method, const char* path, Handler handler) {
        router.add(method, path, access, receiving(least, std::move(handler)));
    };
    const auto opened = [&database, &sequencer, least, meter](Request& request) {
        return session(database, sequencer, least, meter, request);
    };
    receive(Method::post, "sync/session", opened);
    const auto times = std::make_shared<CutTimes>(sequencer);
    const auto pulled = [&database, &sequencer, times, meter](Request& request) {
        return pull(database, sequencer, *times, meter, request);
    };
    receive(Method::post, "sync/pull", pulled);
    receive(Method::get, "sync/snapshot", [&database, &sequencer, meter](Request& request) {
        return snapshot(database, sequencer, meter, request);
    });
    const auto pushed = [&database, &reference, &sequencer, meter](Request& request) {
        return push(database, reference, sequencer, meter, request);
    };
    router.add(Method::post, "sync/push", access, sending(least, pushed));
    router.add(Method::get, "sync/mutations", access, [&](Request& request) {
        return mutations(database, request);
    });
    router.add(Method::post, "sync/presence", access, [&](Request& request) {
        return presence(database, request);
    });
    addRepairRoutes(router, database, sequencer, least, meter);
}

} // namespace tidemark::platform
