#include "platform/schema/history.hpp"

#include "platform/schema/schema_connection.hpp"

#include <cstdlib>

namespace tidemark::platform {
namespace {

Result<HistoryIdentity> identityOf(PGconn& connection, bool isRenewed)
{
    auto rows = runSchema(
        connection, "SELECT history_id, epoch, since FROM sync.history", "to read the history"
    );
    if (!rows)
        return rows.error();
    if (PQntuples(rows->get()) != 1)
        return Fault{
            FaultCode::corrupt,
            "history_missing",
            "The database does not say which history it has.",
            "Restore a backup."};
    return HistoryIdentity{
        PQgetvalue(rows->get(), 0, 0),
        std::atoi(PQgetvalue(rows->get(), 0, 1)),
        PQgetvalue(rows->get(), 0, 2),
        isRenewed};
}

} // namespace

Result<HistoryIdentity> settleHistory(const std::string& parameters)
{
    auto connection = connectSchema(parameters);
    if (!connection)
        return connection.error();
    auto settled = runSchema(**connection, std::string(settleHistorySql), "to check the history");
    if (!settled)
        return settled.error();
    return identityOf(**connection, *PQgetvalue(settled->get(), 0, 0) == 't');
}

Result<HistoryIdentity> renewHistory(const std::string& parameters)
{
    auto connection = connectSchema(parameters);
    if (!connection)
        return connection.error();
    if (auto owner = becomeOwner(**connection); !owner)
        return owner.error();
    auto renewed =
        runSchema(**connection, "SELECT sync.renew_history('operator')", "to renew the history");
    if (!renewed)
        return renewed.error();
    return identityOf(**connection, true);
}

Result<HistoryIdentity> readHistory(const std::string& parameters)
{
    auto connection = connectSchema(parameters);
    if (!connection)
        return connection.error();
    return identityOf(**connection, false);
}

} // namespace tidemark::platform
