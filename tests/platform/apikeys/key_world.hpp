// Two server processes with API keys over one database, and people with roles.
#pragma once

#include "platform/apikeys/key_gate.hpp"
#include "platform/apikeys/key_routes.hpp"
#include "platform/http/server.hpp"
#include "platform/limits/limits.hpp"
#include "platform/partner/partner_routes.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/served_platform.hpp"

#include <boost/asio/detached.hpp>

namespace tidemark::platform {

/// Their tokens are their names.
class NamedPeople final : public Authenticator {
public:
    std::map<std::string, ActorPointer, std::less<>> people = {};

    asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override
    {
        if (ActorPointer known = knownActor(token))
            co_return known;
        co_return Fault{FaultCode::unauthenticated, "nobody", "", ""};
    }
    ActorPointer knownActor(std::string_view token) override
    {
        const auto found = people.find(token);
        return found == people.end() ? nullptr : found->second;
    }
};

/// One server process: its own pools, its own memory.
class KeyProcess {
public:
    KeyProcess(asio::io_context& loop, const std::string& connection, NamedPeople& people)
        : database(loop.get_executor(), DatabaseSettings{connection})
        , listener(loop.get_executor(), connection)
        , sessions(database, Secret(std::string(32, 'k')))
        , turns(database)
        , limits(turns, sessions, LimitSettings{0, 0})
        , ring(database, people)
        , usage(database)
        , gate(limits, usage)
        , book(database, ring)
    {
        addKeyRoutes(router, database, book);
        addPartnerRoutes(router, database);
        const auto fine = [](Request& request) -> asio::awaitable<Response> {
            co_return json(200, boost::json::object{{"login", request.actor->login}});
        };
        router.add(Method::get, "runs", Access::to("run:read"), fine);
        router.add(Method::post, "runs", Access::to("run:execute"), fine);
        router.add(Method::get, "users", Access::to("user:read"), fine);
        router.add(Method::get, "me", Access::signedIn(), fine);
        const auto file = [](Request& request) -> asio::awaitable<Response> {
            co_return jsonText(200, "file of " + std::string(request.pathParam("id")));
        };
        router.add(Method::get, "report-runs/{id}/artefact", Access::to("run:read"), file);
        ServerSettings settings;
        settings.port = 0;
        settings.admission = &gate;
        server = std::make_unique<Server>(loop, router, ring, metrics, settings);
        port = server->start().value();
    }

    void hear()
    {
        ring.follow(listener);
        listener.start();
    }

    Database database;
    Listener listener;
    Sessions sessions;
    TurnTaker turns;
    Limits limits;
    KeyRing ring;
    KeyUsage usage;
    KeyGate gate;
    KeyBook book;
    Router router;
    Metrics metrics;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;
};

/// The database, the processes and the event loop that they share.
class KeyWorld {
public:
    KeyWorld()
    {
        seed(postgres);
        addRole(
            "1",
            known::maya,
            R"(["run:*","connector:read","apikey:*","user:read","partner:read","regreport:read"])"
        );
        addRole("1", known::olga, R"(["run:read","apikey:*"])");
        addRole("1", known::ada, R"(["*:*"])");
        addRole("2", known::foreigner, R"(["*:*"])");
        people.people["maya"] = actorOf(
            known::maya,
            1,
            known::demoFuels,
            1001,
            {"run:*", "connector:read", "apikey:*", "user:read", "partner:read", "regreport:read"}
        );
        people.people["olga"] =
            actorOf(known::olga, 1, known::otherFuels, 1002, {"run:read", "apikey:*"});
        people.people["ada"] = ada();
        people.people["foreigner"] = foreigner();
        people.people["clerk"] = actorOf(
            known::maya,
            1,
            known::demoFuels,
            1001,
            {"apikey:read", "apikey:update@own", "apikey:revoke@own"}
        );
        for (int i = 0; i < 2; ++i) {
            processes.push_back(std::make_unique<KeyProcess>(io, postgres.appConnection(), people));
            processes.back()->hear();
        }
    }

    ~KeyWorld()
    {
        for (const auto& process : processes) {
            finish(io, process->server->stop(std::chrono::seconds(1)));
            process->listener.stop();
            process->database.close();
        }
        io.restart();
        io.run_for(std::chrono::milliseconds(50));
        processes.clear();
    }

    void addRole(const std::string& tenant, const std::string& user, const std::string& permissions)
    {
        const std::string role = Uuid::make().toString();
        postgres.asAdmin(
            "SET app.tenant = '" + tenant +
            "'; INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
            " VALUES (" +
            tenant + ", '" + role + "', '" + role + "', '', '" + permissions +
            "', false); INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES (" +
            tenant + ", gen_random_uuid(), '" + user + "', '" + role + "')"
        );
    }

    /// `line` as `GET /api/v1/me`, asked of a process with a token or a key.
    HttpAnswer
    ask(const std::string& token,
        const std::string& line,
        const std::string& body = {},
        int process = 0,
        const std::string& headers = {})
    {
        HttpClient client(io.get_executor(), processes[process]->port);
        const std::string all = "Authorization: Bearer " + token + "\r\n" + headers;
        return finish(io, client.ask(line, all, body));
    }

    /// A key made over HTTP: its members, with `secret`.
    boost::json::object make(const std::string& token, const std::string& form)
    {
        const HttpAnswer answer = ask(token, "POST /api/v1/api-keys", form);
        if (answer.status != 201)
            throw std::runtime_error(answer.body);
        return boost::json::parse(answer.body).as_object();
    }

    asio::io_context io{1};
    PostgresFixture postgres;
    NamedPeople people;
    std::vector<std::unique_ptr<KeyProcess>> processes;
};

inline std::string member(const boost::json::object& row, const char* name)
{
    const boost::json::value& value = row.at(name);
    return value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
}

/// The stable key of a refusal's cause.
inline std::string reasonOf(const HttpAnswer& answer)
{
    return member(boost::json::parse(answer.body).as_object(), "reason");
}

} // namespace tidemark::platform
