// The published tables: figures, drop-downs, and that their known defects are put right.
#include "models/fuel/reference_data.hpp"

#include <QtTest>

#include <algorithm>
#include <set>

#include "resources/reference/reference_fuel_data.hpp"

using namespace tidemark;

namespace {

const ReferenceTables& tables()
{
    static const ReferenceTables read =
        parseReferenceTables(resources::referenceFuelData()).value();
    return read;
}

const ReferenceData& reference()
{
    static const ReferenceData data(tables());
    return data;
}

QString text(const std::optional<Decimal>& value)
{
    return value ? QString::fromStdString(value->toString()) : QStringLiteral("-");
}

bool has(const std::vector<std::string>& list, const char* name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

class ReferenceDataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEveryTable();
    void figuresAreExact();
    void ratiosFallBack();
    void overridesReplaceDefects();
    void noFigureIsGivenTwice();
    void dropDownsDependOnWhatWasChosen();
    void legacyPeriodsHaveTheirOwnFuels();
    void fuelCodesHoldWhileTheyAreInEffect();
    void refusesDamagedTables();
};

void ReferenceDataTest::readsEveryTable()
{
    QCOMPARE(tables().periods.size(), 41U);
    QCOMPARE(tables().categories.size(), 3U);
    QCOMPARE(tables().fuelTypes.size(), 20U);
    QCOMPARE(tables().endUses.size(), 25U);
    QCOMPARE(tables().provisions.size(), 10U);
    QVERIFY(tables().factors.size() > 1000);
}

void ReferenceDataTest::figuresAreExact()
{
    QCOMPARE(text(reference().targetIntensity(2025, "Diesel")), QStringLiteral("77.10846"));
    QCOMPARE(text(reference().targetIntensity(2024, "Jet fuel")), QStringLiteral("88.83"));
    QCOMPARE(text(reference().targetIntensity(2031, "Diesel")), QStringLiteral("-"));
    QCOMPARE(text(reference().categoryIntensity(2024, "Gasoline")), QStringLiteral("93.67"));
    QCOMPARE(text(reference().defaultIntensity(2024, "Electricity")), QStringLiteral("12.14"));
    QCOMPARE(text(reference().defaultIntensity(2040, "CNG")), QStringLiteral("63.91"));
    QCOMPARE(text(reference().energyDensity(2024, "HDRD")), QStringLiteral("37.89"));
    QCOMPARE(text(reference().energyDensity(2099, "HDRD")), QStringLiteral("37.89"));
    QCOMPARE(text(reference().energyDensity(2024, "Other")), QStringLiteral("-"));
    QCOMPARE(text(reference().energyDensity(2024, "Whale oil")), QStringLiteral("-"));
    QCOMPARE(
        text(reference().additionalIntensity(2024, "LNG", "Unknown engine type")),
        QStringLiteral("27.3")
    );
    QVERIFY(reference().additionalIntensity(2024, "Ethanol", "Any").isZero());
}

void ReferenceDataTest::ratiosFallBack()
{
    const auto ratio = [](std::int64_t year, const char* fuel, const char* endUse) {
        return text(reference().effectivenessRatio(year, "Diesel", fuel, endUse));
    };
    QCOMPARE(ratio(2024, "Electricity", "Battery bus"), QStringLiteral("3.8"));
    QCOMPARE(ratio(2024, "Electricity", "Rickshaw"), QStringLiteral("1"));
    QCOMPARE(ratio(2021, "Electricity", "Rickshaw"), QStringLiteral("2.7"));
    QCOMPARE(ratio(2024, "Whale oil", "Any"), QStringLiteral("1"));
}

void ReferenceDataTest::overridesReplaceDefects()
{
    const auto ratio =
        [](std::int64_t year, const char* category, const char* fuel, const char* endUse) {
            return text(reference().effectivenessRatio(year, category, fuel, endUse));
        };
    for (const std::int64_t year : {2027, 2028, 2029, 2030}) {
        QCOMPARE(ratio(year, "Diesel", "Electricity", "Battery bus"), QStringLiteral("3.8"));
        QCOMPARE(ratio(year, "Gasoline", "CNG", "Any"), QStringLiteral("0.9"));
        QCOMPARE(ratio(year, "Jet fuel", "Electricity", "Any"), QStringLiteral("2.5"));
        QVERIFY(!has(reference().endUses(year, "Electricity", "Diesel"), "Any"));
        QCOMPARE(
            text(reference().additionalIntensity(year, "LNG", "Unknown engine type")),
            QStringLiteral("27.3")
        );
    }
    const auto hydrogen = std::find_if(
        tables().factors.begin(),
        tables().factors.end(),
        [](const FuelFactor& factor) {
            return factor.kind == FuelFactorKind::energyDensity && factor.year == 2024 &&
                   factor.fuelType == "Hydrogen";
        }
    );
    QVERIFY(hydrogen != tables().factors.end());
    QCOMPARE(hydrogen->unit, std::string("MJ/kg"));
    QCOMPARE(text(reference().energyDensity(2024, "Biodiesel")), QStringLiteral("35.4"));
}

void ReferenceDataTest::noFigureIsGivenTwice()
{
    std::set<std::tuple<int, std::int64_t, std::string, std::string, std::string>> seen;
    for (const FuelFactor& factor : tables().factors) {
        const bool isNew = seen.emplace(
                                   static_cast<int>(factor.kind),
                                   factor.year,
                                   factor.category.value_or(""),
                                   factor.fuelType.value_or(""),
                                   factor.endUse.value_or("")
        )
                               .second;
        QVERIFY2(isNew, std::to_string(factor.year).c_str());
        QVERIFY(factor.value.scaled(5).has_value());
    }
}

void ReferenceDataTest::dropDownsDependOnWhatWasChosen()
{
    QCOMPARE(reference().fuelTypes(2024).size(), 16U);
    QCOMPARE(reference().categories(2024, "Electricity").size(), 3U);
    QCOMPARE(reference().categories(2024, "Biodiesel"), std::vector<std::string>{"Diesel"});
    QCOMPARE(
        reference().provisions(2024, "Fossil-derived diesel"),
        std::vector<std::string>{"Prescribed carbon intensity - section 19 (a)"}
    );
    QCOMPARE(reference().endUses(2024, "Biodiesel", "Diesel"), std::vector<std::string>{"Any"});
    QVERIFY(has(reference().endUses(2024, "Electricity", "Diesel"), "Shore power"));
    QVERIFY(!has(reference().endUses(2024, "Electricity", "Gasoline"), "Shore power"));
    QVERIFY(reference().endUses(2024, "Biodiesel", "Gasoline").empty());
    QVERIFY(reference().provisions(2024, "Whale oil").empty());
    QCOMPARE(reference().unit("Hydrogen"), std::string("kg"));
    for (const std::int64_t year : {2024, 2026, 2028, 2030}) {
        for (const std::string& type : reference().fuelTypes(year)) {
            QVERIFY2(!reference().provisions(year, type).empty(), type.c_str());
            for (const std::string& category : reference().categories(year, type)) {
                const auto uses = reference().endUses(year, type, category);
                QVERIFY2(!uses.empty(), (type + category).c_str());
                for (const std::string& use : uses)
                    QVERIFY(reference().allowsEndUse(year, type, category, use));
            }
        }
    }
}

void ReferenceDataTest::legacyPeriodsHaveTheirOwnFuels()
{
    QVERIFY(has(reference().fuelTypes(2020), "Petroleum-based diesel"));
    QVERIFY(!has(reference().fuelTypes(2024), "Petroleum-based diesel"));
    for (const std::string& provision : reference().provisions(2020, "Petroleum-based diesel"))
        QVERIFY2(provision.find("6 (5)") != std::string::npos, provision.c_str());
}

void ReferenceDataTest::fuelCodesHoldWhileTheyAreInEffect()
{
    FuelCode code{
        .code = "BCLCF 1.0",
        .fuelType = "Ethanol",
        .effectiveOn = Date::of(2024, 7, 1),
        .expiresOn = Date::of(2026, 1, 1)};
    QVERIFY(!ReferenceData::isUsable(code, 2023, "Ethanol"));
    QVERIFY(ReferenceData::isUsable(code, 2024, "Ethanol"));
    QVERIFY(ReferenceData::isUsable(code, 2026, "Ethanol"));
    QVERIFY(!ReferenceData::isUsable(code, 2027, "Ethanol"));
    QVERIFY(!ReferenceData::isUsable(code, 2025, "HDRD"));
    code.status = FuelCodeStatus::recommended;
    QVERIFY(!ReferenceData::isUsable(code, 2025, "Ethanol"));
}

void ReferenceDataTest::refusesDamagedTables()
{
    for (const char* damaged : {"", "[]", "{}", R"({"fuel_types":7})"}) {
        const auto read = ReferenceData::parse(damaged);
        QVERIFY(!read);
        QCOMPARE(read.error().reason, std::string("malformed_reference"));
    }
    const auto whole = resources::referenceFuelData();
    QVERIFY(!ReferenceData::parse(whole.substr(0, whole.size() / 2)));
}

QTEST_GUILESS_MAIN(ReferenceDataTest)
#include "reference_data_test.moc"
