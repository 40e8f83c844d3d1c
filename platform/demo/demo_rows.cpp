#include "platform/demo/demo_rows.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/calculation.hpp"
#include "models/fuel/supply_rules.hpp"

#include <boost/json/parse.hpp>
#include <openssl/evp.h>

#include <map>

#include "resources/demo/demo_data.hpp"
#include "resources/reference/reference_fuel_data.hpp"

namespace tidemark::platform {
namespace {

namespace json = boost::json;

std::string_view textOf(const json::value& value)
{
    return value.get_string();
}

const json::array& listOf(std::string_view name)
{
    return demoData().at(name).as_array();
}

std::string idText(std::string_view name)
{
    return demoId(name).toString();
}

template <class T, class NameOf>
DemoRows rowsOf(std::string_view entity, const std::vector<T>& records, NameOf nameOf)
{
    DemoRows rows{.entity = entity};
    for (const T& record : records) {
        json::object row = writeRecord(record);
        row.erase("rv");
        row["id"] = idText(std::string(entity) + ':' + nameOf(record));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

std::string nameOfFactor(const FuelFactor& factor)
{
    return std::string(choiceName(factor.kind)) + '/' + std::to_string(factor.year) + '/' +
           factor.category.value_or("-") + '/' + factor.fuelType.value_or("-") + '/' +
           factor.endUse.value_or("-");
}

/// Order keys as the desk makes them: a letter that tells the length, then the number.
std::string positionOf(std::size_t number)
{
    std::string digits = std::to_string(number);
    return 'b' + std::string(digits.size() < 2 ? 1 : 0, '0') + digits;
}

Result<FuelCode> fuelCodeOf(const json::array& values)
{
    json::object row;
    const json::array& columns = listOf("fuelCodeColumns");
    for (std::size_t i = 0; i < columns.size(); ++i)
        row[textOf(columns[i])] = values[i];
    row["id"] = Uuid().toString();
    row["status"] = "approved";
    return readRecord<FuelCode>(row);
}

Result<FuelSupply> supplyOf(const json::array& values, std::string_view report, std::size_t number)
{
    json::object row = writeRecord(FuelSupply{});
    const json::array& columns = listOf("rowColumns");
    for (std::size_t i = 0; i < columns.size(); ++i)
        row[textOf(columns[i])] = values[i];
    row["id"] = idText("supply:" + std::string(report) + ':' + std::to_string(number));
    row["reportId"] = idText("report:" + std::string(report));
    row["position"] = positionOf(number);
    return readRecord<FuelSupply>(row);
}

/// One report of demo.json with its schedule.
Result<void> addReport(
    const json::object& wanted,
    const ReferenceData& reference,
    const std::map<std::string, std::string>& organizationNames,
    std::vector<DemoRows>& rows
)
{
    const std::string code(textOf(wanted.at("organization")));
    const std::int64_t year = wanted.at("year").as_int64();
    const std::string name = code + '/' + std::to_string(year);
    std::vector<Decimal> units;
    std::size_t number = 0;
    for (const json::value& values : wanted.at("rows").as_array()) {
        auto supply = supplyOf(values.as_array(), name, number++);
        if (!supply)
            return supply.error();
        derive(*supply, reference, year);
        units.push_back(supply->complianceUnits.value_or(Decimal()));
        json::object row = writeRecord(*supply);
        row.erase("rv");
        row["organizationId"] = idText("organization:" + code);
        rows[1].rows.push_back(std::move(row));
    }
    const auto line18 = unitsLine(units);
    if (!line18)
        return line18.error();
    const auto line17 = Decimal::parse(textOf(wanted.at("line17")));
    if (!line17)
        return line17.error();
    const auto summary = lowCarbonSummary({.year = year, .line17 = *line17, .line18 = *line18});
    if (!summary)
        return summary.error();

    const bool isDraft = textOf(wanted.at("status")) == "draft";
    json::object row;
    row["id"] = idText("report:" + name);
    row["organizationId"] = idText("organization:" + code);
    row["organizationName"] = organizationNames.at(code);
    row["frequency"] = choiceName(ReportingFrequency::annual);
    for (const auto key : {"year", "status", "nickname", "line17", "submittedAt", "submittedBy"})
        row[key] = wanted.at(key);
    row["line18"] = isDraft ? "0" : line18->toString();
    row["line22"] = isDraft ? "0" : summary->line22.rounded(0).toString();
    row["supplyRows"] = isDraft ? 0 : static_cast<std::int64_t>(units.size());
    rows[0].rows.push_back(std::move(row));
    return {};
}

} // namespace

Uuid demoId(std::string_view name)
{
    const std::string seed = "tidemark demo " + std::string(name);
    std::array<unsigned char, 32> hash = {};
    unsigned int size = 0;
    EVP_Digest(seed.data(), seed.size(), hash.data(), &size, EVP_sha256(), nullptr);
    Uuid id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    // A version 7 of 2025-01-01, so that it sorts before what people make.
    constexpr std::array<std::uint8_t, 6> time = {0x01, 0x94, 0x1f, 0x29, 0x7c, 0x00};
    std::copy(time.begin(), time.end(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0F));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

const json::object& demoData()
{
    static const json::value data = json::parse(resources::demoData());
    return data.get_object();
}

Result<ReferenceTables> demoReference()
{
    auto tables = parseReferenceTables(resources::referenceFuelData());
    if (!tables)
        return tables.error();
    for (const json::value& values : listOf("fuelCodes")) {
        auto code = fuelCodeOf(values.as_array());
        if (!code)
            return code.error();
        tables->fuelCodes.push_back(std::move(*code));
    }
    return tables;
}

std::vector<DemoRows> referenceRows(const ReferenceTables& tables)
{
    const auto byName = [](const auto& record) { return record.name; };
    const auto byYear = [](const auto& record) { return std::to_string(record.year); };
    const auto byCode = [](const auto& record) { return record.code; };
    std::vector<DemoRows> all = {
        rowsOf("compliancePeriod", tables.periods, byYear),
        rowsOf("fuelCategory", tables.categories, byName),
        rowsOf("fuelType", tables.fuelTypes, byName),
        rowsOf("endUse", tables.endUses, byName),
        rowsOf("provision", tables.provisions, byName),
        rowsOf("fuelFactor", tables.factors, nameOfFactor),
        rowsOf("fuelCode", tables.fuelCodes, byCode)};
    for (json::object& period : all[0].rows) {
        const std::int64_t year = period.at("year").as_int64();
        period["reportingOpen"] = year >= 2024 && year <= 2026;
    }
    return all;
}

std::vector<DemoRows> peopleRows()
{
    std::vector<DemoRows> all = {{"organization"}, {"role"}, {"user"}, {"userRole"}};
    for (const json::value& wanted : listOf("organizations")) {
        json::object row = wanted.as_object();
        row["id"] = idText("organization:" + std::string(textOf(row.at("code"))));
        all[0].rows.push_back(std::move(row));
    }
    for (const json::value& wanted : listOf("roles")) {
        json::object row = wanted.as_object();
        row["id"] = idText("role:" + std::string(textOf(row.at("name"))));
        row["isTemplate"] = true;
        all[1].rows.push_back(std::move(row));
    }
    for (const json::value& wanted : listOf("users")) {
        const json::object& user = wanted.as_object();
        const std::string login(textOf(user.at("login")));
        json::object row;
        row["id"] = idText("user:" + login);
        for (const auto key : {"login", "displayName", "title"})
            row[key] = user.at(key);
        row["isActive"] = true;
        if (const auto& code = user.at("organization"); code.is_string())
            row["organizationId"] = idText("organization:" + std::string(textOf(code)));
        all[2].rows.push_back(std::move(row));
        for (const json::value& role : user.at("roles").as_array()) {
            const std::string name(textOf(role));
            json::object link;
            link["id"] = idText("userRole:" + login + '/' + name);
            link["userId"] = idText("user:" + login);
            link["roleId"] = idText("role:" + name);
            all[3].rows.push_back(std::move(link));
        }
    }
    return all;
}

Result<std::vector<DemoRows>> reportRows(const ReferenceTables& tables)
{
    const ReferenceData reference(tables);
    std::map<std::string, std::string> names;
    for (const json::value& organization : listOf("organizations"))
        names[std::string(textOf(organization.at("code")))] = textOf(organization.at("name"));
    std::vector<DemoRows> rows = {{"complianceReport"}, {"fuelSupply"}};
    for (const json::value& wanted : listOf("reports")) {
        if (auto added = addReport(wanted.as_object(), reference, names, rows); !added)
            return added.error();
    }
    return rows;
}

std::vector<DemoRows> definitionRows(const std::string& host, int port)
{
    std::vector<DemoRows> all = {{"connector"}, {"reportDefinition"}};
    json::object connector = demoData().at("connector").as_object();
    connector["id"] = idText("connector");
    connector["host"] = host;
    connector["port"] = port;
    all[0].rows.push_back(std::move(connector));
    for (const json::value& wanted : listOf("definitions")) {
        json::object row = wanted.as_object();
        row["id"] = idText("definition:" + std::string(textOf(row.at("name"))));
        row["connectorId"] = idText("connector");
        row["format"] = "csv";
        row["isActive"] = true;
        all[1].rows.push_back(std::move(row));
    }
    return all;
}

} // namespace tidemark::platform
