// A fuel-supply row that is typed offline shows the figures that the platform will store.
#include "models/entities/compliance_report.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/reference_data.hpp"
#include "tests/sync/rows/rows_fixture.hpp"

#include <QFile>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// Rows of any entity as a frame.
template <class T>
RowsFrame frameOf(std::string entity, std::uint64_t firstId, const std::vector<T>& records)
{
    RowsFrame frame{.entity = std::move(entity), .scope = ourScope};
    for (const T& record : records) {
        auto row = writeRecord(record);
        row["id"] = idOf(firstId++).toString();
        row["rv"] = "1";
        boost::json::array values;
        frame.columns.clear();
        for (const auto& [name, value] : row) {
            frame.columns.emplace_back(name);
            values.push_back(value);
        }
        frame.rows.push_back(std::move(values));
    }
    return frame;
}

ReferenceTables referenceTables()
{
    QFile in(QStringLiteral(TIDEMARK_SOURCE_DIR "/resources/reference/reference_fuel_data.json"));
    if (!in.open(QIODevice::ReadOnly))
        qFatal("the reference data are missing");
    auto tables = parseReferenceTables(in.readAll().toStdString());
    RowsFixture::check(tables);
    return *std::move(tables);
}

void bringReference(RowsFixture& rows)
{
    const auto tables = referenceTables();
    ComplianceReport report;
    report.year = 2024;
    rows.pull([&](PullFrames& frames) {
        frames.with(frameOf("compliancePeriod", 10'000, tables.periods))
            .with(frameOf("fuelCategory", 20'000, tables.categories))
            .with(frameOf("fuelType", 30'000, tables.fuelTypes))
            .with(frameOf("endUse", 40'000, tables.endUses))
            .with(frameOf("provision", 50'000, tables.provisions))
            .with(frameOf("fuelFactor", 60'000, tables.factors))
            .with(frameOf("complianceReport", 900, std::vector{report}));
    });
}

boost::json::object rowOf(RowsFixture& rows, std::uint64_t number)
{
    return boost::json::parse(*rows.windows->get("fuelSupply", idOf(number))).as_object();
}

PushOp aDraft()
{
    return aCreate(
        77,
        {{"reportId", idOf(900).toString()},
         {"position", "a"},
         {"fuelType", "Biodiesel"},
         {"fuelCategory", "Diesel"},
         {"provision", "Default carbon intensity - section 19 (b) (ii)"},
         {"endUse", "Any"},
         {"quantity", "1000000"}}
    );
}

} // namespace

class SupplyDerivationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void derived_fields_follow_from_what_was_entered()
    {
        RowsFixture rows;
        bringReference(rows);
        rows.mutate(aDraft());

        const auto row = rowOf(rows, 77);

        QCOMPARE(row.at("unit").as_string(), "L");
        QCOMPARE(row.at("energyDensity").as_string(), "35.40");
        QVERIFY(row.at("complianceUnits").is_string());
        QCOMPARE(row.at("energy").as_string(), "35400000.00");
        rows.mutate(anUpdate(77, "quantity", "2000000"));
        QCOMPARE(rowOf(rows, 77).at("energy").as_string(), "70800000.00");
    }

    void what_the_desk_claims_does_not_count()
    {
        RowsFixture rows;
        bringReference(rows);
        PushOp op = aDraft();
        op.set["complianceUnits"] = "999999.00000";
        rows.mutate(op);
        QVERIFY(rowOf(rows, 77).at("complianceUnits").as_string() != "999999.00000");
    }

    void without_the_report_nothing_is_known()
    {
        RowsFixture rows;
        rows.mutate(aDraft());
        QVERIFY(rowOf(rows, 77).at("complianceUnits").is_null());

        bringReference(rows);

        QVERIFY(rowOf(rows, 77).at("complianceUnits").is_string());
    }

    void a_report_that_was_opened_offline_counts_too()
    {
        RowsFixture rows;
        bringReference(rows);
        PushOp report{.kind = PushOpKind::create, .entity = "complianceReport", .id = idOf(901)};
        report.set["year"] = 2024;
        report.set["organizationId"] = idOf(5).toString();
        rows.mutate(report);
        PushOp op = aDraft();
        op.set["reportId"] = idOf(901).toString();
        rows.mutate(op);

        QVERIFY(rowOf(rows, 77).at("complianceUnits").is_string());
        QCOMPARE(rowOf(rows, 77).at("organizationId").as_string(), idOf(5).toString());
    }
};

QTEST_GUILESS_MAIN(SupplyDerivationTest)
#include "supply_derivation_test.moc"
