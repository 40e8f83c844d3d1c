// The demonstration is loaded once, whole and true to the reference system.
#include "models/entity/record_codec.hpp"
#include "models/fuel/supply_rules.hpp"
#include "models/runs/row_check.hpp"
#include "platform/demo/demo_loader.hpp"
#include "platform/demo/demo_rows.hpp"
#include "platform/demo/trades_mart.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/vault/sealer.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class DemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        // A small source: the real one has 120,000 trades.
        QVERIFY(makeTradesMart(
            postgres_->adminConnection(), Secret("first"), {.trades = 9000, .parties = 400}
        ));
        const auto loaded = load();
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().cause.c_str());
    }

    void loadingAgainChangesNothing()
    {
        const std::string before = counts();
        QVERIFY(load().has_value());
        QCOMPARE(counts(), before);
    }

    void theReportOf2024IsThatOfTheReferenceSystem()
    {
        QCOMPARE(
            value("SELECT line18 FROM app.compliance_report WHERE organization_name = 'Demo Fuels'"
                  " AND year = 2024"),
            std::string("-17639")
        );
        QCOMPARE(
            value("SELECT string_agg(s.compliance_units::text, ' ' ORDER BY s.compliance_units)"
                  " FROM app.fuel_supply s JOIN app.compliance_report r ON r.id = s.report_id"
                  " WHERE r.organization_name = 'Pacific Crest Energy'"),
            std::string("-519905.96800 -466916.73600 0.00000 66770.91360 362659.58820")
        );
    }

    void everyScheduleCouldBeSubmitted()
    {
        const auto tables = demoReference();
        QVERIFY(tables.has_value());
        const auto rows = reportRows(*tables);
        QVERIFY(rows.has_value());
        const ReferenceData reference(*tables);
        std::map<std::string, std::int64_t> years;
        for (const auto& report : (*rows)[0].rows)
            years[report.at("id").as_string().c_str()] = report.at("year").as_int64();
        std::map<std::string, std::vector<FuelSupply>> schedules;
        for (const auto& row : (*rows)[1].rows) {
            const auto supply = readRecord<FuelSupply>(row);
            QVERIFY(supply.has_value());
            schedules[row.at("reportId").as_string().c_str()].push_back(*supply);
        }
        for (const auto& [report, supplies] : schedules) {
            for (const auto& problem : checkSupplyRows(supplies, reference, years[report])) {
                if (problem.severity == ProblemSeverity::error)
                    QFAIL((std::to_string(years[report]) + ": " + plainText(problem)).c_str());
            }
        }
    }

    void thereIsSomethingInEveryList_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("least");
        const auto row = [](const char* table, int least) {
            QTest::newRow(table
            ) << QStringLiteral("SELECT count(*) FROM app.%1").arg(QLatin1String(table))
              << least;
        };
        row("organization", 10);
        row("compliance_report", 12);
        row("fuel_supply", 60);
        row("fuel_factor", 900);
        row("fuel_code", 200);
        row("report_definition", 3);
        row("report_run", 3);
        row("job", 3);
        row("user_password", 3);
    }

    void thereIsSomethingInEveryList()
    {
        QFETCH(QString, sql);
        QFETCH(int, least);
        QVERIFY(std::stoi(value(sql.toStdString())) >= least);
    }

    void theSourceHasTrueLeisAndAFewFalseOnes()
    {
        const auto leis = inMart("SELECT string_agg(lei, ' ') FROM mart.party");
        int wrong = 0;
        for (std::size_t at = 0; at < leis.size(); at = leis.find(' ', at) + 1) {
            wrong += isLei(std::string_view(leis).substr(at, leis.find(' ', at) - at)) ? 0 : 1;
            if (leis.find(' ', at) == std::string::npos)
                break;
        }
        QCOMPARE(wrong, 2);
        QVERIFY(
            std::stoi(inMart("SELECT count(*) FROM mart.trade WHERE length(counterparty_lei) < 20"
                             " OR counterparty_lei = 'UNKNOWN'")) > 0
        );
    }

    void theReaderMayOnlyRead()
    {
        QCOMPARE(
            inMart("SELECT has_table_privilege('trades_reader', 'mart.trade', 'SELECT')"),
            std::string("t")
        );
        QCOMPARE(
            inMart("SELECT has_table_privilege('trades_reader', 'mart.trade',"
                   " 'INSERT, UPDATE, DELETE, TRUNCATE')"),
            std::string("f")
        );
        QCOMPARE(
            value("SELECT has_database_privilege('trades_reader', 'tidemark', 'CONNECT')"),
            std::string("f")
        );
    }

    void manyRowsAreAddedInChunksThroughTheFeed()
    {
        boost::asio::io_context io;
        Database database(io.get_executor(), settings());
        Sequencer sequencer(database);
        QVERIFY(finish(io, loadDemoRows(database, sequencer, 60'000)).has_value());
        QVERIFY(finish(io, loadDemoRows(database, sequencer, 60'000)).has_value());

        QCOMPARE(
            value("SELECT count(*) FROM app.fuel_supply s JOIN app.compliance_report r"
                  " ON r.id = s.report_id WHERE r.nickname = 'Measurement'"),
            std::string("60000")
        );
        QCOMPARE(value("SELECT count(*) FROM sync.pending"), std::string("0"));
        QCOMPARE(
            value("SELECT count(*) FROM sync.row WHERE ent = 21"),
            value("SELECT count(*) FROM app.fuel_supply")
        );
        // What is calculated in bulk is what the rules derive.
        QCOMPARE(
            value("SELECT count(*) FROM app.fuel_supply WHERE compliance_units <>"
                  " round((target_intensity * effectiveness_ratio - recorded_intensity"
                  " - coalesce(additional_intensity, 0)) * quantity * energy_density / 1000000, 5)"
            ),
            std::string("0")
        );
        sequencer.stop();
        database.close();
    }

private:
    DatabaseSettings settings() const { return {.connection = postgres_->appConnection()}; }

    Result<void> load()
    {
        boost::asio::io_context io;
        Database database(io.get_executor(), settings());
        Sequencer sequencer(database);
        const Sealer sealer(Secret("0123456789abcdef0123456789abcdef"));
        const DemoSource source{
            postgres_->adminConnection(), postgres_->cluster().socketFolder().string()};
        auto loaded = finish(io, loadDemo({database, sequencer, sealer}, source));
        sequencer.stop();
        database.close();
        return loaded;
    }

    std::string value(const std::string& sql) const { return postgres_->asAdmin(sql); }

    std::string inMart(const std::string& sql) const
    {
        const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
            PQconnectdb((postgres_->adminConnection() + " dbname=trades_mart").c_str()), &PQfinish
        );
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(connection.get(), sql.c_str()), &PQclear
        );
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
    }

    std::string counts() const
    {
        return value("SELECT concat_ws(' ', (SELECT count(*) FROM app.fuel_supply),"
                     " (SELECT count(*) FROM app.fuel_factor), (SELECT count(*) FROM app.user),"
                     " (SELECT count(*) FROM app.report_run), (SELECT count(*) FROM app.job),"
                     " (SELECT count(*) FROM app.tenant))");
    }

    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_APPLESS_MAIN(DemoTest)
#include "demo_test.moc"
