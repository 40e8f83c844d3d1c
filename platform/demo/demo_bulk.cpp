#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/fuel/supply_rules.hpp"
#include "platform/demo/demo_loader.hpp"
#include "platform/demo/demo_rows.hpp"
#include "platform/entities/row_writer.hpp"
#include "platform/feed/sequencer.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

namespace json = boost::json;

constexpr std::int64_t chunkRows = 50'000; ///< Of one transaction; the feed takes each in one cut.
constexpr std::int64_t bulkYear = 2024;

/// The kinds of rows that the bulk repeats, with the figures that follow from them. Of a unit and
/// per quantity: energy and compliance units are the quantity's multiples.
json::array templates(const ReferenceData& reference)
{
    json::array all;
    for (const json::value& report : demoData().at("reports").as_array()) {
        for (const json::value& values : report.at("rows").as_array()) {
            FuelSupply row;
            row.fuelType = std::string(values.at(0).as_string());
            row.fuelCategory = std::string(values.at(1).as_string());
            row.provision = std::string(values.at(2).as_string());
            row.endUse = std::string(values.at(3).as_string());
            if (values.at(4).is_string())
                row.fuelCode = std::string(values.at(4).as_string());
            row.quantity = Decimal(1'000'000);
            derive(row, reference, bulkYear);
            if (row.complianceUnits)
                all.push_back(writeRecord(row));
        }
    }
    return all;
}

constexpr std::string_view insertSql = R"sql(
INSERT INTO app.fuel_supply (tenant_id, id, scope_id, report_id, organization_id, position,
    fuel_type, fuel_category, provision, end_use, fuel_code, quantity, unit, energy_density,
    recorded_intensity, target_intensity, effectiveness_ratio, additional_intensity, energy,
    compliance_units, is_canada_produced, is_q1_supplied)
SELECT $1, (lpad(to_hex($6::bigint + n / 1000), 12, '0') || '7' || substr(md5(n::text), 1, 3)
        || '8' || substr(md5(n::text), 4, 15))::uuid,
    0, $2, $3, 'g' || lpad(n::text, 7, '0'), t."fuelType", t."fuelCategory", t.provision,
    t."endUse", t."fuelCode", q.quantity, t.unit, t."energyDensity", t."recordedIntensity",
    t."targetIntensity", t."effectivenessRatio", t."additionalIntensity",
    round(t."energyDensity" * q.quantity, 2),
    round((t."targetIntensity" * t."effectivenessRatio" - t."recordedIntensity"
        - coalesce(t."additionalIntensity", 0)) * q.quantity * t."energyDensity" / 1000000, 5),
    n % 7 = 0, n % 11 = 0
FROM generate_series($4::bigint, $5::bigint) n
CROSS JOIN LATERAL (SELECT (1000 + (n * 7919) % 9000000)::numeric AS quantity) q
JOIN (SELECT row_number() OVER () - 1 AS place, count(*) OVER () AS places, x.*
      FROM jsonb_to_recordset($7::jsonb) AS x("fuelType" text, "fuelCategory" text,
          provision text, "endUse" text, "fuelCode" text, unit text, "energyDensity" numeric,
          "recordedIntensity" numeric, "targetIntensity" numeric, "effectivenessRatio" numeric,
          "additionalIntensity" numeric)) t ON t.place = n % t.places
)sql";

/// The report that holds the rows, made when it is not there; the number of rows it has.
asio::awaitable<Result<std::int64_t>> bulkReport(Transaction& transaction)
{
    RowWriter writer(transaction, WriteContext::platform());
    const EntityInfo& info = *findEntity("complianceReport");
    const Uuid id = demoId("report:bulk");
    auto found = co_await writer.lock(info, id);
    if (!found)
        co_return found.error();
    if (!*found) {
        json::object row;
        row["id"] = id.toString();
        row["organizationId"] = demoId("organization:DEMO").toString();
        row["organizationName"] = "Demo Fuels";
        row["year"] = bulkYear;
        row["status"] = choiceName(ReportStatus::draft);
        row["version"] = 1;
        row["frequency"] = choiceName(ReportingFrequency::annual);
        row["nickname"] = "Measurement";
        auto created = co_await writer.create(info, std::move(row));
        if (!created)
            co_return created.error();
    }
    Params params = {id.toString()};
    auto rows = co_await transaction.run(
        "SELECT count(*) FROM app.fuel_supply WHERE report_id = $1", std::move(params)
    );
    if (!rows)
        co_return rows.error();
    co_return rows->integer(0, 0);
}

} // namespace

asio::awaitable<Result<void>>
loadDemoRows(Database& database, Sequencer& sequencer, std::int64_t rows)
{
    Params slug = {demoTenant};
    auto number =
        co_await database.read({}, "SELECT coalesce(app.tenant_number($1), 0)", std::move(slug));
    if (!number)
        co_return number.error();
    const Tenancy tenancy{.tenant = static_cast<int>(number->integer(0, 0))};
    if (tenancy.tenant == 0)
        co_return Fault{
            FaultCode::notFound,
            "no_demo",
            "There is no demonstration tenant in this database.",
            "Load the demonstration first: tidemark-platform demo."};
    auto reference = demoReference();
    if (!reference)
        co_return reference.error();
    const std::string kinds = json::serialize(templates(ReferenceData(*reference)));
    auto preparing = [](Transaction& transaction) -> asio::awaitable<Result<std::int64_t>> {
        co_return co_await bulkReport(transaction);
    };
    auto present = co_await database.transact(tenancy, preparing);
    if (!present)
        co_return present.error();
    const std::string firstMoment = std::to_string(Timestamp::now().micros / 1000);
    for (std::int64_t from = *present; from < rows; from += chunkRows) {
        const std::int64_t to = std::min(from + chunkRows, rows) - 1;
        std::vector<Statement> statements = {
            {std::string(insertSql),
             {std::to_string(tenancy.tenant),
              demoId("report:bulk").toString(),
              demoId("organization:DEMO").toString(),
              std::to_string(from),
              std::to_string(to),
              firstMoment,
              kinds}}};
        auto written = co_await database.write(tenancy, std::move(statements));
        if (!written)
            co_return written.error();
        sequencer.changed();
        if (auto sequenced = co_await sequencer.catchUp(); !sequenced)
            co_return sequenced.error();
        spdlog::info("demonstration: {} rows", to + 1);
    }
    co_return Result<void>();
}

} // namespace tidemark::platform
