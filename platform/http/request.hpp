// A request as handlers see it: parsed, bounded and already authorised.
#pragma once

#include "models/core/fault.hpp"
#include "platform/identity/actor.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::platform {

enum class Method { get, head, post, put, patch, del };

[[nodiscard]] std::string_view nameOf(Method method);

/// Valid while its handler runs; the views point into it or into the connection's buffers.
struct Request {
    Method method = Method::get;
    std::string_view path = {}; ///< As sent, without the query.
    std::string_view body = {};
    std::vector<std::pair<std::string_view, std::string_view>> headers = {};
    std::vector<std::pair<std::string_view, std::string>> pathParams = {}; ///< Decoded.
    std::vector<std::pair<std::string, std::string>> queryParams = {};     ///< Decoded, in order.
    std::string requestId = {};
    std::string remoteAddress = {};
    bool isSecure = false;   ///< Came over TLS.
    ActorPointer actor = {}; ///< Set unless the route is open to anyone.

    /// The header's value, whatever the case of its name.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;

    /// The value of `{name}` in the route's path; empty when the route has none.
    [[nodiscard]] std::string_view pathParam(std::string_view name) const;

    /// `{name}` as an id; fault `notFound` when it is no UUID, as for a row that is not there.
    [[nodiscard]] Result<Uuid> pathId(std::string_view name = "id") const;

    /// The first query parameter of that name.
    [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const;

    /// The body as a JSON object, within the limits of models/core/json_reader.hpp; an empty body
    /// is an empty object. Fault `invalid` for anything else.
    [[nodiscard]] Result<boost::json::object> jsonBody() const;
};

} // namespace tidemark::platform
