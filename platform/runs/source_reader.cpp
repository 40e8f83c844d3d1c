#include "platform/runs/source_reader.hpp"

#include <boost/json/parse.hpp>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <poll.h>

namespace tidemark::platform {
namespace {

using Clock = std::chrono::steady_clock;
using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr auto slice = std::chrono::milliseconds(100); ///< How often `stop` is looked at.

std::string_view tlsWord(TlsMode mode)
{
    switch (mode) {
    case TlsMode::disable:
        return "disable";
    case TlsMode::prefer:
        return "prefer";
    case TlsMode::require:
        return "require";
    case TlsMode::verifyFull:
        return "verify-full";
    }
    return "prefer";
}

/// libpq's message in one line.
std::string words(const char* message)
{
    std::string text = message == nullptr ? "" : message;
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text.substr(0, 300);
}

Fault faultOfState(std::string_view state, std::string message)
{
    const auto starts = [&](std::string_view prefix) { return state.starts_with(prefix); };
    if (state == "57014")
        return {
            FaultCode::timedOut,
            "source_too_slow",
            "The source did not finish in time.",
            "Ask for fewer rows, or run it when the source is quiet."};
    if (starts("28") || state == "42501")
        return {
            FaultCode::forbidden,
            "source_refused",
            std::move(message),
            "Check the connector's user, its password and its rights."};
    if (starts("53") || starts("57") || starts("58"))
        return {
            FaultCode::unavailable,
            "source_busy",
            std::move(message),
            "It is tried again by itself."};
    if (starts("08"))
        return {
            FaultCode::offline, "source_lost", std::move(message), "It is tried again by itself."};
    return {
        FaultCode::invalid,
        "query_failed",
        std::move(message),
        "Correct the definition's query or the connector."};
}

} // namespace

struct SourceReader::Connection {
    PGconn* link = nullptr;
    std::shared_ptr<std::atomic<bool>> stop;

    ~Connection() { PQfinish(link); }

    [[nodiscard]] bool isStopped() const { return stop && stop->load(); }

    [[nodiscard]] static Fault stopped()
    {
        return {FaultCode::conflict, "stopped", "The run was cancelled.", ""};
    }

    /// Waits for the socket. A fault when the deadline passed or the run was stopped.
    Result<void> wait(short events, Clock::time_point deadline) const
    {
        for (;;) {
            if (isStopped())
                return stopped();
            const auto left = deadline - Clock::now();
            if (left <= Clock::duration::zero())
                return Fault{
                    FaultCode::timedOut,
                    "source_silent",
                    "The source did not answer in time.",
                    "Check the network to the source."};
            pollfd watched = {PQsocket(link), events, 0};
            const auto ms =
                std::chrono::ceil<std::chrono::milliseconds>(std::min<Clock::duration>(left, slice)
                );
            if (::poll(&watched, 1, static_cast<int>(ms.count())) > 0)
                return {};
        }
    }

    Fault connectFault() const
    {
        std::string message = words(PQerrorMessage(link));
        const auto says = [&](std::string_view part) {
            return message.find(part) != std::string::npos;
        };
        const bool isRefused = says("authentication failed") || says("no password supplied") ||
                               says("pg_hba.conf") || says("permission denied for database") ||
                               (says("role ") && says("does not exist"));
        if (isRefused)
            return {
                FaultCode::forbidden,
                "source_refused",
                std::move(message),
                "Check the connector's user and password."};
        if (says("database ") && says("does not exist"))
            return {
                FaultCode::invalid,
                "no_such_database",
                std::move(message),
                "Check the connector's database."};
        if (says("SSL") || says("certificate"))
            return {
                FaultCode::insecure,
                "source_insecure",
                std::move(message),
                "Check the certificate of the source, or the connector's TLS mode."};
        return {
            FaultCode::offline,
            "source_unreachable",
            std::move(message),
            "Check the connector's host and port, and that the source runs."};
    }

    Result<void> connect(Clock::time_point deadline)
    {
        auto events = static_cast<short>(POLLOUT);
        for (;;) {
            if (PQstatus(link) == CONNECTION_BAD)
                return connectFault();
            if (auto ready = wait(events, deadline); !ready)
                return ready.error();
            switch (PQconnectPoll(link)) {
            case PGRES_POLLING_OK:
                return {};
            case PGRES_POLLING_READING:
                events = POLLIN;
                break;
            case PGRES_POLLING_WRITING:
                events = POLLOUT;
                break;
            default:
                return connectFault();
            }
        }
    }

    /// Whoever is let in without a password is let in for being the platform, not for the
    /// connector's user.
    Result<void> ensureAllowed(const std::string& ownServer, std::chrono::milliseconds patience)
    {
        if (PQconnectionUsedPassword(link) == 0)
            return Fault{
                FaultCode::forbidden,
                "source_asks_nothing",
                "The source let the platform in without asking for the connector's password.",
                "Let the source ask this user for a password (scram-sha-256)."};
        if (ownServer.empty())
            return {};
        // A source that does not say is none of ours: ours say it to everybody.
        const auto server =
            run("SELECT system_identifier::text FROM pg_control_system()", patience);
        const bool isOwn =
            server && PQntuples(server->get()) == 1 && ownServer == PQgetvalue(server->get(), 0, 0);
        if (!isOwn)
            return {};
        return Fault{
            FaultCode::forbidden,
            "source_not_allowed",
            "This is the platform's own database server.",
            "Enter the host of the source."};
    }

    /// Runs one statement, never several; its result.
    Result<Rows> run(const std::string& sql, std::chrono::milliseconds patience)
    {
        const auto deadline = Clock::now() + patience;
        if (PQsendQueryParams(link, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
            return Fault{
                FaultCode::offline,
                "source_lost",
                words(PQerrorMessage(link)),
                "It is tried again by itself."};
        Rows last(nullptr, &PQclear);
        for (;;) {
            while (PQisBusy(link) != 0) {
                if (auto ready = wait(POLLIN, deadline); !ready) {
                    cancel();
                    return ready.error();
                }
                if (PQconsumeInput(link) == 0)
                    return Fault{
                        FaultCode::offline,
                        "source_lost",
                        words(PQerrorMessage(link)),
                        "It is tried again by itself."};
            }
            Rows next(PQgetResult(link), &PQclear);
            if (!next)
                break;
            last = std::move(next);
        }
        const auto status = PQresultStatus(last.get());
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
            return last;
        const char* state = PQresultErrorField(last.get(), PG_DIAG_SQLSTATE);
        const char* message = PQresultErrorField(last.get(), PG_DIAG_MESSAGE_PRIMARY);
        return faultOfState(state == nullptr ? "08000" : state, words(message));
    }

    /// Asks the source to stop; the connection is closed right after.
    void cancel()
    {
        std::array<char, 256> ignored = {};
        if (PGcancel* request = PQgetCancel(link)) {
            PQcancel(request, ignored.data(), static_cast<int>(ignored.size()));
            PQfreeCancel(request);
        }
    }
};

SourceReader::SourceReader(std::unique_ptr<Connection> connection, SourceTimes times)
    : connection_(std::move(connection))
    , times_(times)
{
}
SourceReader::SourceReader(SourceReader&&) noexcept = default;
SourceReader::~SourceReader() = default;

Result<SourceReader> SourceReader::open(
    const SourceTarget& target, SourceTimes times, std::shared_ptr<std::atomic<bool>> stop
)
{
    const std::string port = std::to_string(target.port);
    const std::string tls(tlsWord(target.tlsMode));
    const Secret password = target.password.clone();
    const std::string terminated(password.reveal());
    const std::array keys = {
        "host",
        "port",
        "dbname",
        "user",
        "password",
        "sslmode",
        "sslrootcert",
        "application_name",
        "client_encoding",
        "passfile",
        static_cast<const char*>(nullptr)};
    const std::array values = {
        target.host.c_str(),
        port.c_str(),
        target.database.c_str(),
        target.username.c_str(),
        terminated.c_str(),
        tls.c_str(),
        target.tlsMode == TlsMode::verifyFull ? "/etc/ssl/certs/ca-certificates.crt" : "",
        "tidemark",
        "UTF8",
        "/dev/null",
        static_cast<const char*>(nullptr)};
    auto connection = std::make_unique<Connection>();
    connection->stop = std::move(stop);
    connection->link = PQconnectStartParams(keys.data(), values.data(), 0);
    if (auto done = connection->connect(Clock::now() + times.connect); !done)
        return done.error();
    PQsetnonblocking(connection->link, 0);
    if (auto fits = connection->ensureAllowed(target.ownServer, times.connect); !fits)
        return fits.error();
    return SourceReader(std::move(connection), times);
}

Result<void> SourceReader::begin(const std::string& query)
{
    const std::string timeout = std::to_string(times_.statement.count());
    const auto patience = times_.statement + std::chrono::seconds(5);
    for (const std::string& first :
         {std::string("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
          "SET LOCAL statement_timeout = " + timeout,
          std::string("SET LOCAL idle_in_transaction_session_timeout = 120000"),
          std::string("SET LOCAL DateStyle = ISO")}) {
        if (auto begun = connection_->run(first, patience); !begun)
            return begun.error();
    }
    if (auto plan = connection_->run("EXPLAIN (FORMAT JSON) " + query, patience)) {
        boost::system::error_code error;
        const auto json = boost::json::parse(PQgetvalue(plan->get(), 0, 0), error);
        const auto* rows = error ? nullptr : json.find_pointer("/0/Plan/Plan Rows", error);
        estimate_ = rows != nullptr && rows->is_int64() ? rows->get_int64() : 0;
    } else {
        return plan.error();
    }
    auto opened = connection_->run("DECLARE report_rows NO SCROLL CURSOR FOR " + query, patience);
    if (!opened)
        return opened.error();
    return {};
}

Result<std::vector<CellRow>> SourceReader::fetch(int most)
{
    auto chunk = connection_->run(
        "FETCH FORWARD " + std::to_string(most) + " FROM report_rows",
        times_.statement + std::chrono::seconds(5)
    );
    if (!chunk)
        return chunk.error();
    const PGresult* result = chunk->get();
    const int width = PQnfields(result);
    if (columns_.empty()) {
        for (int column = 0; column < width; ++column)
            columns_.emplace_back(PQfname(result, column));
    }
    std::vector<CellRow> rows(static_cast<std::size_t>(PQntuples(result)));
    for (int row = 0; row < PQntuples(result); ++row) {
        CellRow& cells = rows[static_cast<std::size_t>(row)];
        cells.resize(static_cast<std::size_t>(width));
        for (int column = 0; column < width; ++column) {
            if (PQgetisnull(result, row, column) == 0)
                cells[static_cast<std::size_t>(column)].emplace(
                    PQgetvalue(result, row, column),
                    static_cast<std::size_t>(PQgetlength(result, row, column))
                );
        }
    }
    return rows;
}

} // namespace tidemark::platform
