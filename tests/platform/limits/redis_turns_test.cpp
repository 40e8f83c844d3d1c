// Turns counted in a real Redis: exact at the edge for several servers, and what happens without
// it.
#include "platform/limits/redis_turns.hpp"
#include "platform/limits/turn_taker.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <csignal>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// A Redis of its own, on a socket in a folder of its own.
class Redis {
public:
    [[nodiscard]] std::string url() const
    {
        return "unix:" + folder_.filePath("redis.sock").toStdString();
    }

    void start()
    {
        process_ = std::make_unique<QProcess>();
        process_->start(
            "redis-server",
            {"--port",
             "0",
             "--unixsocket",
             folder_.filePath("redis.sock"),
             "--save",
             "",
             "--appendonly",
             "no",
             "--requirepass",
             "geheim"}
        );
        process_->waitForStarted();
    }

    void stop()
    {
        process_->terminate();
        process_->waitForFinished();
    }

    ~Redis() { stop(); }

private:
    QTemporaryDir folder_;
    std::unique_ptr<QProcess> process_;
};

RedisPlace placeOf(const Redis& redis)
{
    auto place = readRedisUrl(redis.url());
    place->password = Secret("geheim");
    return std::move(*place);
}

} // namespace

class RedisTurnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::signal(SIGPIPE, SIG_IGN); // As the program does: hiredis writes to sockets itself.
        redis_.start();
        turns_ = std::make_unique<RedisTurns>(placeOf(redis_));
        other_ = std::make_unique<RedisTurns>(placeOf(redis_));
        const auto isUp = [&] { return finish(io_, turns_->forgive("up")).has_value(); };
        QTRY_VERIFY_WITH_TIMEOUT(isUp(), 10'000);
        const auto isOtherUp = [&] { return finish(io_, other_->forgive("up")).has_value(); };
        QTRY_VERIFY_WITH_TIMEOUT(isOtherUp(), 10'000);
    }

    void addresses_are_read()
    {
        const auto full = readRedisUrl("redis://maya:ge%3Aheim@redis.example:6380/3");
        QVERIFY(full);
        QCOMPARE(full->host, std::string("redis.example"));
        QCOMPARE(full->port, 6380);
        QCOMPARE(full->user, std::string("maya"));
        QCOMPARE(full->password.reveal(), std::string_view("ge:heim"));
        QCOMPARE(full->number, 3);
        QCOMPARE(readRedisUrl("redis://[::1]")->host, std::string("::1"));
        for (const char* bad : {"", "redis://", "rediss://r", "http://r", "redis://r/x", "unix:r"})
            QVERIFY2(!readRedisUrl(bad), bad);
    }

    void exactly_sixty_of_many_at_once_by_two_servers()
    {
        const int rounds = std::max(20, qEnvironmentVariableIntValue("TIDEMARK_LIMIT_ROUNDS"));
        for (int round = 0; round < rounds; ++round) {
            int running = 0;
            int admitted = 0;
            int refused = 0;
            const std::string key = "round " + std::to_string(round);
            auto asking = [&](RedisTurns& server) -> asio::awaitable<void> {
                for (int i = 0; i < 10; ++i) {
                    auto wait = co_await server.take(key, 60, std::chrono::seconds(60));
                    admitted += wait && wait->count() == 0 ? 1 : 0;
                    refused += wait && wait->count() > 59'000 ? 1 : 0;
                }
                --running;
            };
            for (int client = 0; client < 8; ++client, ++running)
                asio::co_spawn(io_, asking(client % 2 == 0 ? *turns_ : *other_), asio::detached);
            io_.restart();
            while (running > 0 && io_.run_one_for(std::chrono::seconds(10)) > 0) {
            }
            QCOMPARE(admitted, 60);
            QCOMPARE(refused, 20);
        }
    }

    void the_window_slides()
    {
        const auto take = [&](std::chrono::milliseconds window) {
            return finish(io_, turns_->take("slides", 2, window))->count();
        };
        using namespace std::chrono_literals;
        QCOMPARE(take(400ms), std::chrono::milliseconds::rep(0));
        QCOMPARE(take(400ms), std::chrono::milliseconds::rep(0));
        const auto wait = take(400ms);
        QVERIFY(wait > 0 && wait <= 400);
        bool isTaken = false; // Asked again after it was true, it would take another turn.
        QTRY_VERIFY(isTaken = isTaken || take(400ms) == 0);
        QVERIFY(finish(io_, turns_->forgive("slides")));
        QCOMPARE(take(400ms), std::chrono::milliseconds::rep(0));
    }

    void without_redis_the_database_counts_and_says_so()
    {
        PostgresFixture postgres;
        Database database(io_.get_executor(), DatabaseSettings{postgres.appConnection()});
        TurnTaker taker(database);
        taker.countIn(turns_.get());
        const TurnLimit limit{2, std::chrono::milliseconds(60'000)};
        const auto take = [&](const char* key) { return finish(io_, taker.take(key, limit)); };
        QCOMPARE(take("a")->count(), std::chrono::milliseconds::rep(0));
        QCOMPARE(postgres.asAdmin("SELECT count(*) FROM app.rate"), std::string("0"));
        const auto missed = turns_->missed();
        redis_.stop();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(take("a")->count(), std::chrono::milliseconds::rep(0));
        QVERIFY(take("a")->count() > 0);
        QVERIFY(turns_->missed() >= missed + 3);
        QCOMPARE(postgres.asAdmin("SELECT count(*) FROM app.rate"), std::string("1"));
        redis_.start();
        const auto isBack = [&] { return finish(io_, turns_->forgive("b")).has_value(); };
        QTRY_VERIFY_WITH_TIMEOUT(isBack(), 10'000);
        QCOMPARE(take("b")->count(), std::chrono::milliseconds::rep(0));
        QCOMPARE(postgres.asAdmin("SELECT count(*) FROM app.rate"), std::string("1"));
        database.close();
    }

private:
    asio::io_context io_{1};
    Redis redis_;
    std::unique_ptr<RedisTurns> turns_;
    std::unique_ptr<RedisTurns> other_;
};

QTEST_GUILESS_MAIN(RedisTurnsTest)
#include "redis_turns_test.moc"
