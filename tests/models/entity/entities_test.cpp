// Every entity's description is whole, and its records read what they write.
#include "models/entities/compliance_report.hpp"
#include "models/entities/entities.hpp"
#include "models/entities/report_run.hpp"
#include "models/entity/record_codec.hpp"
#include "models/entity/row_codec.hpp"

#include <QtTest>

#include <boost/json.hpp>

#include <cctype>
#include <set>

using namespace tidemark;

namespace json = boost::json;

namespace {

/// Writes a record, reads it back, and gives it to the entity's own check.
template <class T>
void roundTrips(const char* name, const T& record)
{
    const EntityInfo* info = findEntity(name);
    QVERIFY2(info != nullptr, name);
    const json::object row = writeRecord(record);
    QCOMPARE(row.size(), info->fields.size() + 2); // id and rv
    const auto read = readRecord<T>(row);
    QVERIFY2(read.has_value(), read ? "" : read.error().cause.c_str());
    QCOMPARE(writeRecord(*read), row);
    const auto checked = checkedStored(*info, row);
    for (const FieldProblem& problem : checked.problems)
        QVERIFY2(
            problem.reason == "required" || problem.reason == "too_short" ||
                problem.reason == "too_small",
            problem.detail.c_str()
        );
}

} // namespace

class EntitiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAndCodesAreUnique();
    void fieldsAreWhole();
    void referencesResolve();
    void recordsRoundTrip();
    void recordsIgnoreUnknownKeysAndNeedTheirOwn();
    void choicesHaveNames();
};

void EntitiesTest::namesAndCodesAreUnique()
{
    std::set<std::string> names;
    std::set<std::string> plurals;
    std::set<int> codes;
    for (const EntityInfo& info : allEntities()) {
        QVERIFY2(names.insert(info.name).second, info.name.c_str());
        QVERIFY2(plurals.insert(info.plural).second, info.plural.c_str());
        QVERIFY2(codes.insert(info.code).second, info.name.c_str());
        QCOMPARE(findEntity(info.name), &info);
        QCOMPARE(findEntityByPlural(info.plural), &info);
        QCOMPARE(findEntityByCode(info.code), &info);
        QCOMPARE(info.table, snakeCase(info.name));
        QVERIFY(info.code > 0 && !info.permission.empty());
        for (const char c : info.plural)
            QVERIFY2(std::islower(c) || c == '-', info.plural.c_str());
    }
    QVERIFY(findEntity("whale") == nullptr);
}

void EntitiesTest::fieldsAreWhole()
{
    const std::set<std::string> common{
        "id", "rv", "created_at", "updated_at", "tenant_id", "scope_id"};
    for (const EntityInfo& info : allEntities()) {
        std::set<std::string> columns = common;
        bool isListed = false;
        for (const FieldInfo& field : info.fields) {
            const std::string where = info.name + "." + field.name;
            QVERIFY2(columns.insert(field.column).second, where.c_str());
            QCOMPARE(field.column, snakeCase(field.name));
            QVERIFY2(
                (field.kind == FieldKind::enumeration) == !field.choices.empty(), where.c_str()
            );
            QVERIFY2(field.scale == 0 || field.kind == FieldKind::decimal, where.c_str());
            QVERIFY2(!field.searchable || field.kind == FieldKind::text, where.c_str());
            QVERIFY2(!field.least || !field.most || *field.least <= *field.most, where.c_str());
            isListed = isListed || field.listed;
        }
        QVERIFY2(isListed, info.name.c_str());
    }
}

void EntitiesTest::referencesResolve()
{
    for (const EntityInfo& info : allEntities()) {
        for (const FieldInfo& field : info.fields) {
            if (field.references.empty())
                continue;
            QVERIFY2(findEntity(field.references) != nullptr, field.references.c_str());
            QVERIFY(field.kind == FieldKind::uuid);
        }
    }
}

void EntitiesTest::recordsRoundTrip()
{
    FuelSupply supply;
    supply.id = FuelSupplyId::make();
    supply.rv = 4503599627471501;
    supply.fuelType = "Ethanol";
    supply.quantity = Decimal(12);
    supply.complianceUnits = Decimal::parse("-12.34567").value();
    roundTrips("fuelSupply", supply);

    ComplianceReport report;
    report.status = ReportStatus::analystAdjustment;
    report.submittedAt = Timestamp::parse("2026-03-31T23:59:59Z").value();
    roundTrips("complianceReport", report);

    ReportDefinition definition;
    definition.preRules = json::array{json::object{{"name", "r"}}};
    roundTrips("reportDefinition", definition);

    roundTrips("tenant", Tenant{});
    roundTrips("organization", Organization{});
    roundTrips("user", User{});
    roundTrips("role", Role{});
    roundTrips("compliancePeriod", CompliancePeriod{});
    roundTrips("fuelCategory", FuelCategory{});
    roundTrips("fuelType", FuelType{});
    roundTrips("endUse", EndUse{});
    roundTrips("provision", Provision{});
    roundTrips("fuelFactor", FuelFactor{});
    roundTrips("fuelCode", FuelCode{});
    roundTrips("connector", Connector{});
    roundTrips("reportRun", ReportRun{});
    roundTrips("runStep", RunStep{});
    roundTrips("runLog", RunLog{});
}

void EntitiesTest::recordsIgnoreUnknownKeysAndNeedTheirOwn()
{
    json::object row = writeRecord(Connector{});
    row["colour"] = "red";
    row.erase("rv");
    row.erase("testedAt");
    QVERIFY(readRecord<Connector>(row).has_value());
    row.erase("port");
    const auto refused = readRecord<Connector>(row);
    QCOMPARE(refused.error().reason, std::string("malformed_record"));
    QVERIFY(refused.error().cause.find("port") != std::string::npos);
    row["port"] = "5432";
    QVERIFY(!readRecord<Connector>(row));
}

void EntitiesTest::choicesHaveNames()
{
    QCOMPARE(choiceName(RunState::waitingRetry), std::string_view("waitingRetry"));
    QVERIFY(choiceOf<RunState>("fetchingData") == RunState::fetchingData);
    QVERIFY(!choiceOf<RunState>("fetching_data"));
}

QTEST_GUILESS_MAIN(EntitiesTest)
#include "entities_test.moc"
