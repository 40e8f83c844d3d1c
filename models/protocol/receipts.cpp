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
        .at = in.timestamp("at"),
        .signature = in.optionalText("signature", 128).value_or("")};
    if (in.fault())
        return *in.fault();
    return receipt;
}

Result<EscrowItem> readItem(const json::value& value)
{
    JsonReader in(value, "unsent change");
    EscrowItem item{
        .id = in.uuid("id"),
        .scope = in.counter("scope"),
        .mid = in.integer("mid"),
        .reason = in.optionalText("reason", 64).value_or(""),
        .keyId = in.text("keyId", 64),
        .sealed = in.text("sealed", limits::escrowBytes)};
    if (in.fault())
        return *in.fault();
    return item;
}

Result<EscrowKey> readKey(const json::value& value)
{
    JsonReader in(value, "key");
    EscrowKey key{
        .scope = in.counter("scope"),
        .keyId = in.text("keyId", 64),
        .publicKey = in.text("publicKey", 64)};
    if (in.fault())
        return *in.fault();
    return key;
}

} // namespace

std::string signedText(std::string_view clientId, const PurgeReceipt& receipt)
{
    std::string text = "tidemark/receipt/1 " + std::string(clientId);
    for (const std::int64_t number :
         {receipt.scope, receipt.rv, receipt.rows, receipt.bytes, receipt.escrowed})
        text += ' ' + std::to_string(number);
    return text + ' ' + receipt.at.toString();
}

json::object toJson(const ReceiptsRequest& request)
{
    json::array receipts;
    for (const PurgeReceipt& one : request.receipts) {
        json::object receipt{
            {"scope", std::to_string(one.scope)},
            {"rv", std::to_string(one.rv)},
            {"rows", one.rows},
            {"bytes", one.bytes},
            {"escrowed", one.escrowed},
            {"at", one.at.toString()}};
        if (!one.signature.empty())
            receipt["signature"] = one.signature;
        receipts.emplace_back(std::move(receipt));
    }
    return {{"clientId", request.clientId}, {"receipts", std::move(receipts)}};
}

json::object toJson(const EscrowRequest& request)
{
    json::array items;
    for (const EscrowItem& one : request.items)
        items.emplace_back(json::object{
            {"id", one.id.toString()},
            {"scope", std::to_string(one.scope)},
            {"mid", one.mid},
            {"reason", one.reason},
            {"keyId", one.keyId},
            {"sealed", one.sealed}});
    return {{"clientId", request.clientId}, {"items", std::move(items)}};
}

json::object toJson(const EscrowAnswer& answer)
{
    json::array stored;
    for (const Uuid& id : answer.stored)
        stored.emplace_back(id.toString());
    return {{"stored", std::move(stored)}};
}

json::object toJson(const EscrowKeysRequest& request)
{
    json::array scopes;
    for (const std::int64_t scope : request.scopes)
        scopes.emplace_back(std::to_string(scope));
    return {{"scopes", std::move(scopes)}};
}

json::object toJson(const EscrowKeysAnswer& answer)
{
    json::array keys;
    for (const EscrowKey& key : answer.keys)
        keys.emplace_back(json::object{
            {"scope", std::to_string(key.scope)},
            {"keyId", key.keyId},
            {"publicKey", key.publicKey}});
    return {{"keys", std::move(keys)}};
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
    for (const json::value& id : in.array("stored")) {
        const auto* text = id.if_string();
        const auto read =
            text == nullptr ? Uuid::parse("") : Uuid::parse({text->data(), text->size()});
        if (read)
            answer.stored.push_back(*read);
        else
            in.refuse("stored", "holds what is not an id");
    }
    if (in.fault())
        return *in.fault();
    return answer;
}

Result<EscrowKeysRequest> readEscrowKeysRequest(const json::value& value)
{
    JsonReader in(value, "request for keys");
    EscrowKeysRequest request;
    const json::array& scopes = in.array("scopes");
    if (scopes.size() > limits::scopesPerEscrow)
        in.refuse("scopes", "are more than 1000");
    if (in.fault())
        return *in.fault();
    for (const json::value& scope : scopes) {
        const json::value one(json::object{{"scope", scope}});
        JsonReader each(one, "scope");
        request.scopes.push_back(each.counter("scope"));
        if (each.fault())
            return *each.fault();
    }
    return request;
}

Result<EscrowKeysAnswer> readEscrowKeysAnswer(const json::value& value)
{
    JsonReader in(value, "answer");
    const json::array& keys = in.array("keys");
    if (in.fault())
        return *in.fault();
    EscrowKeysAnswer answer;
    for (const json::value& each : keys) {
        auto key = readKey(each);
        if (!key)
            return key.error();
        answer.keys.push_back(std::move(*key));
    }
    return answer;
}

} // namespace tidemark
