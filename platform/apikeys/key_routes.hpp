// `api-keys` and their use.
#pragma once

#include "platform/apikeys/key_book.hpp"
#include "platform/http/router.hpp"

#include <optional>

namespace tidemark::platform {

/// What is given must outlive the router.
void addKeyRoutes(Router& router, Database& database, KeyBook& book);

/// Whose use is asked for: of one key, of one owner, or of all that the actor may know of.
struct UsageOf {
    std::optional<Uuid> key = {};
    std::optional<Uuid> owner = {};
};

/// `{from, to, requests, refused, days, endpoints}` of the last `days` of the query, 30 without.
[[nodiscard]] asio::awaitable<Response>
usageAnswer(Database& database, const Request& request, UsageOf of);

} // namespace tidemark::platform
