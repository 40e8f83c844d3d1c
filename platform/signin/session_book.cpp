#include "platform/signin/session_book.hpp"

#include "platform/access/user_keeping.hpp"

namespace tidemark::platform {
namespace {

/// Who hears `session_ended` forgets the actor at once; the others within seconds.
constexpr std::string_view endSql =
    "WITH ended AS (UPDATE app.session SET revoked_at = now(), revoked_reason = $5"
    " WHERE tenant_id = $1::int AND ($2::uuid IS NULL OR user_id = $2::uuid)"
    " AND ($3::uuid IS NULL OR id = $3::uuid) AND ($4::uuid IS NULL OR id <> $4::uuid)"
    " AND revoked_at IS NULL RETURNING id, user_id, device_name)"
    " SELECT id, pg_notify('session_ended', id::text), jsonb_build_object('userId', user_id,"
    " 'device', device_name, 'reason', $5::text)::text FROM ended";

constexpr std::string_view holderSql = "SELECT user_id FROM app.session WHERE id = $1::uuid";

constexpr std::string_view wipeSql =
    "UPDATE app.device SET wipe_requested_at = now(), wipe_requested_by = $4::uuid,"
    " wiped_at = NULL WHERE tenant_id = $1::int AND user_id = $2::uuid AND id = $3::uuid"
    " RETURNING jsonb_build_object('userId', user_id, 'device', name)::text";

constexpr std::string_view endOfDeviceSql =
    "WITH ended AS (UPDATE app.session SET revoked_at = now(), revoked_reason = 'device_wiped'"
    " WHERE tenant_id = $1::int AND user_id = $2::uuid AND device_id = $3::uuid"
    " AND revoked_at IS NULL RETURNING id)"
    " SELECT id, pg_notify('session_ended', id::text) FROM ended";

std::optional<std::string> textOf(const std::optional<Uuid>& id)
{
    return id ? std::optional<std::string>(id->toString()) : std::nullopt;
}

/// The actor may keep those whose sessions are to end. `notFound` also for no such session.
asio::awaitable<Result<void>>
ensureMayEnd(Transaction& transaction, const Actor& actor, const EndedSessions& which)
{
    std::optional<Uuid> user = which.userId;
    if (which.sessionId) {
        Params session = {which.sessionId->toString()};
        auto rows = co_await transaction.run(holderSql, std::move(session));
        if (!rows)
            co_return rows.error();
        const auto holder = rows->isEmpty() ? Result<Uuid>(Uuid{}) : Uuid::parse(rows->text(0, 0));
        user = *holder;
    }
    co_return co_await ensureMayHandle(transaction, actor, user.value_or(Uuid{}), Handling::keep);
}

/// The ids in the first column.
std::vector<Uuid> idsIn(const ResultSet& rows)
{
    std::vector<Uuid> ids;
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (const auto id = Uuid::parse(rows.text(row, 0)))
            ids.push_back(*id);
    }
    return ids;
}

} // namespace

asio::awaitable<Result<int>>
SessionBook::end(Tenancy tenancy, AuditOrigin origin, EndedSessions which)
{
    std::vector<Uuid> ended;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<int>> {
        if (which.by) {
            auto may = co_await ensureMayEnd(transaction, *which.by, which);
            if (!may)
                co_return may.error();
        }
        Params params = {
            std::to_string(tenancy.tenant),
            textOf(which.userId),
            textOf(which.sessionId),
            textOf(which.except),
            std::string(which.reason)};
        auto rows = co_await transaction.run(endSql, std::move(params));
        if (!rows)
            co_return rows.error();
        ended = idsIn(*rows);
        std::vector<Statement> audits;
        for (int row = 0; row < rows->rowCount(); ++row) {
            AuditDeed deed{"session.end", "session", ended[static_cast<std::size_t>(row)]};
            deed.after = rows->text(row, 2);
            audits.push_back(auditStatement(tenancy.tenant, origin, std::move(deed)));
        }
        auto noted = co_await transaction.runAll(std::move(audits));
        if (!noted)
            co_return noted.error();
        co_return static_cast<int>(ended.size());
    };
    auto count = co_await database_.transact(tenancy, work);
    for (const Uuid& session : ended)
        sessions_.forget(session);
    co_return count;
}

asio::awaitable<Result<void>>
SessionBook::wipe(ActorPointer actor, AuditOrigin origin, Uuid userId, Uuid deviceId)
{
    std::vector<Uuid> ended;
    const Tenancy tenancy = actor->tenancy;
    const std::string tenant = std::to_string(tenancy.tenant);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        if (userId != actor->userId) {
            auto may = co_await ensureMayHandle(transaction, *actor, userId, Handling::keep);
            if (!may)
                co_return may.error();
        }
        Params device = {tenant, userId.toString(), deviceId.toString(), textOf(origin.actorId)};
        auto marked = co_await transaction.run(wipeSql, std::move(device));
        if (!marked)
            co_return marked.error();
        if (marked->isEmpty())
            co_return Fault{
                FaultCode::notFound,
                "no_such_row",
                "There is no device with this id.",
                "Open the list again."};
        Params sessions = {tenant, userId.toString(), deviceId.toString()};
        auto rows = co_await transaction.run(endOfDeviceSql, std::move(sessions));
        if (!rows)
            co_return rows.error();
        ended = idsIn(*rows);
        AuditDeed deed{"device.wipe", "device", deviceId};
        deed.after = marked->text(0, 0);
        const Statement audit = auditStatement(tenancy.tenant, origin, std::move(deed));
        auto noted = co_await transaction.run(audit.sql, audit.params);
        if (!noted)
            co_return noted.error();
        co_return Result<void>{};
    };
    auto done = co_await database_.transact(tenancy, work);
    for (const Uuid& session : ended)
        sessions_.forget(session);
    co_return done;
}

} // namespace tidemark::platform
