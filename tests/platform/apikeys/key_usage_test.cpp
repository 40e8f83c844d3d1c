// The use of keys is counted exactly: over two servers, over a database that fails for a while, and
// to the last request before the end.
#include "tests/platform/apikeys/key_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class KeyUsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { world_.emplace(); }
    void cleanupTestCase() { world_.reset(); }

    void everyRequestOfBothServersIsWrittenOnce()
    {
        const auto key =
            world_->make("maya", R"({"name":"busy","scopes":["run:read"],"ratePerMinute":6000})");
        const std::string secret = member(key, "secret");
        for (const auto& process : world_->processes)
            process->usage.start();
        ask(secret, "GET /api/v1/runs", 150);
        ask(secret, "POST /api/v1/runs", 30);
        ask(secret, "GET /api/v1/me", 20);
        for (const auto& process : world_->processes)
            finish(world_->io, process->usage.stop());
        const auto usage = usageOf(member(key, "id"));
        QCOMPARE(member(usage, "requests"), std::string("200"));
        QCOMPARE(member(usage, "refused"), std::string("50"));
        std::map<std::string, std::string> endpoints;
        for (const auto& one : usage.at("endpoints").as_array())
            endpoints[member(one.as_object(), "endpoint")] =
                member(one.as_object(), "requests") + '/' + member(one.as_object(), "refused");
        const std::map<std::string, std::string> expected = {
            {"GET /api/v1/runs", "150/0"},
            {"POST /api/v1/runs", "30/30"},
            {"GET /api/v1/me", "20/20"}};
        QCOMPARE(endpoints, expected);
        QCOMPARE(usage.at("days").as_array().size(), std::size_t(30));
        const auto& today = usage.at("days").as_array().back().as_object();
        QCOMPARE(member(today, "requests"), std::string("200"));
        const auto shown = world_->ask("maya", "GET /api/v1/api-keys/" + member(key, "id"));
        const auto row = boost::json::parse(shown.body).as_object();
        QCOMPARE(member(row, "lastUsedAddress"), std::string("127.0.0.1"));
        QCOMPARE(member(row, "requestsToday"), std::string("200"));
    }

    void whatCouldNotBeWrittenStaysCounted()
    {
        const auto key =
            world_->make("maya", R"({"name":"later","scopes":["run:read"],"ratePerMinute":6000})");
        KeyUsage& usage = world_->processes[0]->usage;
        world_->postgres.asAdmin("REVOKE INSERT ON app.api_key_usage FROM tidemark_app");
        ask(member(key, "secret"), "GET /api/v1/runs", 10, 1);
        QVERIFY(!finish(world_->io, usage.flush()));
        ask(member(key, "secret"), "GET /api/v1/runs", 7, 1);
        QVERIFY(!finish(world_->io, usage.flush()));
        world_->postgres.asAdmin("GRANT INSERT ON app.api_key_usage TO tidemark_app");
        QVERIFY(finish(world_->io, usage.flush()));
        QVERIFY(finish(world_->io, usage.flush()));
        QCOMPARE(member(usageOf(member(key, "id")), "requests"), std::string("17"));
    }

    void aBatchWhoseAnswerWasLostIsWrittenOnce()
    {
        const auto key =
            world_->make("maya", R"({"name":"twice","scopes":["run:read"],"ratePerMinute":6000})");
        KeyUsage& usage = world_->processes[0]->usage;
        // It is in the database, but the connection broke before the server heard of it.
        world_->postgres.asAdmin(
            "CREATE FUNCTION app.break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;"
            "CREATE CONSTRAINT TRIGGER break_off AFTER INSERT ON app.api_key_batch"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.break_off()"
        );
        ask(member(key, "secret"), "GET /api/v1/runs", 5, 1);
        QVERIFY(!finish(world_->io, usage.flush()));
        world_->postgres.asAdmin("DROP TRIGGER break_off ON app.api_key_batch;"
                                 "DROP FUNCTION app.break_off()");
        QVERIFY(finish(world_->io, usage.flush()));
        QCOMPARE(member(usageOf(member(key, "id")), "requests"), std::string("5"));
    }

private:
    /// So many requests, in turns to the first `processes`.
    void ask(const std::string& secret, const std::string& line, int times, int processes = 2)
    {
        auto asking = [&]() -> asio::awaitable<std::optional<int>> {
            HttpClient one(world_->io.get_executor(), world_->processes[0]->port);
            HttpClient two(world_->io.get_executor(), world_->processes[1]->port);
            const std::string headers = "Authorization: Bearer " + secret + "\r\n";
            for (int i = 0; i < times; ++i) {
                HttpClient& http = i % processes == 0 ? one : two;
                (void)co_await http.ask(line, headers);
            }
            co_return times;
        };
        (void)finish(world_->io, asking());
    }

    boost::json::object usageOf(const std::string& id)
    {
        const auto answer = world_->ask("maya", "GET /api/v1/api-keys/" + id + "/usage");
        return boost::json::parse(answer.body).as_object();
    }

    std::optional<KeyWorld> world_;
};

QTEST_GUILESS_MAIN(KeyUsageTest)
#include "key_usage_test.moc"
