#include "platform/audit/audited_change.hpp"

namespace tidemark::platform {

asio::awaitable<Response>
answerChange(Database& database, const Request& request, AuditedChange change)
{
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
        auto rows = co_await transaction.run(change.statement.sql, change.statement.params);
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty())
            co_return change.nothing;
        if (auto judged = change.judge ? change.judge(*rows) : Result<void>(); !judged)
            co_return judged.error();
        AuditDeed deed = change.deed;
        deed.*change.told = std::string(rows->text(0, 0));
        const Statement audit =
            auditStatement(transaction.tenancy().tenant, AuditOrigin::of(request), std::move(deed));
        auto noted = co_await transaction.run(audit.sql, audit.params);
        co_return noted ? Result<void>() : Result<void>(noted.error());
    };
    auto done = co_await database.transact(request.actor->tenancy, work);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

Fault settledAlready()
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "It is not there, or was settled already.",
        "Open the list again."};
}

} // namespace tidemark::platform
