// What a definition's query may say.
#include "platform/runs/query_safety.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

QString reasonsOf(const QueryVerdict& verdict)
{
    QStringList reasons;
    for (const QueryFinding& finding : verdict.findings)
        reasons.append(QString::fromStdString(finding.reason));
    return reasons.join(u' ');
}

} // namespace

class QuerySafetyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queriesThatOnlyReadAreAllowed_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("warnings");
        const auto row = [](const char* name, const char* query, const char* warnings = "") {
            QTest::newRow(name) << QString(query) << QString(warnings);
        };
        row("plain", "SELECT id, name FROM trade WHERE day = '2026-03-31' ORDER BY id");
        row("with", "WITH d AS (SELECT 1 AS n) SELECT n FROM d");
        row("ends with a semicolon", "SELECT 1;");
        row("writing word in a text", "SELECT 'drop table trade; --' AS note FROM trade");
        row("writing word as quoted name", "SELECT \"update\" FROM trade");
        row("writing word as column", "SELECT t.update FROM trade t");
        row("writing word in a comment", "SELECT 1 -- delete later\n/* DROP it /* never */ */");
        row("dollar quotes", "SELECT $x$; DELETE FROM trade $x$ AS text");
        row("column named comment", "SELECT comment, cluster FROM trade");
        row("star", "SELECT * FROM trade", "select_star");
        row("cross join", "SELECT a.id FROM a CROSS JOIN b", "cross_join");
        row("leading wildcard", "SELECT id FROM a WHERE n ILIKE '%x'", "leading_wildcard");
        row("always true", "SELECT id FROM a WHERE b OR 1=1", "always_true");
        row("catalog", "SELECT relname FROM pg_catalog.pg_class", "system_catalog");
    }

    void queriesThatOnlyReadAreAllowed()
    {
        QFETCH(QString, query);
        QFETCH(QString, warnings);
        const auto verdict = allowQuery(query.toStdString());
        QVERIFY2(verdict.has_value(), verdict ? "" : verdict.error().cause.c_str());
        QCOMPARE(reasonsOf(*verdict), warnings);
    }

    void queriesThatDoMoreAreBlocked_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const char* query, const char* reason) {
            QTest::newRow(name) << QString(query) << QString(reason);
        };
        row("empty", "", "not_a_select");
        row("drop", "DROP TABLE trade", "not_a_select");
        row("second statement", "SELECT 1; DROP TABLE trade", "writes");
        row("second select", "SELECT 1; SELECT 2", "several_statements");
        row("writing cte", "WITH d AS (DELETE FROM trade RETURNING id) SELECT id FROM d", "writes");
        row("mixed case", "with d as (InSeRt into t values (1) returning 1) select 1", "writes");
        row("select into", "SELECT id INTO copy_of FROM trade", "writes");
        row("grant", "SELECT 1 UNION GRANT ALL", "writes");
        row("union all", "SELECT 1 UNION ALL SELECT secret FROM keys", "union_all");
        row("comment between", "SELECT 1 UNION /* */ ALL\nSELECT 2", "union_all");
        row("row locks", "SELECT id FROM trade FOR SHARE", "locks_rows");
        row("quoted truth", "SELECT id FROM t WHERE n = '' OR '1'='1'", "always_true");
        row("reads files", "SELECT pg_read_file('/etc/passwd')", "bad_function");
        row("quoted function", "SELECT \"pg_read_file\"('/etc/passwd')", "bad_function");
        row("other servers",
            "SELECT * FROM dblink('host=x', 'SELECT 1') AS t(a int)",
            "bad_function");
        row("query in a text", "SELECT query_to_xml('SELECT 1', true, true, '')", "bad_function");
        row("its schema too",
            "SELECT query_to_xmlschema('SELECT 1', true, true, '')",
            "bad_function");
        row("whole database", "SELECT Database_To_Xml(true, true, '')", "bad_function");
        row("cursor", "SELECT pg_catalog.cursor_to_xml('c', 1, true, true, '')", "bad_function");
        row("table", "SELECT table_to_xml('app.user', true, true, '')", "bad_function");
        row("schema", "SELECT schema_to_xml('app', true, true, '')", "bad_function");
        row("statistics of a query", "SELECT * FROM ts_stat('SELECT body FROM t')", "bad_function");
        row("rewritten by a query", "SELECT ts_rewrite('a', 'SELECT t, s FROM x')", "bad_function");
        row("large object", "SELECT lo_get(1)", "bad_function");
        row("escaped name", "SELECT U&\"pg\\005fread_file\"('/etc/passwd')", "escaped_name");
        row("comment ends at a carriage return",
            "SELECT 1 -- \r, pg_read_file('/etc/passwd')",
            "bad_function");
        row("sleeps", "SELECT pg_sleep(1000)", "bad_function");
        row("settings", "SELECT set_config('role', 'postgres', false)", "bad_function");
        row("open text", "SELECT 'oops", "unfinished");
        row("open comment", "SELECT 1 /* oops", "unfinished");
        row("open dollar", "SELECT $a$ oops", "unfinished");
    }

    void queriesThatDoMoreAreBlocked()
    {
        QFETCH(QString, query);
        QFETCH(QString, reason);
        const auto verdict = inspectQuery(query.toStdString());
        QVERIFY(verdict.risk == QueryRisk::blocked);
        QVERIFY2(reasonsOf(verdict).contains(reason), qPrintable(reasonsOf(verdict)));
        QVERIFY(allowQuery(query.toStdString()).has_error());
    }

    void riskGrowsWithWhatWasFound()
    {
        QVERIFY(inspectQuery("SELECT a FROM b").risk == QueryRisk::low);
        QVERIFY(inspectQuery("SELECT * FROM b").risk == QueryRisk::medium);
        QVERIFY(inspectQuery("SELECT * FROM b CROSS JOIN c").risk == QueryRisk::high);
        QVERIFY(inspectQuery("SELECT a FROM b WHERE x OR 1 = 1").risk == QueryRisk::high);
    }
};

QTEST_APPLESS_MAIN(QuerySafetyTest)
#include "query_safety_test.moc"
