// A report with the rows of the design's picture, for tests of the workbench and its pictures.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/reference_data.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QFile>

#include <memory>

namespace tidemark::tests {

inline constexpr auto demoReportId = "01930000-0000-7000-8000-00000000a001";
inline constexpr auto demoOrganizationId = "01930000-0000-7000-8000-00000000b001";

inline std::string provisionNamed(const char* shortName)
{
    const std::string name(shortName);
    if (name == "code")
        return "Fuel code - section 19 (b) (i)";
    return name == "default" ? "Default carbon intensity - section 19 (b) (ii)"
                             : "Prescribed carbon intensity - section 19 (a)";
}

inline FuelCode fuelCode(const char* code, const char* fuelType, const char* intensity)
{
    return {
        .id = FuelCodeId::make(),
        .code = code,
        .fuelType = fuelType,
        .company = "Northern Renewables",
        .carbonIntensity = *Decimal::parse(intensity),
        .effectiveOn = Date::of(2024, 1, 1),
        .facilityCountry = "Canada"};
}

/// The published tables with four fuel codes.
inline const ReferenceTables& demoTables()
{
    static const ReferenceTables tables = [] {
        QFile file(QStringLiteral(TIDEMARK_SOURCE_DIR
                                  "/resources/reference/reference_fuel_data.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the reference data is missing");
        ReferenceTables read = *parseReferenceTables(file.readAll().toStdString());
        read.fuelCodes = {
            fuelCode("BCLCF 214.3", "HDRD", "14.52"),
            fuelCode("BCLCF 188.1", "Biodiesel", "9.87"),
            fuelCode("BCLCF 301.0", "Ethanol", "38.11"),
            fuelCode("BCLCF 302.1", "Ethanol", "29.40"),
            fuelCode("BCLCF 422.0", "Alternative jet fuel", "31.20")};
        return read;
    }();
    return tables;
}

inline std::shared_ptr<const ReferenceData> demoReference()
{
    static const auto reference = std::make_shared<const ReferenceData>(demoTables());
    return reference;
}

inline ComplianceReport demoReport()
{
    ComplianceReport report;
    report.id.value = *Uuid::parse(demoReportId);
    report.rv = 7;
    report.organizationId.value = *Uuid::parse(demoOrganizationId);
    report.organizationName = "Demo Fuels";
    report.year = 2025;
    report.line12 = Decimal(-400);
    report.line13 = Decimal(1150);
    report.line17 = Decimal(5210);
    return report;
}

struct DemoRow {
    const char* type;
    const char* category;
    const char* provision;
    const char* endUse;
    const char* code;
    const char* quantity;
};

inline const std::vector<DemoRow>& demoRows()
{
    static const std::vector<DemoRow> rows{
        {"HDRD", "Diesel", "code", "Any", "BCLCF 214.3", "1840000"},
        {"Biodiesel", "Diesel", "code", "Any", "BCLCF 188.1", "612500"},
        {"Ethanol", "Gasoline", "code", "Any", "BCLCF 301.0", "2275000"},
        {"Electricity", "Diesel", "default", "Battery bus", "", "486200"},
        {"Electricity", "Gasoline", "default", "Light duty motor vehicles", "", "913400"},
        {"Fossil-derived gasoline", "Gasoline", "prescribed", "Any", "", "3250000"},
        {"Fossil-derived diesel", "Diesel", "prescribed", "Any", "", "1400000"},
        {"Propane", "Diesel", "default", "Any", "", "148000"},
        {"Renewable naphtha", "Gasoline", "code", "Any", "", "96000"},
        {"Hydrogen", "Diesel", "default", "Fuel cell vehicle", "", "21500"},
        {"LNG", "Diesel", "default", "Other (i.e. road transportation)", "", ""},
        {"CNG", "Diesel", "default", "Any", "", "330500"},
        {"Alternative jet fuel", "Jet fuel", "code", "Any", "BCLCF 422.0", "540000"},
    };
    return rows;
}

inline FuelSupply supplyOf(const DemoRow& demo, int number)
{
    const auto optional = [](const char* text) {
        return *text == '\0' ? std::nullopt : std::optional<std::string>(text);
    };
    char id[37];
    std::snprintf(id, sizeof id, "01930000-0000-7000-8000-%012d", number);
    FuelSupply row;
    row.id.value = *Uuid::parse(id);
    row.rv = 3;
    row.reportId.value = *Uuid::parse(demoReportId);
    row.organizationId.value = *Uuid::parse(demoOrganizationId);
    char position[8];
    std::snprintf(position, sizeof position, "b%02d", number);
    row.position = position;
    row.fuelType = optional(demo.type);
    row.fuelCategory = optional(demo.category);
    row.provision = provisionNamed(demo.provision);
    row.endUse = optional(demo.endUse);
    row.fuelCode = optional(demo.code);
    if (*demo.quantity != '\0')
        row.quantity = *Decimal::parse(demo.quantity);
    return row;
}

template <class T>
void addRows(FakeAgent& agent, const char* entity, const std::vector<T>& records)
{
    for (T record : records) {
        if (record.id.value.isNil())
            record.id.value = Uuid::make();
        agent.rows[entity].push_back(writeRecord(record));
    }
}

/// Reference data, the report and its rows; Maya may do everything with them.
inline void fillDemo(FakeAgent& agent)
{
    const ReferenceTables& tables = demoTables();
    addRows(agent, "compliancePeriod", tables.periods);
    addRows(agent, "fuelCategory", tables.categories);
    addRows(agent, "fuelType", tables.fuelTypes);
    addRows(agent, "endUse", tables.endUses);
    addRows(agent, "provision", tables.provisions);
    addRows(agent, "fuelFactor", tables.factors);
    addRows(agent, "fuelCode", tables.fuelCodes);
    addRows(agent, "complianceReport", std::vector{demoReport()});
    int number = 0;
    for (const DemoRow& row : demoRows())
        addRows(agent, "fuelSupply", std::vector{supplyOf(row, ++number)});
    agent.status.state = sync::AgentState::open;
    agent.status.link = sync::LinkState::online;
    agent.status.user = sync::User{
        .id = "u",
        .login = "maya@demo.example",
        .displayName = "Maya Lindqvist",
        .permissions = {"report:*", "schedule_row:*"}};
}

} // namespace tidemark::tests
