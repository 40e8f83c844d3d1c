#include "sync/wire/message.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cmath>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

constexpr std::size_t depthMost = 32;

Fault malformed()
{
    return Fault{
        FaultCode::invalid,
        "rpc_malformed",
        "The message is not a JSON-RPC 2.0 object.",
        "Update both programs to the same version."};
}

/// A number like 1e999 is read as infinity; nothing behind this door may ever see one.
bool isFinite(const json::value& value)
{
    if (const auto* number = value.if_double())
        return std::isfinite(*number);
    if (const auto* array = value.if_array())
        return std::all_of(array->begin(), array->end(), isFinite);
    if (const auto* object = value.if_object()) {
        return std::all_of(object->begin(), object->end(), [](const json::key_value_pair& pair) {
            return isFinite(pair.value());
        });
    }
    return true;
}

std::string textOf(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Fault faultOfError(const json::value& error)
{
    const json::object* object = error.if_object();
    if (object == nullptr)
        return malformed();
    if (const json::value* data = object->if_contains("data"); data != nullptr && data->is_object())
        return faultFromJson(*data);
    Fault fault{FaultCode::internal, "rpc_error", textOf(*object, "message"), ""};
    if (const json::value* code = object->if_contains("code");
        code != nullptr && code->is_int64() && code->get_int64() == rpcUnknownMethod) {
        fault.code = FaultCode::unsupported;
        fault.reason = "unknown_method";
        fault.nextStep = "Update both programs to the same version.";
    }
    return fault;
}

Result<RpcMessage> responseFrom(json::object& object, const std::optional<std::int64_t>& id)
{
    if (!id)
        return malformed();
    if (json::value* result = object.if_contains("result"))
        return RpcMessage(RpcResponse{*id, std::move(*result)});
    if (const json::value* error = object.if_contains("error"))
        return RpcMessage(RpcResponse{*id, faultOfError(*error)});
    return malformed();
}

} // namespace

Result<RpcMessage> parseMessage(std::string_view body)
{
    json::parse_options options;
    options.max_depth = depthMost;
    boost::system::error_code error;
    json::value value = json::parse(body, error, {}, options);
    json::object* object = error ? nullptr : value.if_object();
    if (object == nullptr || textOf(*object, "jsonrpc") != "2.0" || !isFinite(value))
        return malformed();

    std::optional<std::int64_t> id;
    if (const json::value* given = object->if_contains("id");
        given != nullptr && !given->is_null()) {
        if (!given->is_int64() || given->get_int64() < 0)
            return malformed();
        id = given->get_int64();
    }
    const json::value* method = object->if_contains("method");
    if (method == nullptr)
        return responseFrom(*object, id);
    if (!method->is_string() || method->get_string().empty())
        return malformed();
    RpcRequest request{id, std::string(method->get_string()), json::object()};
    if (json::value* params = object->if_contains("params")) {
        if (!params->is_object() && !params->is_array())
            return malformed();
        request.params = std::move(*params);
    }
    return RpcMessage(std::move(request));
}

std::string encodeRequest(std::int64_t id, std::string_view method, const json::value& params)
{
    return json::serialize(json::object{
        {"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
}

std::string encodeNotice(std::string_view method, const json::value& params)
{
    return json::serialize(json::object{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}
    );
}

std::string encodeResult(std::int64_t id, const json::value& result)
{
    return json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

std::string encodeError(std::int64_t id, const Fault& fault, int rpcCode)
{
    return json::serialize(json::object{
        {"jsonrpc", "2.0"},
        {"id", id},
        {"error", {{"code", rpcCode}, {"message", fault.cause}, {"data", toJson(fault)}}}});
}

json::object toJson(const Fault& fault)
{
    return {
        {"code", nameOf(fault.code)},
        {"reason", fault.reason},
        {"cause", fault.cause},
        {"nextStep", fault.nextStep}};
}

Fault faultFromJson(const json::value& value)
{
    const json::object* object = value.if_object();
    if (object == nullptr)
        return Fault{};
    return Fault{
        faultCodeOf(textOf(*object, "code")),
        textOf(*object, "reason"),
        textOf(*object, "cause"),
        textOf(*object, "nextStep")};
}

} // namespace tidemark::sync
