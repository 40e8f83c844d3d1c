// Cuts of the feed are consistent, whatever order transactions commit in: writers move amounts
// between rows, so that the sum of all rows is the same in every consistent state.
#include "models/protocol/row_digest.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

#include <array>
#include <atomic>
#include <map>
#include <random>
#include <thread>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr int rowCount = 200;
constexpr int writerCount = 14;
constexpr std::int64_t startAmount = 1000;
constexpr std::chrono::seconds duration(6);

/// A blocking connection as the application, in tenant 1.
class Session {
public:
    explicit Session(const std::string& parameters)
        : connection_(PQconnectdb((parameters + " options='-c app.tenant=1'").c_str()), &PQfinish)
    {
        if (PQstatus(connection_.get()) != CONNECTION_OK)
            qFatal("%s", PQerrorMessage(connection_.get()));
    }

    std::vector<std::vector<std::string>> run(const std::string& sql)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(connection_.get(), sql.c_str()), &PQclear
        );
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            qFatal("%s: %s", sql.c_str(), PQerrorMessage(connection_.get()));
        std::vector<std::vector<std::string>> rows;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            auto& values = rows.emplace_back();
            for (int column = 0; column < PQnfields(result.get()); ++column)
                values.emplace_back(PQgetvalue(result.get(), row, column));
        }
        return rows;
    }

private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

std::string idOf(int number)
{
    std::array<char, 37> text = {};
    std::snprintf(text.data(), text.size(), "01900000-0000-7000-8000-%012d", number);
    return text.data();
}

std::string move(int row, int amount)
{
    return "UPDATE app.fuel_category SET default_intensity = default_intensity + (" +
           std::to_string(amount) + ") WHERE id = '" + idOf(row) + "';";
}

/// A row as a reader knows it.
struct Known {
    std::int64_t amount = 0;
    std::int64_t rv = 0;
};

/// What was wrong with what a reader saw.
struct Verdict {
    int batches = 0;
    int torn = 0;
    int inversions = 0;
};

std::int64_t sumOf(const std::map<std::string, Known>& rows)
{
    std::int64_t sum = 0;
    for (const auto& [id, row] : rows)
        sum += row.amount;
    return sum;
}

std::int64_t whole(const std::string& decimal)
{
    return std::stoll(decimal.substr(0, decimal.find('.')));
}

/// Moves amounts until told to stop: some transactions are long, some roll back, some take their
/// transaction id long before they write.
void writeUntil(const std::string& parameters, unsigned seed, const std::atomic<bool>& isOver)
{
    Session session(parameters);
    std::mt19937 random(seed);
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    while (!isOver) {
        const int first = static_cast<int>(random() % (rowCount - 1));
        const int second = first + 1 + static_cast<int>(random() % (rowCount - 1 - first));
        const int amount = static_cast<int>(random() % 20) - 10;
        session.run("BEGIN");
        if (chance(35))
            session.run("SELECT pg_current_xact_id(); SELECT pg_sleep(0.004)");
        session.run(move(first, amount)); // In the order of ids: no deadlocks.
        if (chance(20))
            session.run("SELECT pg_sleep(0.002)");
        session.run(move(second, -amount));
        if (chance(20))
            session.run("SELECT pg_sleep(0.002)");
        session.run(chance(10) ? "ROLLBACK" : "COMMIT");
    }
}

/// One transaction at a time, open for two seconds, with early and late writes.
void writeSlowly(const std::string& parameters, const std::atomic<bool>& isOver)
{
    Session session(parameters);
    while (!isOver) {
        session.run("BEGIN");
        session.run(move(rowCount, 7));
        for (int i = 0; i < 20 && !isOver; ++i)
            session.run("SELECT pg_sleep(0.1)");
        session.run(move(rowCount + 1, -7));
        session.run("COMMIT");
    }
}

void sequenceUntil(const std::string& parameters, const std::atomic<bool>& isOver)
{
    Session session(parameters);
    while (!isOver)
        session.run("SELECT * FROM sync.sequence(); SELECT pg_sleep(0.001)");
}

/// Follows the feed cut by cut.
class CutReader {
public:
    explicit CutReader(const std::string& parameters)
        : session_(parameters)
    {
    }

    void readOn()
    {
        const auto cuts = session_.run(
            "SELECT cut, last_pos FROM sync.cut WHERE cut > " + std::to_string(cut_) +
            " ORDER BY cut"
        );
        for (const auto& cut : cuts)
            apply(std::stoll(cut[0]), cut[1]);
    }

    std::map<std::string, Known> rows = {};
    Verdict verdict = {};

private:
    void apply(std::int64_t cut, const std::string& lastPos)
    {
        const auto changes = session_.run(
            "SELECT eid, rv, image->>'default_intensity' FROM sync.feed WHERE ent = 11 AND pos > " +
            pos_ + " AND pos <= " + lastPos + " ORDER BY pos"
        );
        for (const auto& change : changes) {
            Known& row = rows[change[0]];
            const std::int64_t rv = std::stoll(change[1]);
            if (rv <= row.rv)
                ++verdict.inversions;
            row = Known{whole(change[2]), rv};
        }
        ++verdict.batches;
        if (sumOf(rows) != (rowCount + 2) * startAmount)
            ++verdict.torn;
        pos_ = lastPos;
        cut_ = cut;
    }

    Session session_;
    std::int64_t cut_ = 0;
    std::string pos_ = "0";
};

/// What everybody writes first: remember the highest version, ask for what is above.
class NaiveReader {
public:
    explicit NaiveReader(const std::string& parameters)
        : session_(parameters)
    {
    }

    void readOn()
    {
        const auto changes = session_.run(
            "SELECT id, rv, default_intensity FROM app.fuel_category WHERE rv > " +
            std::to_string(last_) + " ORDER BY rv"
        );
        for (const auto& change : changes) {
            last_ = std::stoll(change[1]);
            rows[change[0]] = Known{whole(change[2]), last_};
        }
        ++verdict.batches;
        if (sumOf(rows) != (rowCount + 2) * startAmount)
            ++verdict.torn;
    }

    std::map<std::string, Known> rows = {};
    Verdict verdict = {};

private:
    Session session_;
    std::int64_t last_ = 0;
};

} // namespace

class CommitOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.tenant VALUES (1, gen_random_uuid(), 0, 1,"
            " now(), now(), 1, 'T', 't', 'sandbox', 'UTC', 30)"
        );
        postgres_->asAdmin("ALTER SYSTEM SET autovacuum_naptime = 1");
        postgres_->asAdmin("SELECT pg_reload_conf()");
        std::string sql = "INSERT INTO app.fuel_category (tenant_id, id, name, default_intensity)"
                          " VALUES ";
        for (int row = 0; row < rowCount + 2; ++row)
            sql += (row == 0 ? "(1, '" : ", (1, '") + idOf(row) + "', '" + idOf(row) + "', " +
                   std::to_string(startAmount) + ")";
        postgres_->asAdmin(sql);
    }

    void everyCutIsConsistentAndNothingIsLost()
    {
        const std::string app = postgres_->appConnection();
        std::atomic<bool> isOver = false;
        std::atomic<bool> isSequenced = false;
        std::vector<std::jthread> writers;
        for (unsigned seed = 1; seed <= writerCount; ++seed)
            writers.emplace_back([&, seed] { writeUntil(app, seed, isOver); });
        writers.emplace_back([&] { writeSlowly(app, isOver); });
        std::vector<std::jthread> sequencers;
        for (int i = 0; i < 2; ++i)
            sequencers.emplace_back([&] { sequenceUntil(app, isSequenced); });

        CutReader reader(app);
        NaiveReader naive(app);
        const auto end = std::chrono::steady_clock::now() + duration;
        while (std::chrono::steady_clock::now() < end) {
            reader.readOn();
            naive.readOn();
        }
        isOver = true;
        writers.clear(); // Joins.
        isSequenced = true;
        sequencers.clear();
        Session(app).run("SELECT * FROM sync.sequence()");
        reader.readOn();

        qInfo(
            "cuts: %d, torn %d, inversions %d; naive reads: %d, torn %d",
            reader.verdict.batches,
            reader.verdict.torn,
            reader.verdict.inversions,
            naive.verdict.batches,
            naive.verdict.torn
        );
        QVERIFY(reader.verdict.batches > 20);
        QCOMPARE(reader.verdict.torn, 0);
        QCOMPARE(reader.verdict.inversions, 0);
        QCOMPARE(lost(reader.rows), 0);
        QVERIFY2(naive.verdict.torn > 0, "the load is too tame to prove anything");
        checkDigest(reader.rows);
    }

private:
    /// Rows that the reader has otherwise than the table.
    int lost(const std::map<std::string, Known>& rows) const
    {
        int wrong = 0;
        Session session(postgres_->appConnection());
        for (const auto& row : session.run("SELECT id, rv FROM app.fuel_category")) {
            const auto known = rows.find(row[0]);
            wrong += known == rows.end() || std::to_string(known->second.rv) != row[1] ? 1 : 0;
        }
        return wrong;
    }

    /// The digest of the last cut is that of the rows, by the code that clients use.
    void checkDigest(const std::map<std::string, Known>& rows)
    {
        DigestSum sum;
        for (const auto& [id, row] : rows)
            sum.add(*Uuid::parse(id), row.rv);
        Session session(postgres_->appConnection());
        const auto kept =
            session.run("SELECT n, s FROM sync.scope_digest WHERE scope_id = 1 AND ent = 11"
                        " ORDER BY cut DESC LIMIT 1");
        QCOMPARE(kept.at(0).at(0), std::to_string(sum.count));
        QCOMPARE(kept.at(0).at(1), std::to_string(sum.sum));
    }

    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(CommitOrderTest)
#include "commit_order_test.moc"
