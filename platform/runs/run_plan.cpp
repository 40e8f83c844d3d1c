#include "platform/runs/run_plan.hpp"

#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "platform/entities/entity_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

namespace tidemark::platform {
namespace {

bool hasRules(const boost::json::value& rules)
{
    return rules.is_array() && !rules.get_array().empty();
}

template <class T>
Result<T> recordIn(const EntityInfo& info, const ResultSet& rows, int row)
{
    std::string json;
    appendRow(json, tableOf(info), rows, row);
    return readRecord<T>(boost::json::parse(json).as_object());
}

template <class T>
asio::awaitable<Result<T>> get(Transaction& transaction, std::string_view entity, Uuid id)
{
    const EntityInfo& info = *findEntity(entity);
    Params params = {id.toString()};
    auto rows = co_await transaction.run(tableOf(info).getSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Fault{
            FaultCode::notFound,
            "no_such_row",
            "The " + info.name + " is not there.",
            "Open the list again."};
    co_return recordIn<T>(info, *rows, 0);
}

int valueOf(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

} // namespace

RunShape RunPlan::shape() const
{
    return {
        .hasPreRules = hasRules(definition.preRules),
        .hasPostRules = hasRules(definition.postRules),
        .hasDestinations = false};
}

std::string byteaText(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "\\x";
    for (const char byte : bytes) {
        text += digits[static_cast<unsigned char>(byte) >> 4];
        text += digits[static_cast<unsigned char>(byte) & 15];
    }
    return text;
}

std::string bytesOfHex(std::string_view hex)
{
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(valueOf(hex[at]) * 16 + valueOf(hex[at + 1]));
    return bytes;
}

asio::awaitable<Result<ConnectorWithPassword>>
loadConnector(Transaction& transaction, Uuid connector)
{
    auto found = co_await get<Connector>(transaction, "connector", connector);
    if (!found)
        co_return found.error();
    Params params = {connector.toString()};
    auto sealed = co_await transaction.run(
        "SELECT encode(sealed, 'hex') FROM app.credential WHERE connector_id = $1",
        std::move(params)
    );
    if (!sealed)
        co_return sealed.error();
    co_return ConnectorWithPassword{
        std::move(*found), sealed->isEmpty() ? std::string() : bytesOfHex(sealed->text(0, 0))};
}

asio::awaitable<Result<RunPlan>> loadPlan(Transaction& transaction, Uuid runId)
{
    RunPlan plan{.tenant = transaction.tenancy().tenant};
    auto run = co_await get<ReportRun>(transaction, "reportRun", runId);
    if (!run)
        co_return run.error();
    plan.run = std::move(*run);
    const Uuid definitionId = plan.run.definitionId.value;
    auto definition = co_await get<ReportDefinition>(transaction, "reportDefinition", definitionId);
    if (!definition)
        co_return definition.error();
    plan.definition = std::move(*definition);
    auto source = co_await loadConnector(transaction, plan.definition.connectorId.value);
    if (!source)
        co_return source.error();
    plan.source = std::move(*source);

    const EntityInfo& stepInfo = *findEntity("runStep");
    const EntityTable& table = tableOf(stepInfo);
    std::vector<Statement> statements = {
        {"SELECT " + table.columns + " FROM " + table.name + " WHERE run_id = $1 ORDER BY position",
         {runId.toString()}},
        {"SELECT coalesce(max(sequence), 0) FROM app.run_log WHERE run_id = $1",
         {runId.toString()}}};
    auto read = co_await transaction.runAll(std::move(statements));
    if (!read)
        co_return read.error();
    for (int row = 0; row < read->front().rowCount(); ++row) {
        auto step = recordIn<RunStep>(stepInfo, read->front(), row);
        if (!step)
            co_return step.error();
        plan.steps.push_back(std::move(*step));
    }
    plan.lastSequence = read->back().integer(0, 0);
    co_return plan;
}

} // namespace tidemark::platform
