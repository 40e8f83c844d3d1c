// Limits over two servers: exact at the edge, by key, with Retry-After, and free where they should
// be.
#include "platform/http/server.hpp"
#include "platform/limits/limits.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>

#include <array>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// Every token is a user of its own.
class AnyToken final : public Authenticator {
public:
    asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override
    {
        co_return knownActor(token);
    }
    ActorPointer knownActor(std::string_view token) override
    {
        auto actor = std::make_shared<Actor>();
        actor->tenancy.tenant = 1;
        actor->userId.bytes[0] = static_cast<std::uint8_t>(token.at(0));
        return actor;
    }
};

/// One server process, as far as limits go: its own pools, its own memory.
struct Process {
    Process(asio::io_context& io, const std::string& connection, LimitSettings settings)
        : database(io.get_executor(), DatabaseSettings{connection})
        , sessions(database, Secret(std::string(32, 'k')))
        , turns(database)
        , limits(turns, sessions, settings)
    {
        const auto fine = [](Request&) -> asio::awaitable<Response> { co_return noContent(); };
        router.add(Method::get, "things", Access::signedIn(), fine);
        router.add(Method::get, "open", Access::anyone(), fine);
        router.add(Method::post, "audit/verify", Access::signedIn(), fine);
        router.add(Method::get, "sync/session", Access::signedIn(), fine);
        router.add(Method::post, "live/poll", Access::signedIn(), fine);
        ServerSettings server;
        server.port = 0;
        server.admission = &limits;
        listening = std::make_unique<Server>(io, router, tokens, metrics, server);
        port = listening->start().value();
    }

    Database database;
    Sessions sessions;
    TurnTaker turns;
    Limits limits;
    Router router;
    Metrics metrics;
    AnyToken tokens;
    std::unique_ptr<Server> listening;
    std::uint16_t port = 0;
};

} // namespace

class LimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_.emplace();
        for (int i = 0; i < 2; ++i)
            processes_.push_back(
                std::make_unique<Process>(io_, postgres_->appConnection(), LimitSettings{60, 10})
            );
    }

    void init() { postgres_->asAdmin("DELETE FROM app.rate"); }

    void cleanupTestCase()
    {
        for (const auto& process : processes_) {
            finish(io_, process->listening->stop(std::chrono::seconds(1)));
            process->database.close();
        }
        processes_.clear();
        postgres_.reset();
    }

    void sixtyOfManyAtOnceOverTwoServers()
    {
        int running = 0;
        int admitted = 0;
        int refused = 0;
        auto client = [&](int number) -> asio::awaitable<void> {
            HttpClient http(io_.get_executor(), processes_[number % 2]->port);
            for (int i = 0; i < 20; ++i) {
                const auto answer = co_await http.ask(
                    "GET /api/v1/things",
                    "Authorization: Bearer a\r\nX-Forwarded-For: 10.0.0." + std::to_string(i) +
                        "\r\n"
                );
                admitted += answer.status == 204 ? 1 : 0;
                refused +=
                    answer.status == 429 && answer.head.find("Retry-After: ") != std::string::npos
                        ? 1
                        : 0;
            }
            --running;
        };
        for (int number = 0; number < 10; ++number, ++running)
            asio::co_spawn(io_, client(number), asio::detached);
        io_.restart();
        while (running > 0 && io_.run_one_for(std::chrono::seconds(10)) > 0) {
        }
        QCOMPARE(admitted, 60);
        QCOMPARE(refused, 140);
    }

    /// TIDEMARK_LIMIT_ROUNDS=1000 is the long form.
    void exactAtTheEdgeInEachOfManyRounds()
    {
        const int rounds = std::max(60, qEnvironmentVariableIntValue("TIDEMARK_LIMIT_ROUNDS"));
        constexpr std::array limits{60, 5, 10};
        for (int round = 0; round < rounds; ++round) {
            const TurnLimit limit{limits[round % limits.size()]};
            const int most = limit.most;
            int running = 0;
            int admitted = 0;
            int refused = 0;
            const std::string key = "round " + std::to_string(round);
            auto asking = [&](TurnTaker& server) -> asio::awaitable<void> {
                for (int i = 0; i < most / 4 + 2; ++i) {
                    auto wait = co_await server.take(key, limit);
                    admitted += wait && wait->count() == 0 ? 1 : 0;
                    refused += wait && wait->count() > 0 ? 1 : 0;
                }
                --running;
            };
            for (int client = 0; client < 8; ++client, ++running)
                asio::co_spawn(io_, asking(processes_[client % 2]->turns), asio::detached);
            io_.restart();
            while (running > 0 && io_.run_one_for(std::chrono::seconds(10)) > 0) {
            }
            QCOMPARE(admitted, most);
            QCOMPARE(refused, 8 * (most / 4 + 2) - most);
        }
    }

    void eachKeyAndKindCountsForItself()
    {
        QCOMPARE(count("POST /api/v1/audit/verify", "b", 15), 10);
        QCOMPARE(count("GET /api/v1/things", "b", 30), 30);
        QCOMPARE(count("POST /api/v1/audit/verify", "c", 15), 10);
        QCOMPARE(count("GET /api/v1/sync/session", "b", 100), 100);
        QCOMPARE(count("POST /api/v1/live/poll", "b", 100), 100);
        QCOMPARE(count("GET /api/v1/open", "", 70), 60);
    }

    void theWindowSlides()
    {
        TurnTaker& turns = processes_[0]->turns;
        TurnLimit limit{3, std::chrono::milliseconds(60'000)};
        const auto take = [&](const char* key) {
            return finish(io_, turns.take(key, limit)).value().count();
        };
        for (int i = 0; i < 3; ++i)
            QCOMPARE(take("x"), std::chrono::milliseconds::rep(0));
        const auto wait = take("x");
        QVERIFY(wait > 59'000 && wait <= 60'000);
        // As if the first turn had been a minute ago; another server has not heard of the refusal.
        postgres_->asAdmin("UPDATE app.rate SET turns[1] = turns[1] - 60000000");
        TurnTaker& other = processes_[1]->turns;
        QCOMPARE(finish(io_, other.take("x", limit))->count(), std::chrono::milliseconds::rep(0));
        QVERIFY(finish(io_, other.take("x", limit))->count() > 0);
        QVERIFY(finish(io_, other.forgive("x")));
        QCOMPARE(finish(io_, other.take("x", limit))->count(), std::chrono::milliseconds::rep(0));
    }

    void whatIsOverIsForgotten()
    {
        QCOMPARE(count("GET /api/v1/things", "d", 2), 2);
        postgres_->asAdmin("UPDATE app.rate SET ends_at = now() - interval '1 second'");
        QCOMPARE(postgres_->asAdmin("SELECT app.forget_turns()"), std::string("1"));
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.rate"), std::string("0"));
    }

private:
    /// How many of so many requests are admitted, in turns by both servers.
    int count(const std::string& line, const std::string& token, int requests)
    {
        auto asking = [&]() -> asio::awaitable<std::optional<int>> {
            HttpClient one(io_.get_executor(), processes_[0]->port);
            HttpClient two(io_.get_executor(), processes_[1]->port);
            const std::string headers =
                token.empty() ? "" : "Authorization: Bearer " + token + "\r\n";
            int admitted = 0;
            for (int i = 0; i < requests; ++i) {
                HttpClient& http = i % 2 == 0 ? one : two;
                const auto answer = co_await http.ask(line, headers);
                admitted += answer.status == 204 ? 1 : 0;
            }
            co_return admitted;
        };
        return *finish(io_, asking());
    }

    asio::io_context io_{1};
    std::optional<PostgresFixture> postgres_;
    std::vector<std::unique_ptr<Process>> processes_;
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
