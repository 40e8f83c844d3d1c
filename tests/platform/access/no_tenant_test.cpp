// Whoever says no tenant, or nothing that is one, sees no row: the server's own login, on every
// table that has a tenant, each of them filled.
#include "tests/platform/access/matrix_rows.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// Not set at all, and texts that are no tenant, or the number of none.
const std::vector<std::string> noTenants = {
    "",
    " ",
    "abc",
    "1 OR true",
    "1;2",
    "'",
    "1,2",
    "0",
    "-1",
    "3",
    "1.5",
    "1e0",
    "0x1",
    "99999999999",
    "NULL",
    "*",
    "%",
    "{1,2}",
    "١"};

} // namespace

class NoTenantTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        MatrixRows{*postgres_};
        std::string list = postgres_->asAdmin(
            "SELECT string_agg(format('%I.%I', n.nspname, c.relname), ' ' ORDER BY 1)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('app', 'sync')"
            " AND has_table_privilege('tidemark_app', c.oid, 'SELECT')"
        );
        for (std::size_t at = 0; at < list.size();) {
            const std::size_t end = std::min(list.find(' ', at), list.size());
            tables_.push_back(list.substr(at, end - at));
            at = end + 1;
        }
        QVERIFY(tables_.size() > 30);
    }
    void cleanupTestCase() { postgres_.reset(); }

    void withoutATenantThereIsNothing()
    {
        const Connection connection = connect();
        int filled = 0;
        for (const std::string& table : tables_) {
            QVERIFY2(countIn(connection.get(), table) <= 0, table.c_str());
            const std::string all = postgres_->asAdmin("SELECT count(*) FROM " + table);
            filled += all == "0" ? 0 : 1;
        }
        QVERIFY2(filled > 25, std::to_string(filled).c_str());
    }

    void whatIsNoTenantFindsNothing()
    {
        int asked = 0;
        for (const std::string& text : noTenants) {
            const Connection connection = connect();
            for (const std::string& table : tables_) {
                const Rows begun(PQexec(connection.get(), "BEGIN"), &PQclear);
                const char* value = text.c_str();
                const Rows set(
                    PQexecParams(
                        connection.get(),
                        "SELECT set_config('app.tenant', $1, true)",
                        1,
                        nullptr,
                        &value,
                        nullptr,
                        nullptr,
                        0
                    ),
                    &PQclear
                );
                QCOMPARE(PQresultStatus(set.get()), PGRES_TUPLES_OK);
                const int count = countIn(connection.get(), table);
                const Rows undone(PQexec(connection.get(), "ROLLBACK"), &PQclear);
                QVERIFY2(count <= 0, (text + ": " + table).c_str());
                ++asked;
            }
        }
        QVERIFY(asked > 500);
    }

    void nothingIsWrittenWithoutATenant()
    {
        const Connection connection = connect();
        const Rows written(
            PQexec(
                connection.get(),
                "INSERT INTO app.end_use (tenant_id, id, name, intended_use)"
                " VALUES (1, gen_random_uuid(), 'x', true)"
            ),
            &PQclear
        );
        QCOMPARE(PQresultStatus(written.get()), PGRES_FATAL_ERROR);
        const Rows changed(
            PQexec(connection.get(), "UPDATE app.connector SET name = 'x'"), &PQclear
        );
        QVERIFY(std::string(PQcmdTuples(changed.get())) != "3");
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.connector WHERE name = 'x'"),
            std::string("0")
        );
    }

private:
    [[nodiscard]] Connection connect() const
    {
        return {PQconnectdb(postgres_->appConnection().c_str()), &PQfinish};
    }

    /// The rows that are seen; -1 for an error.
    static int countIn(PGconn* connection, const std::string& table)
    {
        const Rows rows(PQexec(connection, ("SELECT count(*) FROM " + table).c_str()), &PQclear);
        if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK)
            return -1;
        return std::stoi(PQgetvalue(rows.get(), 0, 0));
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::vector<std::string> tables_;
};

QTEST_GUILESS_MAIN(NoTenantTest)
#include "no_tenant_test.moc"
