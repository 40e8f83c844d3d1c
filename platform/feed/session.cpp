#include "platform/feed/session.hpp"

#include "models/core/key_text.hpp"
#include "models/entities/entities.hpp"
#include "models/protocol/ledger.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/pull.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view findClientSql =
    "SELECT c.user_id, c.incarnation, c.last_mid, h.history_id, c.history_id,"
    " coalesce(c.resumed_mid, c.last_mid), c.again_mid"
    " FROM sync.history h LEFT JOIN (SELECT * FROM sync.client WHERE client_id = $1 FOR UPDATE) c"
    " ON true";
constexpr std::string_view keepClientSql =
    "INSERT INTO sync.client AS c (tenant_id, client_id, user_id, incarnation, device_name,"
    " last_mid, device_key, history_id, resumed_mid, again_mid) VALUES ($1, $2, $3, $4::bigint,"
    " $5, $6::bigint, nullif($7, ''), $8, $9::bigint, $10::bigint)"
    " ON CONFLICT (tenant_id, client_id) DO UPDATE SET incarnation = excluded.incarnation,"
    " device_name = excluded.device_name, last_mid = excluded.last_mid, seen_at = now(),"
    " device_key = coalesce(excluded.device_key, c.device_key), history_id = excluded.history_id,"
    " resumed_mid = excluded.resumed_mid, again_mid = excluded.again_mid";

std::optional<ClientRecord> readClient(const ResultSet& rows)
{
    if (!rows.at(0, 0))
        return std::nullopt;
    return ClientRecord{
        std::string(rows.text(0, 0)),
        rows.integer(0, 1),
        rows.integer(0, 2),
        std::string(rows.text(0, 4)),
        rows.integer(0, 5),
        rows.integer(0, 6)};
}

/// After which mutation the client goes on. Makes the client when it is new here.
asio::awaitable<Result<std::int64_t>> keepClient(
    Database& database,
    const Actor& actor,
    const std::string& clientId,
    const SessionRequest& request
)
{
    const Params find = {clientId};
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<std::int64_t>> {
        auto known = co_await transaction.run(findClientSql, find);
        if (!known)
            co_return known.error();
        const auto before = readClient(*known);
        const std::string user = actor.userId.toString();
        const std::string history(known->text(0, 3));
        auto resumed = resumePoint(before, user, request, history);
        if (!resumed)
            co_return resumed.error();
        const Pusher who{user, request.incarnation};
        const ClientRecord after = resumedClient(before, who, history, *resumed);
        Params keep = {
            std::to_string(actor.tenancy.tenant),
            clientId,
            after.user,
            std::to_string(after.incarnation),
            request.deviceName,
            std::to_string(after.lastMid),
            request.deviceKey.value_or(""),
            after.history,
            std::to_string(after.resumedMid),
            std::to_string(after.againMid)};
        auto kept = co_await transaction.run(keepClientSql, std::move(keep));
        if (!kept)
            co_return kept.error();
        co_return *resumed;
    };
    co_return co_await database.transact(actor.tenancy, work);
}

/// What this platform knows, for a client that writes other fields.
std::optional<KnownFields> fieldsFor(const std::string& stamp)
{
    static const KnownFields known = writableFields(allEntities());
    static const std::string ours = stampOf(known);
    return stamp.empty() || stamp == ours ? std::nullopt : std::optional(known);
}

/// The version to speak; a fault when the request cannot be answered at all.
Result<int> agreedWith(const SessionRequest& request)
{
    const auto protocol = agreedProtocol(
        request.protocolLeast, request.protocolMost, limits::syncProtocolLeast, limits::syncProtocol
    );
    if (!protocol)
        return Fault{
            FaultCode::unsupported,
            "upgrade_required",
            "The platform speaks another version of the sync protocol.",
            "Install the current version of Tidemark."};
    if (request.clientId && !Uuid::parse(*request.clientId))
        return clientForked();
    if (request.deviceKey && !keyFromHex(*request.deviceKey))
        return Fault{
            FaultCode::invalid,
            "bad_device_key",
            "The key of the device is not 64 hexadecimal digits.",
            "Send the public half of an Ed25519 key."};
    return *protocol;
}

} // namespace

asio::awaitable<Result<SessionAnswer>>
openSession(Database& database, Sequencer& sequencer, const Actor& actor, SessionRequest request)
{
    const auto protocol = agreedWith(request);
    if (!protocol)
        co_return protocol.error();
    SessionAnswer answer;
    answer.protocol = *protocol;
    answer.clientId = request.clientId.value_or(Uuid::make().toString());
    auto lastMid = co_await keepClient(database, actor, answer.clientId, request);
    if (!lastMid)
        co_return lastMid.error();
    answer.lastMid = *lastMid;
    // Grants that were committed before must count at the cut that the mirror begins with.
    auto caught = co_await sequencer.catchUp();
    if (!caught)
        co_return caught.error();
    auto state = co_await feedState(database, actor.tenancy);
    if (!state)
        co_return state.error();
    answer.history = state->history;
    answer.epoch = state->epoch;
    answer.headCut = state->headCut;
    answer.salt = state->salt;
    answer.restoredTo = state->restoredTo;
    answer.floorCut = state->floorCut;
    answer.projection = projectionOf(actor).mark;
    answer.fields = fieldsFor(request.fieldsStamp);
    answer.serverTime = Timestamp::now();
    auto held = co_await heldScopes(database, actor);
    if (!held)
        co_return held.error();
    std::vector<std::int64_t> ids;
    for (const HeldScope& scope : *held)
        ids.push_back(scope.id);
    const std::vector<int> codes = readableEntities(actor);
    auto digests = co_await scopeDigests(database, actor.tenancy, ids, codes, answer.headCut);
    if (!digests)
        co_return digests.error();
    for (std::size_t i = 0; i < held->size(); ++i) {
        const HeldScope& scope = (*held)[i];
        answer.scopes.push_back(SessionScope{
            scope.id,
            scope.kind,
            scope.name,
            (*digests)[i].count,
            scope.leaseSeconds,
            answer.headCut,
            scope.dataClass});
    }
    co_return answer;
}

} // namespace tidemark::platform
