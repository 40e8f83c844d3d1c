// The platform's routes over a real PostgreSQL, called without a socket, with two small tenants.
#pragma once

#include "models/entities/entities.hpp"
#include "platform/entities/entity_resource.hpp"
#include "platform/feed/sync_routes.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <map>

namespace tidemark::platform {

/// What a call answered.
struct Answered {
    int status = 0;
    std::string text = {};
    std::map<std::string, std::string> headers = {};

    [[nodiscard]] boost::json::object json() const
    {
        return text.empty() ? boost::json::object() : boost::json::parse(text).as_object();
    }
    [[nodiscard]] std::string member(std::string_view key) const
    {
        const boost::json::object all = json();
        const auto* found = all.if_contains(key);
        if (found == nullptr)
            return {};
        return found->is_string() ? std::string(found->get_string())
                                  : boost::json::serialize(*found);
    }
    /// The lines of a frame stream.
    [[nodiscard]] std::vector<boost::json::object> frames() const
    {
        std::vector<boost::json::object> all;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\n', at);
            all.push_back(boost::json::parse(text.substr(at, end - at)).as_object());
            at = end + 1;
        }
        return all;
    }
};

/// Ids of the rows that every test finds: two organizations of tenant 1, one of tenant 2.
namespace known {
inline constexpr const char* demoFuels = "01900000-0000-7000-8000-000000000001";
inline constexpr const char* otherFuels = "01900000-0000-7000-8000-000000000002";
inline constexpr const char* foreignFuels = "01900000-0000-7000-8000-000000000003";
inline constexpr const char* maya = "01900000-0000-7000-8000-000000000011";
inline constexpr const char* ada = "01900000-0000-7000-8000-000000000012";
inline constexpr const char* olga = "01900000-0000-7000-8000-000000000013";        ///< otherFuels
inline constexpr const char* foreigner = "01900000-0000-7000-8000-000000000014";   ///< tenant 2
inline constexpr const char* report = "01900000-0000-7000-8000-000000000021";      ///< demoFuels
inline constexpr const char* otherReport = "01900000-0000-7000-8000-000000000022"; ///< otherFuels
inline constexpr const char* foreignReport = "01900000-0000-7000-8000-000000000023";
} // namespace known

inline Uuid idOf(std::string_view text)
{
    return *Uuid::parse(text);
}

class ServedPlatform {
public:
    explicit ServedPlatform(
        const std::string& connection, Greeting greeting = {}, const LeastClient& least = {}
    )
        : database(io.get_executor(), settingsFor(connection, std::move(greeting)))
        , sequencer(database)
        , entities(database, reference, [this](int) { sequencer.changed(); })
    {
        entities.addTo(router);
        const SyncMeter meter = SyncMeter::in(metrics);
        sequencer.measure(meter);
        addSyncRoutes(router, database, reference, sequencer, least, meter);
    }

    ~ServedPlatform()
    {
        sequencer.stop();
        database.close();
        io.restart();
        io.run_for(std::chrono::milliseconds(50));
    }

    using Headers = std::vector<std::pair<std::string, std::string>>;

    asio::awaitable<Answered> start(
        ActorPointer actor,
        Method method,
        std::string target,
        std::string body = {},
        Headers headers = {}
    )
    {
        Request request;
        request.method = method;
        const std::size_t mark = target.find('?');
        const std::string path = "/api/v1/" + target.substr(0, mark);
        request.path = path;
        request.body = body;
        for (const auto& [name, value] : headers)
            request.headers.emplace_back(name, value);
        if (mark != std::string::npos)
            readQuery(request, std::string_view(target).substr(mark + 1));
        request.requestId = "test";
        request.remoteAddress = "127.0.0.1";
        request.actor = actor;
        const Router::Match match = router.match(request);
        if (match.route == nullptr)
            co_return Answered{.status = match.allowed.empty() ? 404 : 405};
        const Access& access = match.route->access;
        if (access.kind == Access::Kind::permission && !actor->may(access.permission))
            co_return Answered{.status = 403};
        Response response = co_await match.route->handler(request);
        Answered answered{.status = response.status};
        for (const auto& [name, value] : response.headers)
            answered.headers[name] = value;
        using Shared = std::shared_ptr<const std::string>;
        if (const auto* text = std::get_if<std::string>(&response.body))
            answered.text = *text;
        else if (const auto* shared = std::get_if<Shared>(&response.body))
            answered.text = **shared;
        else {
            auto& produce = std::get<BodyProducer>(response.body);
            for (bool isMore = true; isMore;) {
                auto piece = co_await produce();
                isMore = piece && !piece->empty();
                if (isMore)
                    answered.text += *piece;
            }
        }
        co_return answered;
    }

    Answered call(
        ActorPointer actor,
        Method method,
        std::string target,
        std::string body = {},
        Headers headers = {}
    )
    {
        return finish(io, start(actor, method, target, body, headers));
    }

    /// A client's result of `task`, with the event loop running.
    template <class T>
    T run(asio::awaitable<T> task)
    {
        return finish(io, std::move(task));
    }

    asio::io_context io{1};
    Metrics metrics;
    Database database;
    ReferenceCache reference;
    Sequencer sequencer;
    EntityResource entities;
    Router router;

private:
    static DatabaseSettings settingsFor(const std::string& connection, Greeting greeting)
    {
        DatabaseSettings settings;
        settings.connection = connection;
        settings.greeting = std::move(greeting);
        return settings;
    }

    static void readQuery(Request& request, std::string_view query)
    {
        while (!query.empty()) {
            const std::string_view part = query.substr(0, query.find('&'));
            query.remove_prefix(std::min(query.size(), part.size() + 1));
            const std::size_t equals = part.find('=');
            request.queryParams.emplace_back(
                part.substr(0, equals), equals == part.npos ? "" : part.substr(equals + 1)
            );
        }
    }
};

/// An actor as the authenticator would give it. Without an organization: government.
inline ActorPointer actorOf(
    std::string_view user,
    int tenant = 1,
    std::optional<std::string_view> organization = {},
    std::int64_t ownScope = 1,
    std::vector<std::string> permissions = {"*:*"}
)
{
    Actor actor;
    actor.tenancy = Tenancy{tenant, idOf(user)};
    actor.userId = idOf(user);
    actor.displayName = std::string(user.substr(user.size() - 2));
    if (organization)
        actor.organizationId = idOf(*organization);
    actor.ownScope = ownScope;
    actor.permissions = PermissionSet(std::move(permissions));
    return std::make_shared<const Actor>(std::move(actor));
}

inline ActorPointer maya()
{
    return actorOf(known::maya, 1, known::demoFuels, 1001);
}
inline ActorPointer olga()
{
    return actorOf(known::olga, 1, known::otherFuels, 1002);
}
inline ActorPointer ada()
{
    return actorOf(known::ada);
}
inline ActorPointer foreigner()
{
    return actorOf(known::foreigner, 2, known::foreignFuels, 1001);
}

/// Fills a database with the rows of `known` and a little reference data.
inline void seed(const PostgresFixture& postgres)
{
    const std::string at = ", 0, 1, now(), now(), ";
    std::string sql;
    for (const std::string tenant : {"1", "2"}) {
        sql += "SET app.tenant = '" + tenant + "';";
        sql += "INSERT INTO app.tenant VALUES (" + tenant + ", gen_random_uuid()" + at + tenant +
               ", 'Tenant " + tenant + "', 't" + tenant + "', 'sandbox', 'America/Vancouver', 30);";
        const auto organization = [&](const char* id, const char* code) {
            sql += "INSERT INTO app.organization (tenant_id, id, code, name, operating_name, kind,"
                   " status, email, phone) VALUES (" +
                   tenant + ", '" + id + "', '" + code + "', 'Org " + code +
                   "', '', 'fuelSupplier', 'registered', '', '');";
        };
        const auto user = [&](const char* id, const std::string& organizationId) {
            sql += "INSERT INTO app.user (tenant_id, id, login, display_name, title,"
                   " organization_id, is_active, must_change_password) VALUES (" +
                   tenant + ", '" + id + "', '" + id + "', 'Somebody', '', " + organizationId +
                   ", true, false);";
        };
        const auto report = [&](const char* id, const char* organizationId) {
            sql += "INSERT INTO app.compliance_report (tenant_id, id, organization_id,"
                   " organization_name, year, status, version, frequency, nickname,"
                   " supplemental_note, line12, line13, line14, line15, line16, line17, line18,"
                   " line22, supply_rows, submitted_by) VALUES (" +
                   tenant + ", '" + id + "', '" + organizationId +
                   "', 'Org', 2024, 'draft', 0, 'annual', '', '', 0, 0, 0, 0, 0,"
                   " 0, 0, 0, 0, '');";
        };
        const auto quoted = [](const char* id) { return '\'' + std::string(id) + '\''; };
        if (tenant == "1") {
            organization(known::demoFuels, "DEMO");
            organization(known::otherFuels, "OTHR");
            user(known::maya, quoted(known::demoFuels));
            user(known::olga, quoted(known::otherFuels));
            user(known::ada, "NULL");
            report(known::report, known::demoFuels);
            report(known::otherReport, known::otherFuels);
        } else {
            organization(known::foreignFuels, "FORE");
            user(known::foreigner, quoted(known::foreignFuels));
            report(known::foreignReport, known::foreignFuels);
        }
        sql += "INSERT INTO app.compliance_period (tenant_id, id, year, starts_on, ends_on,"
               " reporting_open) VALUES (" +
               tenant +
               ", gen_random_uuid(), 2024, '2024-01-01',"
               " '2024-12-31', true), (" +
               tenant +
               ", gen_random_uuid(), 2023, '2023-01-01',"
               " '2023-12-31', false), (" +
               tenant +
               ", gen_random_uuid(), 2025, '2025-01-01',"
               " '2025-12-31', true);";
        sql += "INSERT INTO app.fuel_category (tenant_id, id, name, default_intensity) VALUES (" +
               tenant + ", gen_random_uuid(), 'Diesel', 100.21);";
        sql += "INSERT INTO app.fuel_type (tenant_id, id, name, unit, fossil_derived, renewable,"
               " unrecognized, is_legacy, fallback_intensity, provisions, categories) VALUES (" +
               tenant +
               ", gen_random_uuid(), 'Biodiesel', 'L', false, true, false, false, 100.21,"
               " '[\"Default carbon intensity - section 19 (b) (ii)\"]', '[\"Diesel\"]');";
        sql += "INSERT INTO app.fuel_factor (tenant_id, id, kind, year, category, fuel_type,"
               " end_use, value, unit) VALUES (" +
               tenant +
               ", gen_random_uuid(),"
               " 'targetIntensity', 2024, 'Diesel', NULL, NULL, 79.28, 'gCO2e/MJ'), (" +
               tenant +
               ", gen_random_uuid(), 'energyDensity', 2024, NULL, 'Biodiesel', NULL, 35.40,"
               " 'MJ/L'), (" +
               tenant +
               ", gen_random_uuid(), 'defaultIntensity', 2024, NULL,"
               " 'Biodiesel', NULL, 100.21, 'gCO2e/MJ');";
    }
    sql += "SELECT count(*) FROM sync.sequence()";
    postgres.asAdmin(sql);
}

} // namespace tidemark::platform
