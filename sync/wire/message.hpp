// JSON-RPC 2.0 messages of the local API, as values.
#pragma once

#include "models/core/fault.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tidemark::sync {

/// Raised when a message changes meaning. Both sides say theirs in `hello`.
inline constexpr int localProtocolVersion = 1;

/// Error codes of JSON-RPC that the local API uses. All other faults travel as `faulted`.
inline constexpr int rpcFaulted = -32000;
inline constexpr int rpcMalformed = -32600;
inline constexpr int rpcUnknownMethod = -32601;

/// A call that wants an answer, or, without id, a notice that wants none.
struct RpcRequest {
    std::optional<std::int64_t> id = {};
    std::string method = {};
    boost::json::value params = boost::json::object();
};

/// The answer to the request of the same id.
struct RpcResponse {
    std::int64_t id = 0;
    Result<boost::json::value> outcome = boost::json::value();
};

using RpcMessage = std::variant<RpcRequest, RpcResponse>;

/// Reads one frame body. Fault `invalid`/`rpc_malformed` for anything that is not a message;
/// nesting deeper than 32 and numbers that are not finite are refused.
[[nodiscard]] Result<RpcMessage> parseMessage(std::string_view body);

/// The frame bodies of the four kinds of message; frame them with `encodeFrame`.
[[nodiscard]] std::string
encodeRequest(std::int64_t id, std::string_view method, const boost::json::value& params);
[[nodiscard]] std::string encodeNotice(std::string_view method, const boost::json::value& params);
[[nodiscard]] std::string encodeResult(std::int64_t id, const boost::json::value& result);
[[nodiscard]] std::string
encodeError(std::int64_t id, const Fault& fault, int rpcCode = rpcFaulted);

/// `{code, reason, cause, nextStep}`.
[[nodiscard]] boost::json::object toJson(const Fault& fault);
/// Reads that form. What is missing or of the wrong kind becomes empty, the code `internal`.
[[nodiscard]] Fault faultFromJson(const boost::json::value& value);

} // namespace tidemark::sync
