#include "platform/reports/schedule.hpp"

#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/calculation.hpp"
#include "platform/entities/entity_table.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <map>

namespace tidemark::platform {
namespace {

constexpr std::size_t mostRows = 200;

bool hasSameFigures(const FuelSupply& a, const FuelSupply& b)
{
    return a.unit == b.unit && a.energyDensity == b.energyDensity &&
           a.recordedIntensity == b.recordedIntensity && a.targetIntensity == b.targetIntensity &&
           a.effectivenessRatio == b.effectivenessRatio &&
           a.additionalIntensity == b.additionalIntensity && a.energy == b.energy &&
           a.complianceUnits == b.complianceUnits;
}

boost::json::object toJson(const SupplyProblem& problem)
{
    boost::json::array args(problem.args.begin(), problem.args.end());
    boost::json::object object;
    object["field"] = problem.field;
    object["reason"] = problem.reason;
    object["args"] = std::move(args);
    object["severity"] = problem.severity == ProblemSeverity::error ? "error" : "warning";
    object["detail"] = plainText(problem);
    return object;
}

} // namespace

Statement selectSchedule(Uuid report)
{
    const EntityTable& table = tableOf(*findEntity("fuelSupply"));
    return {
        "SELECT " + table.columns + " FROM " + table.name +
            " WHERE report_id = $1 ORDER BY position, id",
        {report.toString()}};
}

Result<JudgedSchedule>
judge(const ResultSet& rows, const ReferenceData& reference, std::int64_t year)
{
    const EntityTable& table = tableOf(*findEntity("fuelSupply"));
    JudgedSchedule schedule;
    std::vector<FuelSupply> supplies;
    std::vector<Decimal> units;
    std::string text;
    for (int row = 0; row < rows.rowCount(); ++row) {
        text.clear();
        appendRow(text, table, rows, row);
        auto stored = readRecord<FuelSupply>(boost::json::parse(text).as_object());
        if (!stored)
            return stored.error();
        FuelSupply derived = *stored;
        derive(derived, reference, year);
        if (!hasSameFigures(*stored, derived))
            schedule.changed.push_back(derived);
        units.push_back(derived.complianceUnits.value_or(Decimal()));
        supplies.push_back(std::move(derived));
    }
    schedule.rows = static_cast<std::int64_t>(supplies.size());
    schedule.problems = checkSupplyRows(supplies, reference, year);
    const auto line18 = unitsLine(units);
    if (!line18)
        return line18.error();
    schedule.line18 = *line18;
    return schedule;
}

boost::json::array problemRows(const std::vector<SupplyProblem>& problems)
{
    boost::json::array rows;
    std::map<Uuid, std::size_t> places;
    for (const SupplyProblem& problem : problems) {
        const auto [place, isNew] = places.try_emplace(problem.rowId, rows.size());
        if (isNew && rows.size() == mostRows) {
            places.erase(place);
            continue;
        }
        if (isNew) {
            boost::json::object row;
            row["id"] = problem.rowId.toString();
            row["problems"] = boost::json::array();
            rows.push_back(std::move(row));
        }
        rows[place->second].at("problems").as_array().push_back(toJson(problem));
    }
    return rows;
}

} // namespace tidemark::platform
