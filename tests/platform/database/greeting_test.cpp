// What a new connection is asked before it serves anybody.
#include "platform/database/database.hpp"
#include "tests/platform/database/test_tables.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using tidemark::platform::test::tables;

class GreetingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_.emplace(PostgresFixture::Schema::none);
        postgres_->asAdmin(tables);
        postgres_->asAdmin(
            "CREATE TABLE app.guest (id int CONSTRAINT welcome CHECK (id > 0));"
            "CREATE FUNCTION app.greet(guest int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER"
            " AS $$ BEGIN INSERT INTO app.guest VALUES (guest); RETURN (SELECT count(*) FROM"
            " app.guest); END $$"
        );
    }

    void everyNewConnectionIsGreetedBeforeItServes()
    {
        open("SELECT app.greet(1)");
        QVERIFY(read());
        QCOMPARE(answers_, std::vector<std::string>{"1"}); // Also by one that only reads.
        QVERIFY(finish(*io_, database_->ping()));
        QVERIFY(read());
        QCOMPARE(answers_, (std::vector<std::string>{"1", "2"}));
        loseConnections();
        QVERIFY(read());
        QCOMPARE(answers_, (std::vector<std::string>{"1", "2", "3"}));
        close();
    }

    void whoIsNotWelcomedServesNobody()
    {
        const std::string guests = postgres_->asAdmin("SELECT count(*) FROM app.guest");
        open("SELECT app.greet(-1)");
        QCOMPARE(read().error().reason, std::string("database_unreachable"));
        QCOMPARE(finish(*io_, database_->ping()).error().code, FaultCode::unavailable);
        QVERIFY(answers_.empty());
        QCOMPARE(database_->figures().writeConnections, 0);
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.guest"), guests);
        close();
    }

private:
    void open(const std::string& greeting)
    {
        answers_.clear();
        io_.emplace(1);
        DatabaseSettings settings;
        settings.connection = postgres_->appConnection();
        settings.greeting.sql = greeting;
        settings.greeting.onAnswer = [this](std::string_view answer) {
            answers_.emplace_back(answer);
        };
        database_.emplace(io_->get_executor(), settings);
    }

    void close()
    {
        database_->close();
        io_->restart();
        io_->run_for(std::chrono::milliseconds(20));
        database_.reset();
        io_.reset();
    }

    Result<ResultSet> read() { return finish(*io_, database_->read(Tenancy{}, "SELECT 1")); }

    void loseConnections()
    {
        postgres_->asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                           " WHERE application_name = 'tidemark-platform'");
        io_->restart();
        for (int turn = 0; turn < 400 && database_->figures().writeConnections > 0; ++turn)
            io_->run_one_for(std::chrono::milliseconds(50));
    }

    std::optional<PostgresFixture> postgres_;
    std::optional<boost::asio::io_context> io_;
    std::optional<Database> database_;
    std::vector<std::string> answers_;
};

QTEST_GUILESS_MAIN(GreetingTest)
#include "greeting_test.moc"
