// Tenants stay apart: the rules hold in the newest schema, and each one notices when it is broken.
#include "tests/house/source_tree.hpp"
#include "tests/platform/access/tenancy_rules.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// A change that must not get into the schema, and the rule that notices it.
struct Break {
    const char* rule;
    const char* sql;
};

constexpr const char* newTable =
    "CREATE TABLE app.leak (tenant_id int NOT NULL, id uuid, PRIMARY KEY (tenant_id, id));";

const std::vector<Break> breaks = {
    {"every table of a tenant", "CREATE TABLE app.leak (tenant_id int NOT NULL)"},
    {"every table of a tenant", "CREATE TABLE sync.leak (id int)"},
    {"every table of a tenant", "ALTER TABLE app.user DISABLE ROW LEVEL SECURITY"},
    {"every table of a tenant", "ALTER TABLE app.user NO FORCE ROW LEVEL SECURITY"},
    {"every table of a tenant", "DROP POLICY tenant_rows ON app.user"},
    {"every table of a tenant", "ALTER POLICY tenant_rows ON app.user USING (true)"},
    {"every table of a tenant", "ALTER POLICY tenant_rows ON app.user WITH CHECK (true)"},
    {"every table of a tenant", "ALTER POLICY tenant_rows ON app.user TO tidemark_app"},
    {"every table of a tenant",
     "ALTER TABLE sync.feed DROP CONSTRAINT feed_pkey, ALTER tenant_id DROP NOT NULL"},
    {"other policies", "CREATE POLICY more ON app.user USING (true)"},
    {"other policies", "CREATE POLICY more ON app.user FOR SELECT TO tidemark_app USING (true)"},
    {"views run as", "CREATE VIEW app.people AS SELECT * FROM app.user"},
    {"views run as",
     "CREATE VIEW app.people WITH (security_invoker = false) AS SELECT * FROM app.user"},
    {"views run as", "CREATE MATERIALIZED VIEW app.people AS SELECT * FROM app.user"},
    {"functions that run as",
     "CREATE FUNCTION app.all_users() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
     " SET search_path = pg_catalog AS 'SELECT count(*) FROM app.user'"},
    {"functions that run as",
     "CREATE FUNCTION public.all_users() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
     " SET search_path = pg_catalog AS 'SELECT 1::bigint'"},
    {"functions that run as", "ALTER FUNCTION app.tenant_number(text) RESET search_path"},
    {"functions that run as", "ALTER FUNCTION sync.sequence() SET search_path = app, public"},
    {"no function of ours", "ALTER FUNCTION sync.next_rv() LEAKPROOF"},
    {"no rewrite rule", "CREATE RULE also AS ON INSERT TO app.user DO ALSO SELECT * FROM app.user"},
    {"no extension", "CREATE EXTENSION dblink"},
    {"the application owns", "ALTER TABLE app.role OWNER TO tidemark_app"},
    {"the application owns", "ALTER FUNCTION sync.next_rv() OWNER TO tidemark_app"},
    {"the roles bypass", "ALTER ROLE tidemark_app BYPASSRLS"},
    {"the roles bypass", "ALTER ROLE tidemark_owner BYPASSRLS"},
    {"the roles bypass", "ALTER ROLE tidemark_app CREATEROLE"},
    {"the application makes", "GRANT CREATE ON SCHEMA app TO tidemark_app"},
    {"the application makes",
     "GRANT TEMP ON DATABASE postgres TO tidemark_app;"
     "DO $$BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO"
     " tidemark_app', current_database()); END$$"},
    {"the application makes", "GRANT tidemark_owner TO tidemark_app"},
    {"the application makes", "GRANT pg_read_all_data TO tidemark_app"},
    {"no setting gives", "ALTER ROLE tidemark_app SET app.tenant = '1'"},
    {"no setting gives", "ALTER ROLE tidemark_app SET row_security = off"},
    {"grants on tables", "GRANT TRUNCATE ON app.user TO tidemark_app"},
    {"grants on tables", "GRANT UPDATE ON app.audit_entry TO tidemark_app"},
    {"grants on tables", "GRANT DELETE ON app.audit_entry TO tidemark_app"},
    {"grants on tables", "GRANT INSERT ON sync.feed TO tidemark_app"},
    {"grants on tables", "GRANT SELECT ON app.user TO PUBLIC"},
    {"grants on tables", "GRANT SELECT ON migration.applied TO tidemark_app"},
    {"no column", "GRANT UPDATE (actor) ON app.audit_entry TO tidemark_app"},
    {"no column", "GRANT UPDATE (status) ON sync.mutation TO tidemark_app"},
    {"no column", "GRANT INSERT (settled_by) ON sync.mutation TO tidemark_app"},
    {"no column", "GRANT UPDATE (settled_by) ON sync.mutation TO PUBLIC"},
    {"nobody but", "GRANT EXECUTE ON FUNCTION sync.sequence() TO PUBLIC"},
    {"sequences are", "GRANT UPDATE ON SEQUENCE sync.rv_seq TO tidemark_app"},
    {"nothing is granted",
     "ALTER DEFAULT PRIVILEGES FOR ROLE tidemark_owner GRANT SELECT ON TABLES TO tidemark_app"},
    {"every unique index", "CREATE UNIQUE INDEX guess ON app.user (login)"},
    {"every unique index", "ALTER TABLE app.role ADD UNIQUE (id)"},
    {"every foreign key",
     "CREATE UNIQUE INDEX ids ON app.role (id);"
     "ALTER TABLE app.user_role ADD FOREIGN KEY (role_id) REFERENCES app.role (id)"},
};

/// Where a connection may be opened, and where the tenant may be set.
const std::vector<std::string> mayConnect = {
    "platform/database/",
    "platform/cluster/",
    "platform/schema/",
    // To the sources of reports, which are no database of ours.
    "platform/runs/",
    "platform/demo/trades_mart.cpp"};
const std::vector<std::string> maySetTenant = {"platform/database/pools.hpp"};

bool isIn(const std::vector<std::string>& places, const std::string& path)
{
    return std::any_of(places.begin(), places.end(), [&path](const std::string& place) {
        return path.starts_with(place);
    });
}

} // namespace

class TenancyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { postgres_.emplace(); }

    void everyRuleHolds_data()
    {
        QTest::addColumn<QString>("sql");
        for (const TenancyRule& rule : tenancyRules())
            QTest::newRow(rule.name.c_str()) << QString::fromStdString(rule.sql);
    }

    void everyRuleHolds()
    {
        QFETCH(QString, sql);
        QCOMPARE(QString::fromStdString(postgres_->asAdmin(sql.toStdString())), QString());
    }

    void everyBreakIsNoticed_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("sql");
        for (const Break& one : breaks)
            QTest::newRow(one.sql) << QString::fromUtf8(one.rule) << QString::fromUtf8(one.sql);
    }

    /// Within one transaction that is rolled back, so that breaks do not add up.
    void everyBreakIsNoticed()
    {
        QFETCH(QString, rule);
        QFETCH(QString, sql);
        std::string noticed;
        for (const TenancyRule& one : tenancyRules()) {
            if (one.name.starts_with(rule.toStdString()))
                noticed += brokenBy(sql.toStdString(), one.sql);
        }
        QVERIFY2(!noticed.empty(), qPrintable(sql));
    }

    void anHonestTableIsFine()
    {
        const std::string sql = "SET LOCAL ROLE tidemark_owner;" + std::string(newTable) +
                                "SELECT app.protect('app.leak', 'SELECT, INSERT'); RESET ROLE";
        for (const TenancyRule& one : tenancyRules())
            QCOMPARE(brokenBy(sql, one.sql), std::string());
    }

    void thereIsOneWayToAConnectionAndToATenant()
    {
        for (const house::SourceFile& file : house::sourceFiles({".cpp", ".hpp"})) {
            if (!file.path.starts_with("platform/") && !file.path.starts_with("app/platform/"))
                continue;
            for (const std::string& line : file.lines) {
                const bool connects = line.find("PQconnect") != std::string::npos;
                QVERIFY2(!connects || isIn(mayConnect, file.path), file.path.c_str());
                const bool sets = line.find("app.tenant'") != std::string::npos &&
                                  line.find("current_setting") == std::string::npos;
                QVERIFY2(!sets || isIn(maySetTenant, file.path), file.path.c_str());
                const bool isLasting = line.find("SET app.") != std::string::npos ||
                                       line.find("SET SESSION") != std::string::npos;
                QVERIFY2(!isLasting, file.path.c_str());
            }
        }
    }

private:
    /// What a rule's query finds once `sql` has run; nothing of it stays.
    std::string brokenBy(const std::string& sql, const std::string& query) const
    {
        const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
            PQconnectdb(postgres_->adminConnection().c_str()), &PQfinish
        );
        using Rows = std::unique_ptr<PGresult, decltype(&PQclear)>;
        const Rows broken(PQexec(connection.get(), ("BEGIN;" + sql).c_str()), &PQclear);
        const auto status = PQresultStatus(broken.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            qFatal("%s: %s", sql.c_str(), PQerrorMessage(connection.get()));
        const Rows found(PQexec(connection.get(), query.c_str()), &PQclear);
        if (PQresultStatus(found.get()) != PGRES_TUPLES_OK)
            qFatal("%s: %s", query.c_str(), PQerrorMessage(connection.get()));
        return PQntuples(found.get()) > 0 ? PQgetvalue(found.get(), 0, 0) : "";
    }

    std::optional<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(TenancyTest)
#include "tenancy_test.moc"
