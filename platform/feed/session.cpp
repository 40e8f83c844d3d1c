#include "platform/feed/session.hpp"

#include "models/protocol/limits.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view findClientSql =
    "SELECT user_id, incarnation, last_mid FROM sync.client WHERE client_id = $1 FOR UPDATE";
constexpr std::string_view keepClientSql =
    "INSERT INTO sync.client AS c (tenant_id, client_id, user_id, incarnation, device_name)"
    " VALUES ($1, $2, $3, $4::bigint, $5)"
    " ON CONFLICT (tenant_id, client_id) DO UPDATE SET incarnation = excluded.incarnation,"
    " device_name = excluded.device_name, seen_at = now() RETURNING last_mid";
constexpr std::string_view headSql =
    "SELECT h.history_id, h.epoch, coalesce(hd.cut, 0), coalesce(c.salt::text, '')"
    " FROM sync.history h LEFT JOIN sync.head hd ON true LEFT JOIN sync.cut c ON c.cut = hd.cut";

Fault forked()
{
    return Fault{
        FaultCode::conflict,
        "fork",
        "Another copy of this device's data was here already.",
        "Take a new identity and send the unsent work again."};
}

Result<void> checkClient(const ResultSet& rows, const Actor& actor, const SessionRequest& request)
{
    if (rows.isEmpty())
        return {};
    const bool isOther = rows.text(0, 0) != actor.userId.toString();
    const bool isOlder = request.incarnation < rows.integer(0, 1);
    const bool reusesNumbers = request.nextMid <= rows.integer(0, 2);
    if (isOther || isOlder || reusesNumbers)
        return forked();
    return {};
}

/// The client's last mutation. Makes the client when it is new here.
asio::awaitable<Result<std::int64_t>> keepClient(
    Database& database,
    const Actor& actor,
    const std::string& clientId,
    const SessionRequest& request
)
{
    const Params find = {clientId};
    const Params keep = {
        std::to_string(actor.tenancy.tenant),
        clientId,
        actor.userId.toString(),
        std::to_string(request.incarnation),
        request.deviceName};
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<std::int64_t>> {
        auto known = co_await transaction.run(findClientSql, find);
        if (!known)
            co_return known.error();
        auto checked = checkClient(*known, actor, request);
        if (!checked)
            co_return checked.error();
        auto kept = co_await transaction.run(keepClientSql, keep);
        if (!kept)
            co_return kept.error();
        co_return kept->integer(0, 0);
    };
    co_return co_await database.transact(actor.tenancy, work);
}

} // namespace

asio::awaitable<Result<SessionAnswer>>
openSession(Database& database, Sequencer& sequencer, const Actor& actor, SessionRequest request)
{
    if (request.protocolLeast > limits::syncProtocol || request.protocolMost < limits::syncProtocol)
        co_return Fault{
            FaultCode::unsupported,
            "upgrade_required",
            "The platform speaks another version of the sync protocol.",
            "Install the current version of Tidemark."};
    if (request.clientId && !Uuid::parse(*request.clientId))
        co_return forked();
    SessionAnswer answer;
    answer.clientId = request.clientId.value_or(Uuid::make().toString());
    auto lastMid = co_await keepClient(database, actor, answer.clientId, request);
    if (!lastMid)
        co_return lastMid.error();
    answer.lastMid = *lastMid;
    // Grants that were committed before must count at the cut that the mirror begins with.
    auto caught = co_await sequencer.catchUp();
    if (!caught)
        co_return caught.error();
    auto head = co_await database.read(actor.tenancy, headSql);
    if (!head)
        co_return head.error();
    answer.history = head->text(0, 0);
    answer.epoch = head->integer(0, 1);
    answer.headCut = head->integer(0, 2);
    answer.salt = head->text(0, 3);
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
            answer.headCut});
    }
    co_return answer;
}

} // namespace tidemark::platform
