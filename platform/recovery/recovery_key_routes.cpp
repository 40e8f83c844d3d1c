#include "platform/recovery/recovery_key_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/recovery/recovery_key.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

using Answer = asio::awaitable<Response>;

constexpr std::string_view newestSql =
    "SELECT key_id, public_key FROM app.recovery_key ORDER BY set_at DESC LIMIT 1";
constexpr std::string_view insertSql =
    "INSERT INTO app.recovery_key (tenant_id, key_id, public_key, set_by)"
    " VALUES ($1::int, $2, $3, $4::uuid) ON CONFLICT (tenant_id, key_id) DO NOTHING RETURNING 1";

Answer showKey(Database& database, const Request& request)
{
    auto rows = co_await database.read(request.actor->tenancy, newestSql, Params());
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    if (rows->isEmpty()) {
        const Fault fault{
            FaultCode::notFound,
            "no_recovery_key",
            "This tenant has no recovery key.",
            "An administrator can set one."};
        co_return problem(fault, request.requestId);
    }
    boost::json::object body;
    body["keyId"] = rows->text(0, 0);
    body["publicKey"] = rows->text(0, 1);
    co_return json(200, body);
}

Fault notAKey()
{
    return {
        FaultCode::invalid,
        "not_a_recovery_key",
        "The public half of a recovery key has 64 hexadecimal digits, and its id follows from it.",
        "Take both from the file that ends with .pub."};
}

Answer setKey(Database& database, const Request& request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(*body);
    JsonReader in(value, "recovery key");
    const std::string keyId = in.text("keyId", 64);
    const std::string publicKey = in.text("publicKey", 128);
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    if (recoveryKeyId(publicKey) != keyId)
        co_return problem(notAKey(), request.requestId);
    const Actor& actor = *request.actor;
    const int tenant = actor.tenancy.tenant;
    AuditDeed deed{"tenant.setRecoveryKey", "tenant", std::nullopt};
    deed.after = boost::json::serialize(boost::json::object{{"recoveryKey", keyId}});
    const Statement audit = auditStatement(tenant, AuditOrigin::of(request), std::move(deed));
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        Params params = {std::to_string(tenant), keyId, publicKey, actor.userId.toString()};
        auto added = co_await transaction.run(insertSql, std::move(params));
        if (!added)
            co_return added.error();
        if (added->isEmpty())
            co_return Result<void>(); // It is set already.
        auto noted = co_await transaction.run(audit.sql, audit.params);
        if (!noted)
            co_return noted.error();
        co_return Result<void>();
    };
    auto done = co_await database.transact(actor.tenancy, work);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

} // namespace

void addRecoveryKeyRoutes(Router& router, Database& database)
{
    router.add(Method::get, "recovery-key", Access::signedIn(), [&](Request& request) {
        return showKey(database, request);
    });
    router.add(Method::put, "recovery-key", Access::to("tenant:update"), [&](Request& request) {
        return setKey(database, request);
    });
}

} // namespace tidemark::platform
