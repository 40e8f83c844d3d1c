// What follows from a fuel-supply row's fields, and what is wrong with them.
#include "models/entity/record_codec.hpp"
#include "models/fuel/supply_rules.hpp"

#include <QtTest>

#include <algorithm>

#include "resources/reference/reference_fuel_data.hpp"

using namespace tidemark;

namespace {

constexpr const char* prescribed = "Prescribed carbon intensity - section 19 (a)";
constexpr const char* byFuelCode = "Fuel code - section 19 (b) (i)";
constexpr const char* byDefault = "Default carbon intensity - section 19 (b) (ii)";

const ReferenceData& reference()
{
    static const ReferenceData data = [] {
        auto tables = parseReferenceTables(resources::referenceFuelData()).value();
        tables.fuelCodes.push_back(
            {.code = "BCLCF 102.5",
             .fuelType = "Biodiesel",
             .carbonIntensity = Decimal::parse("-15.03").value(),
             .effectiveOn = Date::of(2023, 1, 1),
             .expiresOn = Date::of(2025, 12, 31)}
        );
        tables.fuelCodes.push_back(
            {.code = "BCLCF 999.0",
             .fuelType = "Biodiesel",
             .carbonIntensity = Decimal(1),
             .status = FuelCodeStatus::draft,
             .effectiveOn = Date::of(2023, 1, 1)}
        );
        return ReferenceData(tables);
    }();
    return data;
}

FuelSupply
row(const char* type,
    const char* category,
    const char* provision,
    const char* endUse,
    std::int64_t quantity)
{
    FuelSupply made;
    made.id = FuelSupplyId::make();
    made.fuelType = type;
    made.fuelCategory = category;
    made.provision = provision;
    made.endUse = endUse;
    made.quantity = Decimal(quantity);
    return made;
}

QStringList problemsOf(const FuelSupply& supply, std::int64_t year = 2024)
{
    QStringList found;
    for (const SupplyProblem& problem : checkSupplyRow(supply, reference(), year))
        found << QString::fromStdString(problem.field + ":" + problem.reason);
    return found;
}

QString text(const std::optional<Decimal>& value)
{
    return value ? QString::fromStdString(value->toString()) : QStringLiteral("-");
}

} // namespace

class SupplyRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void derivesTheReferenceSystemsSampleRows_data();
    void derivesTheReferenceSystemsSampleRows();
    void derivesAsFarAsItCan();
    void keepsTheEnteredDensityOfOther();
    void leavesOutWhatIsTooLarge();
    void jsonAndTypedRowsAgree();
    void acceptsACompleteRow();
    void namesWhatIsMissing();
    void namesWhatDoesNotFit_data();
    void namesWhatDoesNotFit();
    void warnsOfUnusualQuantities();
    void namesTheFirstOfDuplicates();
    void everyReasonHasWords();
    void tenThousandRowsInWellUnderATenthOfASecond();
};

void SupplyRulesTest::derivesTheReferenceSystemsSampleRows_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("provision");
    QTest::addColumn<QString>("endUse");
    QTest::addColumn<QString>("code");
    QTest::addColumn<qint64>("quantity");
    QTest::addColumn<QString>("units");
    const auto add = [](const char* type,
                        const char* category,
                        const char* provision,
                        const char* endUse,
                        const char* code,
                        qint64 quantity,
                        const char* units) {
        QTest::addRow("%s %s %s", type, category, endUse)
            << type << category << provision << endUse << code << quantity << units;
    };
    add("Fossil-derived diesel", "Diesel", prescribed, "Any", "", 800000000, "-466916.73600");
    add("Fossil-derived jet fuel", "Jet fuel", prescribed, "Any", "", 75000000, "0.00000");
    add("Biodiesel", "Diesel", byFuelCode, "Any", "BCLCF 102.5", 20000000, "66770.91360");
    add("Electricity", "Gasoline", byDefault, "Light duty motor vehicles", "", 600000, "568.61957");
    // (79.2792 × 1 − (90.11 + 27.3)) × 1000000 × 53.54 ÷ 10⁶
    add("LNG",
        "Diesel",
        byDefault,
        "Compression-ignition engine- Marine, general",
        "",
        1000000,
        "-2041.52303");
}

void SupplyRulesTest::derivesTheReferenceSystemsSampleRows()
{
    QFETCH(QString, type);
    QFETCH(QString, category);
    QFETCH(QString, provision);
    QFETCH(QString, endUse);
    QFETCH(QString, code);
    QFETCH(qint64, quantity);
    QFETCH(QString, units);
    FuelSupply supply = row(
        qPrintable(type), qPrintable(category), qPrintable(provision), qPrintable(endUse), quantity
    );
    if (!code.isEmpty())
        supply.fuelCode = code.toStdString();
    derive(supply, reference(), 2024);
    QCOMPARE(text(supply.complianceUnits), units);
    QCOMPARE(problemsOf(supply), QStringList());
}

void SupplyRulesTest::derivesAsFarAsItCan()
{
    FuelSupply supply;
    supply.fuelType = "Electricity";
    derive(supply, reference(), 2024);
    QCOMPARE(QString::fromStdString(supply.unit.value()), QStringLiteral("kWh"));
    QCOMPARE(text(supply.energyDensity), QStringLiteral("3.60"));
    QVERIFY(!supply.targetIntensity && !supply.effectivenessRatio && !supply.complianceUnits);

    supply.fuelCategory = "Gasoline";
    supply.provision = byDefault;
    supply.quantity = Decimal(1000);
    derive(supply, reference(), 2024);
    QCOMPARE(text(supply.targetIntensity), QStringLiteral("78.68280"));
    QCOMPARE(text(supply.recordedIntensity), QStringLiteral("12.14"));
    QCOMPARE(text(supply.energy), QStringLiteral("3600.00"));
    QVERIFY2(!supply.effectivenessRatio, "the ratio depends on the end use");

    supply.fuelType.reset();
    derive(supply, reference(), 2024);
    QVERIFY(!supply.unit && !supply.energyDensity && !supply.energy);
}

void SupplyRulesTest::keepsTheEnteredDensityOfOther()
{
    FuelSupply supply = row("Other", "Diesel", byDefault, "Any", 1000);
    supply.energyDensity = Decimal::parse("36.5").value();
    derive(supply, reference(), 2024);
    QCOMPARE(text(supply.energyDensity), QStringLiteral("36.5"));
    QCOMPARE(text(supply.recordedIntensity), QStringLiteral("100.21"));
    QCOMPARE(text(supply.energy), QStringLiteral("36500.00"));
}

void SupplyRulesTest::leavesOutWhatIsTooLarge()
{
    FuelSupply supply = row("Biodiesel", "Diesel", byDefault, "Any", 1);
    supply.quantity = Decimal::parse("99999999999999999999.999999999999").value();
    derive(supply, reference(), 2024);
    QVERIFY(!supply.energy && !supply.complianceUnits);
    supply.quantity = Decimal(supplyQuantityMost);
    derive(supply, reference(), 2024);
    QVERIFY(supply.complianceUnits && supply.complianceUnits->scaled(5));
}

void SupplyRulesTest::jsonAndTypedRowsAgree()
{
    FuelSupply supply = row("Hydrogen", "Diesel", byDefault, "Fuel cell vehicle", 123456);
    const auto fields = derivedFields(writeRecord(supply), reference(), 2024).value();
    derive(supply, reference(), 2024);
    const auto whole = writeRecord(supply);
    for (const std::string_view name : derivedFieldNames())
        QCOMPARE(fields.at(name), whole.at(name));
    QVERIFY(!derivedFields({{"quantity", "many"}}, reference(), 2024));
}

void SupplyRulesTest::acceptsACompleteRow()
{
    QCOMPARE(problemsOf(row("Ethanol", "Gasoline", byDefault, "Any", 5)), QStringList());
}

void SupplyRulesTest::namesWhatIsMissing()
{
    const QStringList wanted{
        "fuelType:required",
        "fuelCategory:required",
        "provision:required",
        "endUse:required",
        "quantity:required"};
    QCOMPARE(problemsOf(FuelSupply{}), wanted);
    QVERIFY2(
        !problemsOf(FuelSupply{}, 2020).contains("endUse:required"),
        "end uses are asked for from 2024 on"
    );
}

void SupplyRulesTest::namesWhatDoesNotFit_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("problem");
    const auto add = [](const char* field, const char* value, const char* problem) {
        QTest::addRow("%s %s", problem, value) << field << value << problem;
    };
    add("fuelType", "Whale oil", "fuelType:unknown_fuel_type");
    add("fuelType", "Petroleum-based diesel", "fuelType:not_in_period");
    add("fuelCategory", "Jet fuel", "fuelCategory:not_allowed");
    add("provision", prescribed, "provision:not_allowed");
    add("endUse", "Battery bus", "endUse:not_allowed");
    add("fuelCode", "BCLCF 0.0", "fuelCode:unknown_fuel_code");
    add("fuelCode", "BCLCF 999.0", "fuelCode:fuel_code_not_approved");
    add("quantity", "0", "quantity:not_positive");
    add("quantity", "-5", "quantity:not_positive");
    add("quantity", "1.5", "quantity:not_whole");
    add("quantity", "1000000000000", "quantity:too_large");
}

void SupplyRulesTest::namesWhatDoesNotFit()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, problem);
    auto json = writeRecord(row("Biodiesel", "Diesel", byFuelCode, "Any", 100));
    json["fuelCode"] = "BCLCF 102.5";
    json[field.toStdString()] = value.toStdString();
    const QStringList found = problemsOf(readRecord<FuelSupply>(json).value());
    QVERIFY2(found.contains(problem), qPrintable(found.join(' ')));
}

void SupplyRulesTest::warnsOfUnusualQuantities()
{
    const auto problems = checkSupplyRow(
        row("Ethanol", "Gasoline", byDefault, "Any", supplyQuantityUsual + 1), reference(), 2024
    );
    QCOMPARE(problems.size(), 1U);
    QCOMPARE(problems.front().severity, ProblemSeverity::warning);
    QVERIFY(!hasErrors(problems));
}

void SupplyRulesTest::namesTheFirstOfDuplicates()
{
    std::vector<FuelSupply> rows{
        row("Ethanol", "Gasoline", byDefault, "Any", 5),
        row("Biodiesel", "Diesel", byDefault, "Any", 5),
        row("Ethanol", "Gasoline", byDefault, "Any", 7)};
    const auto problems = checkSupplyRows(rows, reference(), 2024);
    QCOMPARE(problems.size(), 1U);
    QCOMPARE(problems.front().reason, std::string("duplicate"));
    QVERIFY(problems.front().rowId == rows[2].id.value);
    QCOMPARE(problems.front().args, std::vector<std::string>{"1"});
    rows[2].fuelTypeOther = "E85";
    QVERIFY(checkSupplyRows(rows, reference(), 2024).empty());
}

void SupplyRulesTest::everyReasonHasWords()
{
    FuelSupply supply = row("Biodiesel", "Jet fuel", byFuelCode, "Battery bus", -1);
    supply.fuelCode = "BCLCF 999.0";
    for (const SupplyProblem& problem : checkSupplyRow(supply, reference(), 2024)) {
        const std::string words = plainText(problem);
        QVERIFY2(words != "The field is not valid.", problem.reason.c_str());
        QVERIFY2(words.find('%') == std::string::npos, words.c_str());
    }
}

void SupplyRulesTest::tenThousandRowsInWellUnderATenthOfASecond()
{
    const auto types = reference().fuelTypes(2024);
    std::vector<FuelSupply> rows;
    for (int i = 0; i < 10'000; ++i) {
        const std::string& type = types[static_cast<std::size_t>(i) % types.size()];
        const std::string category = reference().categories(2024, type).front();
        FuelSupply supply = row(type.c_str(), category.c_str(), byDefault, "Any", 1000 + i);
        supply.fuelTypeOther = std::to_string(i);
        rows.push_back(std::move(supply));
    }
    QElapsedTimer clock;
    clock.start();
    for (FuelSupply& supply : rows)
        derive(supply, reference(), 2024);
    const auto problems = checkSupplyRows(rows, reference(), 2024);
    const qint64 spent = clock.elapsed();
    qInfo("derived and checked 10000 rows in %lld ms", static_cast<long long>(spent));
    QVERIFY(!problems.empty());
    // Ten times the usual: the machine may be busy, and sanitizers slow everything down.
    QVERIFY2(spent < 500, "slower than a keystroke should be");
}

QTEST_GUILESS_MAIN(SupplyRulesTest)
#include "supply_rules_test.moc"
