#include "platform/schema/schema_connection.hpp"

#include "platform/schema/embedded.hpp"

namespace tidemark::platform {
namespace {

constexpr int oldestServer = 150014; // Older ones leak rows through the planner's statistics.

std::string trimmed(const char* message)
{
    std::string text = message;
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

Fault failed(PGconn& connection, std::string_view doing)
{
    return Fault{
        FaultCode::internal,
        "migration_failed",
        "The database refused " + std::string(doing) + ": " + trimmed(PQerrorMessage(&connection)),
        "Restore the last backup if the message names lost data, else report this with the log."};
}

} // namespace

Result<SchemaRows> runSchema(PGconn& connection, const std::string& sql, std::string_view doing)
{
    SchemaRows rows(PQexec(&connection, sql.c_str()));
    const auto status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return failed(connection, doing);
    return rows;
}

Result<SchemaConnection> connectSchema(const std::string& parameters)
{
    SchemaConnection connection(PQconnectdb(parameters.c_str()));
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return Fault{
            FaultCode::unavailable,
            "database_unreachable",
            "The database cannot be reached: " + trimmed(PQerrorMessage(connection.get())),
            "Check that PostgreSQL runs and that the connection's host, port and user are right."};
    if (PQserverVersion(connection.get()) < oldestServer)
        return Fault{
            FaultCode::unsupported,
            "database_too_old",
            "The database is older than PostgreSQL 15.14.",
            "Upgrade PostgreSQL, then start again."};
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr
    );
    return connection;
}

/// Makes the roles when we may, and becomes the owner.
Result<void> becomeOwner(PGconn& connection)
{
    const std::string who = PQuser(&connection);
    if (who == "tidemark_owner")
        return {};
    const char* super = PQparameterStatus(&connection, "is_superuser");
    if (super == nullptr || std::string_view(super) != "on")
        return Fault{
            FaultCode::forbidden,
            "not_owner",
            "The user " + who + " may not change the schema.",
            "Run the migrations as a superuser, or as tidemark_owner."};
    auto roles = runSchema(connection, std::string(embedded::roles), "the roles");
    if (!roles)
        return roles.error();
    auto changed = runSchema(connection, "SET ROLE tidemark_owner", "to become the owner");
    if (!changed)
        return changed.error();
    return {};
}

} // namespace tidemark::platform
