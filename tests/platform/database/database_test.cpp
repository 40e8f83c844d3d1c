// The database layer against a real PostgreSQL.
#include "platform/database/database.hpp"
#include "platform/database/listener.hpp"
#include "tests/platform/database/test_tables.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tidemark;
using namespace tidemark::platform;
using tidemark::platform::test::tables;

namespace {

Tenancy tenant(int number)
{
    Tenancy tenancy;
    tenancy.tenant = number;
    return tenancy;
}

} // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_.emplace(PostgresFixture::Schema::none);
        postgres_->asAdmin(tables);
    }

    void init()
    {
        io_.emplace(1);
        DatabaseSettings settings;
        settings.connection = postgres_->appConnection();
        settings.writeConnections = 3;
        settings.waitTimeout = std::chrono::milliseconds(300);
        settings.statementTimeout = std::chrono::milliseconds(2400);
        database_.emplace(io_->get_executor(), settings);
    }

    void cleanup()
    {
        database_->close();
        io_->restart();
        io_->run_for(std::chrono::milliseconds(20));
        database_.reset();
        io_.reset();
    }

    void aReadGivesTheRowsOfItsTenantOnly()
    {
        const auto rows = read(7, "SELECT name, count(*), NULL FROM app.thing GROUP BY name");
        QVERIFY(rows);
        QCOMPARE(rows->rowCount(), 1);
        QVERIFY(rows->at(0, 0) == "tenant 7");
        QVERIFY(rows->integer(0, 1) == 20);
        QVERIFY(!rows->at(0, 2));
    }

    void withoutATenantThereAreNoRows()
    {
        const auto rows = read(0, "SELECT 1 FROM app.thing");
        QVERIFY(rows);
        QCOMPARE(rows->rowCount(), 0);
    }

    void aReadCannotWrite()
    {
        const auto rows = read(1, "DELETE FROM app.thing RETURNING id");
        QVERIFY(!rows);
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.thing"), std::string("1000"));
    }

    /// Many tenants, some of them with failing statements, on few shared connections.
    void interleavedReadsNeverSeeAnotherTenant()
    {
        int answers = 0;
        int foreign = 0;
        int faults = 0;
        for (int i = 0; i < 3000; ++i) {
            auto one = [&, i]() -> asio::awaitable<void> {
                const int number = i % 50 + 1;
                const bool fails = i % 7 == 0;
                auto rows = co_await database_->read(
                    tenant(number),
                    fails ? "SELECT 1 / (id - id) FROM app.thing"
                          : "SELECT tenant_id, name FROM app.thing"
                );
                ++answers;
                if (!rows) {
                    faults += fails && rows.error().reason == "bad_value" ? 1 : 0;
                    co_return;
                }
                if (rows->rowCount() != 20)
                    ++foreign;
                for (int row = 0; row < rows->rowCount(); ++row)
                    foreign += rows->integer(row, 0) == number ? 0 : 1;
            };
            asio::co_spawn(*io_, one, asio::detached);
        }
        runUntil([&] { return answers == 3000; });
        QCOMPARE(answers, 3000);
        QCOMPARE(foreign, 0);
        QCOMPARE(faults, 429);
        QVERIFY(database_->figures().connects <= 4);
    }

    void aSlowReadDoesNotHoldUpOthers()
    {
        QVERIFY(read(1, "SELECT 1"));
        bool isSlowDone = false;
        auto slow = [&]() -> asio::awaitable<void> {
            (void)co_await database_->read(tenant(1), "SELECT pg_sleep(1)");
            isSlowDone = true;
        };
        int quick = 0;
        auto fast = [&]() -> asio::awaitable<void> {
            (void)co_await database_->read(tenant(2), "SELECT 1");
            ++quick;
        };
        asio::co_spawn(*io_, slow, asio::detached);
        asio::co_spawn(*io_, slow, asio::detached);
        io_->restart();
        io_->run_for(std::chrono::milliseconds(50));
        for (int i = 0; i < 100; ++i)
            asio::co_spawn(*io_, fast, asio::detached);
        runUntil([&] { return quick == 100; });
        QVERIFY(!isSlowDone);
        runUntil([&] { return isSlowDone; });
        io_->run_for(std::chrono::milliseconds(50));
    }

    void aSettingDoesNotOutliveItsRequest()
    {
        QVERIFY(read(3, "SELECT 1"));
        auto direct = [this]() -> asio::awaitable<Result<std::string>> {
            auto work = [](Transaction& transaction) -> asio::awaitable<Result<std::string>> {
                auto rows = co_await transaction.run("SELECT current_setting('app.tenant', true)");
                if (!rows)
                    co_return rows.error();
                co_return std::string(rows->text(0, 0));
            };
            auto first = co_await database_->transact(tenant(9), work);
            if (!first)
                co_return first.error();
            auto second = co_await database_->system(work);
            if (!second)
                co_return second.error();
            co_return *first + "/" + *second;
        };
        const auto seen = finish(*io_, direct());
        QVERIFY(seen);
        QCOMPARE(*seen, std::string("9/"));
    }

    void faultsNameTheConstraint_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unique") << "INSERT INTO app.thing VALUES (1, 1, 'x', 1)"
                                << "duplicate:thing_key";
        QTest::newRow("check") << "INSERT INTO app.thing VALUES (1, 99, 'x', 0)"
                               << "check_failed:thing_amount";
        QTest::newRow("null") << "INSERT INTO app.thing VALUES (1, 99, NULL, 1)"
                              << "missing_value:name";
        QTest::newRow("reference") << "INSERT INTO app.part VALUES (1, 1, 12345)"
                                   << "missing_reference:part_of";
        QTest::newRow("foreign row") << "INSERT INTO app.thing VALUES (2, 99, 'x', 1)"
                                     << "row_refused";
        QTest::newRow("bad value") << "SELECT 'x'::text::int"
                                   << "bad_value";
        QTest::newRow("raised") << "SELECT app.refuse()"
                                << "not_draft";
        QTest::newRow("our bug") << "SELEKT"
                                 << "sql_error";
        QTest::newRow("timeout") << "SELECT pg_sleep(9)"
                                 << "statement_timeout";
    }

    void faultsNameTheConstraint()
    {
        QFETCH(QString, sql);
        QFETCH(QString, reason);
        std::vector<Statement> statements(1);
        statements[0].sql = sql.toStdString();
        const auto written = finish(*io_, database_->write(tenant(1), statements));
        QVERIFY(!written);
        QCOMPARE(QString::fromStdString(written.error().reason), reason);
        // The same within a transaction, which has gone afterwards.
        auto work = [&](Transaction& transaction) -> asio::awaitable<Result<int>> {
            auto rows = co_await transaction.run(statements[0].sql);
            if (!rows)
                co_return rows.error();
            co_return 1;
        };
        const auto worked = finish(*io_, database_->transact(tenant(1), work));
        QVERIFY(!worked);
        QCOMPARE(QString::fromStdString(worked.error().reason), reason);
        QVERIFY(read(1, "SELECT 1"));
    }

    void aTransactionIsAllOrNothing()
    {
        auto work = [](bool succeeds) {
            return [succeeds](Transaction& transaction) -> asio::awaitable<Result<int>> {
                std::vector<Statement> two;
                two.push_back({"INSERT INTO app.thing VALUES (1, 500, $1, 1)", {"a"}});
                two.push_back({"UPDATE app.thing SET name = $1 WHERE id = 500", {"b"}});
                auto done = co_await transaction.runAll(two);
                if (!done)
                    co_return done.error();
                if ((*done)[1].affectedRows() != 1)
                    co_return Fault{FaultCode::internal, "wrong_count", "", ""};
                if (!succeeds)
                    co_return Fault{FaultCode::conflict, "changed_mind", "", ""};
                co_return 1;
            };
        };
        const auto refused = finish(*io_, database_->transact(tenant(1), work(false)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, std::string("changed_mind"));
        QCOMPARE(read(1, "SELECT 1 FROM app.thing WHERE id = 500")->rowCount(), 0);
        const auto kept = finish(*io_, database_->transact(tenant(1), work(true)));
        QVERIFY(kept);
        QCOMPARE(read(1, "SELECT 1 FROM app.thing WHERE name = 'b'")->rowCount(), 1);
        postgres_->asAdmin("DELETE FROM app.thing WHERE id = 500");
    }

    void aFailedStatementThatWasOverlookedIsNoSuccess()
    {
        auto work = [](Transaction& transaction) -> asio::awaitable<Result<int>> {
            auto ignored = co_await transaction.run("INSERT INTO app.thing VALUES (1, 1, 'x', 1)");
            co_return ignored ? 2 : 1;
        };
        const auto outcome = finish(*io_, database_->transact(tenant(1), work));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().reason, std::string("transaction_aborted"));
    }

    void twoInDeadlockBothSucceed()
    {
        int done = 0;
        int good = 0;
        for (const bool isForward : {true, false}) {
            auto one = [&, isForward]() -> asio::awaitable<void> {
                auto work = [isForward](Transaction& transaction) -> asio::awaitable<Result<int>> {
                    const std::string lock = "UPDATE app.thing SET amount = amount WHERE id = $1";
                    const Params first{isForward ? "1" : "2"};
                    const Params second{isForward ? "2" : "1"};
                    auto a = co_await transaction.run(lock, first);
                    if (!a)
                        co_return a.error();
                    auto wait = co_await transaction.run("SELECT pg_sleep(0.1)");
                    if (!wait)
                        co_return wait.error();
                    auto b = co_await transaction.run(lock, second);
                    if (!b)
                        co_return b.error();
                    co_return 1;
                };
                auto outcome = co_await database_->transact(tenant(4), work);
                good += outcome ? 1 : 0;
                ++done;
            };
            asio::co_spawn(*io_, one, asio::detached);
        }
        runUntil([&] { return done == 2; });
        QCOMPARE(good, 2);
        QVERIFY(database_->figures().repeats >= 1);
    }

    void whoWaitsTooLongForAConnectionIsTold()
    {
        int done = 0;
        int busy = 0;
        for (int i = 0; i < 5; ++i) {
            auto one = [&]() -> asio::awaitable<void> {
                auto work = [](Transaction& transaction) -> asio::awaitable<Result<int>> {
                    auto slept = co_await transaction.run("SELECT pg_sleep(0.6)");
                    if (!slept)
                        co_return slept.error();
                    co_return 1;
                };
                auto outcome = co_await database_->transact(tenant(4), work);
                busy += !outcome && outcome.error().reason == "database_busy" ? 1 : 0;
                ++done;
            };
            asio::co_spawn(*io_, one, asio::detached);
        }
        runUntil([&] { return done == 5; });
        QCOMPARE(busy, 2);
    }

    void aKilledConnectionComesBack()
    {
        QVERIFY(read(1, "SELECT 1"));
        QVERIFY(finish(*io_, database_->ping()));
        const std::string kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                 "WHERE usename = 'tidemark_app'";
        postgres_->asAdmin(kill);
        QVERIFY(read(1, "SELECT 1"));
        io_->restart();
        io_->run_for(std::chrono::milliseconds(50));
        QVERIFY(finish(*io_, database_->ping()));
        // While a transaction is under way nothing is repeated behind the caller's back.
        auto work = [&](Transaction& transaction) -> asio::awaitable<Result<int>> {
            auto first = co_await transaction.run("SELECT 1");
            postgres_->asAdmin(kill);
            auto second = co_await transaction.run("SELECT 1");
            if (!second)
                co_return second.error();
            co_return 1;
        };
        const auto outcome = finish(*io_, database_->transact(tenant(1), work));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().reason, std::string("database_unreachable"));
        QVERIFY(read(1, "SELECT 1"));
    }

    void aDatabaseThatIsAwayIsAFault()
    {
        DatabaseSettings settings;
        settings.connection = "host=/nowhere dbname=x user=y";
        Database away(io_->get_executor(), settings);
        const auto rows = finish(*io_, away.read(tenant(1), "SELECT 1"));
        QVERIFY(!rows);
        QVERIFY(rows.error().code == FaultCode::unavailable);
        const auto ping = finish(*io_, away.ping());
        QVERIFY(!ping);
        QCOMPARE(ping.error().reason, std::string("database_unreachable"));
    }

    void aChangedTableDoesNotBreakPreparedReads()
    {
        QVERIFY(read(1, "SELECT * FROM app.thing WHERE id = 1"));
        postgres_->asAdmin("ALTER TABLE app.thing ADD COLUMN more int");
        const auto rows = read(1, "SELECT * FROM app.thing WHERE id = 1");
        QVERIFY(rows);
        QCOMPARE(rows->columnCount(), 5);
        postgres_->asAdmin("ALTER TABLE app.thing DROP COLUMN more");
    }

    void aListenerHearsAndComesBack()
    {
        Listener listener(io_->get_executor(), postgres_->appConnection());
        std::vector<std::string> heard;
        int connects = 0;
        listener.onNotification("bell", [&](std::string_view, std::string_view payload) {
            heard.emplace_back(payload);
        });
        listener.onConnected([&] { ++connects; });
        listener.start();
        runUntil([&] { return connects == 1; });
        postgres_->asAdmin("NOTIFY bell, 'one'");
        runUntil([&] { return heard.size() == 1; });
        postgres_->asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE query LIKE 'LISTEN%'");
        runUntil([&] { return connects == 2; });
        postgres_->asAdmin("NOTIFY bell, 'two'");
        runUntil([&] { return heard.size() == 2; });
        QCOMPARE(connects, 2);
        QVERIFY((heard == std::vector<std::string>{"one", "two"}));
        listener.stop();
    }

private:
    Result<ResultSet> read(int number, std::string_view sql)
    {
        return finish(*io_, database_->read(tenant(number), sql));
    }

    template <class Condition>
    void runUntil(Condition condition)
    {
        io_->restart();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition() && std::chrono::steady_clock::now() < end)
            io_->run_one_for(std::chrono::milliseconds(50));
    }

    std::optional<PostgresFixture> postgres_;
    std::optional<boost::asio::io_context> io_;
    std::optional<Database> database_;
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
