#include "models/protocol/receipts.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

Result<PurgeReceipt> readReceipt(const json::value& value)
{
    JsonReader in(value, "receipt");
    PurgeReceipt receipt{
        .scope = in.counter("scope"),
        .rv = in.optionalCounter("rv").value_or(0),
        .rows = in.optionalCounter("rows").value_or(0),
        .bytes = in.optionalCounter("bytes").value_or(0),
        .escrowed = in.optionalCounter("escrowed").value_or(0),
        .at = in.timestamp("at")};
    if (in.fault())
        return *in.fault();
    return receipt;
}

Result<EscrowItem> readItem(const json::value& value)
{
    JsonReader in(value, "unsent change");
    EscrowItem item{
        .scope = in.counter("scope"), .reason = in.optionalText("reason", 64).value_or("")};
    if (in.fault())
        return *in.fault();
    auto mutation = readMutation(in.any("mutation"));
    if (!mutation)
        return mutation.error();
    item.mutation = std::move(*mutation);
    return item;
}

} // namespace

json::object toJson(const ReceiptsRequest& request)
{
    json::array receipts;
    for (const PurgeReceipt& one : request.receipts)
        receipts.emplace_back(json::object{
            {"scope", std::to_string(one.scope)},
            {"rv", std::to_string(one.rv)},
            {"rows", one.rows},
            {"bytes", one.bytes},
            {"escrowed", one.escrowed},
            {"at", one.at.toString()}});
    return {{"clientId", request.clientId}, {"receipts", std::move(receipts)}};
}

json::object toJson(const EscrowRequest& request)
{
    json::array items;
    for (const EscrowItem& one : request.items)
        items.emplace_back(json::object{
            {"scope", std::to_string(one.scope)},
            {"reason", one.reason},
            {"mutation", toJson(one.mutation)}});
    return {{"clientId", request.clientId}, {"items", std::move(items)}};
}

json::object toJson(const EscrowAnswer& answer)
{
    return {{"stored", json::array(answer.stored.begin(), answer.stored.end())}};
}

Result<ReceiptsRequest> readReceiptsRequest(const json::value& value)
{
    JsonReader in(value, "receipts");
    ReceiptsRequest request{.clientId = in.text("clientId", 64)};
    const json::array& receipts = in.array("receipts");
    if (receipts.size() > limits::receiptsPerRequest)
        in.refuse("receipts", "are more than 1000");
    if (in.fault())
        return *in.fault();
    for (const json::value& one : receipts) {
        auto receipt = readReceipt(one);
        if (!receipt)
            return receipt.error();
        request.receipts.push_back(*receipt);
    }
    return request;
}

Result<EscrowRequest> readEscrowRequest(const json::value& value)
{
    JsonReader in(value, "unsent changes");
    EscrowRequest request{.clientId = in.text("clientId", 64)};
    const json::array& items = in.array("items");
    if (items.size() > limits::escrowPerRequest)
        in.refuse("items", "are more than 100");
    if (in.fault())
        return *in.fault();
    for (const json::value& one : items) {
        auto item = readItem(one);
        if (!item)
            return item.error();
        request.items.push_back(std::move(*item));
    }
    return request;
}

Result<EscrowAnswer> readEscrowAnswer(const json::value& value)
{
    JsonReader in(value, "answer");
    EscrowAnswer answer;
    for (const json::value& mid : in.array("stored")) {
        if (mid.is_int64())
            answer.stored.push_back(mid.get_int64());
        else
            in.refuse("stored", "holds what is not the number of a mutation");
    }
    if (in.fault())
        return *in.fault();
    return answer;
}

} // namespace tidemark
