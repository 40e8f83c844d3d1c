// A platform with a worker, and a source of trades in another database of the same server.
#pragma once

#include "models/core/secret.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/live/hub.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/run_actions.hpp"
#include "platform/runs/run_relay.hpp"
#include "platform/runs/run_worker.hpp"
#include "platform/vault/sealer.hpp"
#include "tests/platform/served_platform.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tidemark::platform {

inline constexpr const char* sourcePassword = "p'ss w\\rd";

/// Makes the source: 1,000 trades, of which every hundredth names no valid LEI.
inline void makeSource(const PostgresFixture& postgres)
{
    postgres.asAdmin("CREATE ROLE trades_reader LOGIN PASSWORD 'p''ss w\\rd'");
    postgres.asAdmin("CREATE DATABASE trades");
    const std::string connection = postgres.adminConnection() + " dbname=trades";
    const std::unique_ptr<PGconn, decltype(&PQfinish)> source(
        PQconnectdb(connection.c_str()), &PQfinish
    );
    const std::unique_ptr<PGresult, decltype(&PQclear)> made(
        PQexec(
            source.get(),
            "CREATE TABLE trade (id int PRIMARY KEY, lei text, note text, amount numeric(12,2));"
            "INSERT INTO trade SELECT n, CASE WHEN n % 100 = 0 THEN '549300NOTVALIDLEI000'"
            " ELSE '549300GKFG0RYRRQ1414' END,"
            " CASE WHEN n = 7 THEN '=1+1' ELSE 'plain' END, n * 1.5"
            " FROM generate_series(1, 1000) n;"
            "GRANT SELECT ON trade TO trades_reader"
        ),
        &PQclear
    );
    if (PQresultStatus(made.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(PQerrorMessage(source.get()));
}

class RunWorld {
public:
    explicit RunWorld(const PostgresFixture& postgres, WorkerSettings settings = {})
        : platform(postgres.appConnection())
        , hub("node")
        , artefacts(postgres.folder() / "artefacts")
        , sealer(Secret("0123456789abcdef0123456789abcdef"))
        , relay(platform.database, hub, "here")
        , services{platform.database, platform.sequencer, hub, sealer, artefacts, "here",
            {{postgres.cluster().socketFolder().string(), 5432, "trades", "trades_reader"}}}
        , actions(services, relay)
        , worker(std::make_unique<RunWorker>(services, settings))
        , listener(platform.io.get_executor(), postgres.appConnection())
        , postgres_(postgres)
    {
        actions.addTo(platform.router);
        worker->follow(listener);
        relay.follow(listener);
        listener.start();
    }
    ~RunWorld()
    {
        worker->stop();
        letTimePass(std::chrono::milliseconds(300));
        worker.reset();
        listener.stop();
    }

    /// A connector to the source and a definition over it; the definition's id.
    std::string define(std::string name, boost::json::object changes = {})
    {
        boost::json::object connector = {
            {"name", "Source of " + name},
            {"kind", "postgresql"},
            {"host", "source.example"},
            {"port", 5432},
            {"database", "trades"},
            {"username", "trades_reader"},
            {"tlsMode", "prefer"}};
        const std::string connectorId = post("connectors", connector).member("id");
        // Nobody but the operator leads a connector to a socket.
        lead(connectorId, "host", postgres_.cluster().socketFolder().string());
        const std::string credential =
            boost::json::serialize(boost::json::object{{"password", sourcePassword}});
        platform.call(ada(), Method::put, "connectors/" + connectorId + "/credential", credential);
        boost::json::object definition = {
            {"name", name},
            {"description", ""},
            {"connectorId", connectorId},
            {"query", "SELECT id, lei, note, amount FROM trade ORDER BY id"},
            {"preRules", boost::json::array()},
            {"postRules", boost::json::array()},
            {"columns", boost::json::array()},
            {"format", "csv"},
            {"isActive", true}};
        for (const auto& change : changes)
            definition[change.key()] = change.value();
        lastConnector = connectorId;
        return post("report-definitions", definition).member("id");
    }

    /// Changes a field of a connector as no client could.
    void lead(const std::string& connector, const std::string& field, const std::string& value)
    {
        postgres_.asAdmin(
            "SET app.tenant = '1'; UPDATE app.connector SET " + field + " = '" + value +
            "' WHERE id = '" + connector + "'"
        );
    }

    Answered post(const std::string& path, const boost::json::object& body = {})
    {
        return platform.call(ada(), Method::post, path, boost::json::serialize(body));
    }
    std::string start(const std::string& definition)
    {
        return post("report-definitions/" + definition + "/run").member("id");
    }
    boost::json::object run(const std::string& id)
    {
        return platform.call(ada(), Method::get, "report-runs/" + id).json();
    }
    std::string stateOf(const std::string& id)
    {
        return std::string(run(id).at("state").as_string());
    }
    boost::json::array log(const std::string& id, const std::string& query = "")
    {
        const auto answer =
            platform.call(ada(), Method::get, "report-runs/" + id + "/log" + query).json();
        return answer.at("lines").as_array();
    }

    /// Lets the event loop go until the run is there; the run.
    boost::json::object waitFor(const std::string& id, std::string_view state)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        for (;;) {
            auto row = run(id);
            if (row.at("state").as_string() == state || std::chrono::steady_clock::now() > end)
                return row;
            letTimePass(std::chrono::milliseconds(20));
        }
    }
    void letTimePass(std::chrono::milliseconds time)
    {
        platform.io.restart();
        platform.io.run_for(time);
    }

    ServedPlatform platform;
    Hub hub;
    ArtefactStore artefacts;
    Sealer sealer;
    RunRelay relay;
    RunServices services;
    RunActions actions;
    std::unique_ptr<RunWorker> worker;
    Listener listener;
    std::string lastConnector;

private:
    const PostgresFixture& postgres_;
};

} // namespace tidemark::platform
