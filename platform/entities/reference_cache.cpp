#include "platform/entities/reference_cache.hpp"

#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "platform/entities/entity_table.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::platform {
namespace {

constexpr std::chrono::seconds keepFor(5);

Statement selectAll(std::string_view entity)
{
    const EntityTable& table = tableOf(*findEntity(entity));
    return Statement{"SELECT " + table.columns + " FROM " + table.name + " ORDER BY id", {}};
}

template <class T>
Result<std::vector<T>> recordsOf(std::string_view entity, const ResultSet& rows)
{
    const EntityTable& table = tableOf(*findEntity(entity));
    std::vector<T> records;
    std::string text;
    for (int row = 0; row < rows.rowCount(); ++row) {
        text.clear();
        appendRow(text, table, rows, row);
        auto record = readRecord<T>(boost::json::parse(text).as_object());
        if (!record)
            return record.error();
        records.push_back(std::move(*record));
    }
    return records;
}

/// Puts the records of one result where they belong; the first fault stays.
template <class T>
void fill(
    std::vector<T>& into,
    std::string_view entity,
    const ResultSet& rows,
    std::optional<Fault>& fault
)
{
    auto records = recordsOf<T>(entity, rows);
    if (records)
        into = std::move(*records);
    else if (!fault)
        fault = records.error();
}

} // namespace

bool isReferenceEntity(const EntityInfo& info)
{
    return info.code >= 10 && info.code <= 16;
}

asio::awaitable<Result<ReferenceCache::Pointer>> ReferenceCache::get(Transaction& transaction)
{
    const int tenant = transaction.tenancy().tenant;
    const auto now = std::chrono::steady_clock::now();
    if (const auto kept = kept_.find(tenant); kept != kept_.end() && now < kept->second.until)
        co_return kept->second.data;
    std::vector<Statement> statements;
    for (const auto* entity :
         {"compliancePeriod",
          "fuelCategory",
          "fuelType",
          "endUse",
          "provision",
          "fuelFactor",
          "fuelCode"})
        statements.push_back(selectAll(entity));
    auto rows = co_await transaction.runAll(std::move(statements));
    if (!rows)
        co_return rows.error();
    ReferenceTables tables;
    std::optional<Fault> fault;
    fill(tables.periods, "compliancePeriod", (*rows)[0], fault);
    fill(tables.categories, "fuelCategory", (*rows)[1], fault);
    fill(tables.fuelTypes, "fuelType", (*rows)[2], fault);
    fill(tables.endUses, "endUse", (*rows)[3], fault);
    fill(tables.provisions, "provision", (*rows)[4], fault);
    fill(tables.factors, "fuelFactor", (*rows)[5], fault);
    fill(tables.fuelCodes, "fuelCode", (*rows)[6], fault);
    if (fault)
        co_return *fault;
    Pointer data = std::make_shared<const ReferenceData>(tables);
    kept_[tenant] = Kept{data, now + keepFor};
    co_return data;
}

} // namespace tidemark::platform
