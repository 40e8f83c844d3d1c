#include "platform/database/sql_error.hpp"

#include "platform/database/database.hpp"

#include <libpq-fe.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace tidemark::platform {
namespace {

std::string fieldOf(const PGresult* result, int code)
{
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

bool isKey(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Fault named(FaultCode code, const char* reason, const std::string& name, const char* cause)
{
    return Fault{
        code,
        std::string(reason) + ":" + name,
        std::string(cause) + " (" + name + ").",
        "Correct the value, then try again."};
}

/// RAISE EXCEPTION 'reason_key' USING DETAIL = cause, HINT = next step.
Fault raised(const PGresult* result)
{
    const std::string message = fieldOf(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string detail = fieldOf(result, PG_DIAG_MESSAGE_DETAIL);
    return Fault{
        FaultCode::conflict,
        isKey(message) ? message : "refused",
        detail.empty() ? message : detail,
        fieldOf(result, PG_DIAG_MESSAGE_HINT)};
}

Fault ourBug(const PGresult* result, const std::string& state)
{
    // The message may quote a value, so it is for the debug level only.
    spdlog::error(
        "SQL error {} at position {} ({})",
        state,
        fieldOf(result, PG_DIAG_STATEMENT_POSITION),
        fieldOf(result, PG_DIAG_SOURCE_FUNCTION)
    );
    spdlog::debug("SQL error {}: {}", state, fieldOf(result, PG_DIAG_MESSAGE_PRIMARY));
    return Fault{
        FaultCode::internal,
        "sql_error",
        "The database refused a statement (" + state + ").",
        "Tell the people who run Tidemark."};
}

Fault faultOf(const PGresult* result, const std::string& state)
{
    const std::string constraint = fieldOf(result, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505")
        return named(FaultCode::conflict, "duplicate", constraint, "There is such a row already");
    if (state == "23503")
        return named(
            FaultCode::invalid,
            "missing_reference",
            constraint,
            "It refers to a row that is not there, or others refer to it"
        );
    if (state == "23514")
        return named(FaultCode::invalid, "check_failed", constraint, "A value breaks a rule");
    if (state == "23502")
        return named(
            FaultCode::invalid,
            "missing_value",
            fieldOf(result, PG_DIAG_COLUMN_NAME),
            "A value is missing"
        );
    if (state == "P0001")
        return raised(result);
    if (state == "42501")
        return Fault{
            FaultCode::forbidden,
            "row_refused",
            "The database does not let you write this row.",
            "Ask an administrator for access."};
    if (state == "57014")
        return Fault{
            FaultCode::timedOut,
            "statement_timeout",
            "The database took too long to answer.",
            "Ask for less, or try again later."};
    if (state == "40001" || state == "40P01" || state == "55P03")
        return Fault{
            FaultCode::unavailable,
            "contention",
            "Others were changing the same rows.",
            "Try again."};
    if (state.starts_with("22"))
        return Fault{
            FaultCode::invalid,
            "bad_value",
            "A value cannot be stored.",
            "Correct the value, then try again."};
    if (state == "53100")
        return Fault{
            FaultCode::unavailable,
            "disk_full",
            "The database's disk is full.",
            "Tell the people who run Tidemark."};
    if (state.starts_with("53"))
        return databaseBusy();
    return ourBug(result, state);
}

} // namespace

SqlError sqlErrorOf(const pg_result* result)
{
    const std::string state = fieldOf(result, PG_DIAG_SQLSTATE);
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25P03")
        return lostConnection();
    SqlError error;
    error.fault = faultOf(result, state);
    error.mayRepeat = state == "40001" || state == "40P01";
    error.isStaleShape =
        state == "26000" || state == "42P05" ||
        (state == "0A000" && fieldOf(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
    return error;
}

SqlError lostConnection()
{
    SqlError error;
    error.isLost = true;
    error.fault = Fault{
        FaultCode::unavailable,
        "database_unreachable",
        "The connection to the database broke.",
        "Try again in a moment."};
    return error;
}

Fault unreachable(const char* words)
{
    spdlog::warn("database unreachable: {}", words);
    return Fault{
        FaultCode::unavailable,
        "database_unreachable",
        "The database cannot be reached.",
        "Try again in a moment."};
}

Fault databaseBusy()
{
    return Fault{
        FaultCode::unavailable, "database_busy", "The database is busy.", "Try again in a moment."};
}

Fault commitUnknown()
{
    return Fault{
        FaultCode::offline,
        "commit_unknown",
        "The connection to the database broke while saving: it may or may not be saved.",
        "Look again before you repeat it."};
}

std::string_view constraintIn(const Fault& fault)
{
    const std::string_view reason = fault.reason;
    const std::size_t colon = reason.find(':');
    return colon == std::string_view::npos ? std::string_view{} : reason.substr(colon + 1);
}

} // namespace tidemark::platform
