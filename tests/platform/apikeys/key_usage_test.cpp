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
        // PostgreSQL commits, then waits for a standby that never comes before it answers.
        configure("synchronous_commit = 'on'");
        configure("synchronous_standby_names = 'nobody'");
        int asked = 0;
        bool isAnswered = true; // Until the setting has reached every process.
        for (int attempt = 0; attempt < 100 && isAnswered; ++attempt, ++asked) {
            ask(member(key, "secret"), "GET /api/v1/runs", 1, 1);
            isAnswered = flushedWithoutStandby(usage);
        }
        QVERIFY(!isAnswered);
        configure("synchronous_standby_names = ''");
        const std::string all = std::to_string(asked);
        QCOMPARE(member(usageOf(member(key, "id")), "requests"), all);
        QVERIFY(finish(world_->io, usage.flush()));
        QCOMPARE(member(usageOf(member(key, "id")), "requests"), all);
    }

private:
    void configure(const std::string& setting)
    {
        world_->postgres.asAdmin("ALTER SYSTEM SET " + setting);
        world_->postgres.asAdmin("SELECT pg_reload_conf()");
    }

    /// Whether the server heard that it was written; whoever waits for the standby is cut off.
    bool flushedWithoutStandby(KeyUsage& usage)
    {
        std::optional<bool> isWritten;
        auto flush = [&]() -> asio::awaitable<void> {
            const auto written = co_await usage.flush();
            isWritten = written.has_value();
        };
        asio::co_spawn(world_->io, flush, asio::detached);
        world_->io.restart();
        while (!isWritten) {
            world_->io.run_for(std::chrono::milliseconds(20));
            (void)world_->postgres.asAdmin("SELECT pg_terminate_backend(pid)"
                                           " FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        }
        return *isWritten;
    }

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
