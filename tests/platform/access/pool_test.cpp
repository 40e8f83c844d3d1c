// Fifty tenants take turns on four connections, with errors, time-outs and broken connections
// among them: nobody ever sees or changes a row of another.
// TIDEMARK_POOL_REQUESTS=1000000 is the long form.
#include "platform/database/database.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>

#include <algorithm>
#include <array>
#include <random>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr int tenants = 50;
constexpr int atOnce = 64;

constexpr const char* probe = R"(
    SET ROLE tidemark_owner;
    CREATE TABLE app.probe (tenant_id int NOT NULL, id int NOT NULL, note text NOT NULL,
        PRIMARY KEY (tenant_id, id)) WITH (fillfactor = 50);
    SELECT app.protect('app.probe', 'SELECT, INSERT, UPDATE, DELETE');
    RESET ROLE;
    INSERT INTO app.probe SELECT t, i, 'of ' || t FROM generate_series(1, 50) t,
        generate_series(1, 3 + t % 7) i;
)";

int rowsOf(int tenant)
{
    return 3 + tenant % 7;
}

/// What a request does, and how often in 10,000.
struct Kind {
    const char* name;
    int share;
    const char* sql; ///< Of the tenant $1, where it has parameters.
    bool mayFail;
};

const std::array<Kind, 11> kinds = {{
    {"read", 3500, "SELECT tenant_id, note FROM app.probe", false},
    {"read in a transaction", 1500, "SELECT tenant_id, note FROM app.probe", false},
    {"change all",
     1500,
     "UPDATE app.probe SET note = 'of ' || $1 RETURNING tenant_id, note",
     false},
    {"change, then give up", 1000, "UPDATE app.probe SET note = 'lost' RETURNING tenant_id", false},
    {"change, then fail", 800, "UPDATE app.probe SET note = 'lost' RETURNING tenant_id", true},
    {"who am I",
     800,
     "SELECT current_setting('app.tenant')::int, current_setting('app.user')",
     false},
    {"nobody", 500, "SELECT tenant_id, note FROM app.probe", false},
    {"into another", 350, "INSERT INTO app.probe SELECT 1 + $1::int % 50, 999, 'of ' || $1", true},
    {"time-out", 30, "SELECT tenant_id FROM app.probe, pg_sleep(0.2)", true},
    {"broken connection", 10, "SELECT pg_terminate_backend(pg_backend_pid())", true},
    {"exception", 10, "UPDATE app.probe SET note = 'lost' RETURNING tenant_id", true},
}};

struct Deliberate : std::exception {};

} // namespace

class PoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fiftyTenantsOnFourConnections()
    {
        PostgresFixture postgres;
        postgres.asAdmin(probe);
        boost::asio::io_context io{1};
        DatabaseSettings settings;
        settings.connection = postgres.appConnection();
        settings.readConnections = 2;
        settings.writeConnections = 2;
        settings.statementTimeout = std::chrono::milliseconds(100);
        settings.waitTimeout = std::chrono::milliseconds(3000);
        database_.emplace(io.get_executor(), settings);
        left_ = qEnvironmentVariableIntValue("TIDEMARK_POOL_REQUESTS");
        if (left_ <= 0)
            left_ = 15000;
        const int wanted = left_;
        int running = atOnce;
        auto client = [this, &running]() -> asio::awaitable<void> {
            while (left_-- > 0)
                co_await request();
            --running;
        };
        for (int i = 0; i < atOnce; ++i)
            asio::co_spawn(io, client, asio::detached);
        while (running > 0 && io.run_one_for(std::chrono::seconds(20)) > 0) {
        }
        QCOMPARE(running, 0);
        QCOMPARE(foreign_, 0);
        QCOMPARE(wrongCounts_, 0);
        QCOMPARE(unexpected_, std::string());
        int done = 0;
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            QVERIFY2(done_[i] > 0, kinds[i].name);
            done += done_[i];
            qInfo("%s: %d, refused %d", kinds[i].name, done_[i], refused_[i]);
        }
        QCOMPARE(done, wanted);
        QVERIFY(refused_[8] > 0 && refused_[9] > 0 && refused_[7] == done_[7]);
        database_->close();
        io.restart();
        io.run_for(std::chrono::milliseconds(20));
        database_.reset();
        // Nothing that was given up came to stay, and nothing crossed over.
        QCOMPARE(
            postgres.asAdmin("SELECT count(*) FROM app.probe WHERE note <> 'of ' || tenant_id"),
            std::string("0")
        );
        QCOMPARE(postgres.asAdmin("SELECT count(*) FROM app.probe"), std::string("298"));
    }

private:
    std::size_t drawKind()
    {
        int at = static_cast<int>(random_() % 10000);
        std::size_t kind = 0;
        while (at >= kinds[kind].share)
            at -= kinds[kind++].share;
        return kind;
    }

    asio::awaitable<void> request()
    {
        const std::size_t kind = drawKind();
        const int tenant = static_cast<int>(1 + random_() % tenants);
        Tenancy tenancy;
        tenancy.tenant = kind == 6 ? 0 : tenant;
        tenancy.userId = Uuid::make();
        Result<ResultSet> outcome = Fault{};
        try {
            outcome = co_await ask(kind, tenancy, tenant);
        } catch (const Deliberate&) {
            // As a bug of a handler would.
        }
        ++done_[kind];
        judge(kind, tenancy, outcome);
    }

    asio::awaitable<Result<ResultSet>> ask(std::size_t kind, Tenancy tenancy, int tenant)
    {
        const std::string_view sql = kinds[kind].sql;
        Params params;
        if (sql.find("$1") != sql.npos)
            params.emplace_back(std::to_string(tenant));
        if (kind == 0 || kind == 5 || kind == 6 || kind == 8)
            co_return co_await database_->read(tenancy, sql, std::move(params));
        Result<ResultSet> kept = Fault{};
        auto work = [&](Transaction& transaction) -> asio::awaitable<Result<int>> {
            kept = co_await transaction.run(sql, params);
            if (!kept)
                co_return kept.error();
            if (kind == 3)
                co_return Fault{FaultCode::conflict, "given_up", "", ""};
            if (kind == 4) {
                auto failed = co_await transaction.run("SELECT 1 / 0");
                co_return failed.error();
            }
            if (kind == 10)
                throw Deliberate();
            co_return 1;
        };
        auto done = co_await database_->transact(tenancy, work);
        if (!done && kind != 3 && kind != 4)
            co_return done.error();
        co_return std::move(kept);
    }

    void judge(std::size_t kind, const Tenancy& tenancy, const Result<ResultSet>& outcome)
    {
        if (!outcome) {
            ++refused_[kind];
            const FaultCode code = outcome.error().code;
            // Others on a connection that broke are told so; nothing else may fail by itself.
            const bool isBroken = code == FaultCode::offline || code == FaultCode::unavailable ||
                                  code == FaultCode::timedOut;
            if (!kinds[kind].mayFail && !isBroken)
                unexpected_ = kinds[kind].name + (": " + outcome.error().reason);
            return;
        }
        if (kind == 9)
            return;
        for (int row = 0; row < outcome->rowCount(); ++row)
            foreign_ += outcome->integer(row, 0) == tenancy.tenant ? 0 : 1;
        if (kind == 5) {
            foreign_ += outcome->text(0, 1) == tenancy.userId.toString() ? 0 : 1;
            return;
        }
        const int expected = kind == 6 ? 0 : rowsOf(tenancy.tenant);
        wrongCounts_ += outcome->rowCount() == expected ? 0 : 1;
        for (int row = 0; row < outcome->rowCount() && kind < 3; ++row)
            foreign_ += outcome->text(row, 1) == "of " + std::to_string(tenancy.tenant) ? 0 : 1;
    }

    std::optional<Database> database_;
    std::mt19937 random_{20261122};
    int left_ = 0;
    int foreign_ = 0;
    int wrongCounts_ = 0;
    std::string unexpected_;
    std::array<int, kinds.size()> done_ = {};
    std::array<int, kinds.size()> refused_ = {};
};

QTEST_GUILESS_MAIN(PoolTest)
#include "pool_test.moc"
