// An answer: status, headers and a body that is a text, a shared text or produced piece by piece.
#pragma once

#include "models/core/fault.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tidemark::platform {

/// Gives the next piece of a streamed body; an empty piece ends it. A fault cuts the connection,
/// so that the reader cannot take half an answer for a whole one.
using BodyProducer = std::function<boost::asio::awaitable<Result<std::string>>()>;

/// Built by the helpers below; fields may be set freely afterwards.
struct Response {
    int status = 200;
    std::string contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::variant<std::string, std::shared_ptr<const std::string>, BodyProducer> body = {};
};

/// Why one field of the request was refused.
struct FieldFault {
    std::string field = {};
    std::string reason = {};
    std::string detail = {};
};

/// The HTTP status of a fault, per docs/protocol.md.
[[nodiscard]] int statusOf(FaultCode code);

/// A JSON body that is already text, e.g. written straight from result rows.
[[nodiscard]] Response jsonText(int status, std::string text);
[[nodiscard]] Response json(int status, const boost::json::value& value);
[[nodiscard]] Response noContent();

/// Streams `contentType` (NDJSON by default) in chunks.
[[nodiscard]] Response
stream(BodyProducer producer, std::string contentType = "application/x-ndjson");

/// problem+json. A fault of the code `internal` tells the log, never the reader.
[[nodiscard]] Response problem(const Fault& fault, std::string_view requestId);

/// 422 with the refused fields.
[[nodiscard]] Response
problem(const Fault& fault, std::string_view requestId, const std::vector<FieldFault>& fields);

/// A problem with more members beside the standard ones, e.g. `current` of a 409 `stale`.
[[nodiscard]] Response
problem(const Fault& fault, std::string_view requestId, const boost::json::object& members);

} // namespace tidemark::platform
