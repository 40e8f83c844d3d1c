// Writes over HTTP take effect once per Idempotency-Key, however often they are sent.
#pragma once

#include "platform/database/database.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <functional>

namespace tidemark::platform {

/// What a request does; has no effect outside the transaction and may run again after a deadlock.
/// The body of its response is a text.
using WriteWork = std::function<asio::awaitable<Result<Response>>(Transaction&)>;

/// Runs `work` in a transaction for the request's actor. With a header `Idempotency-Key` the answer
/// is stored in the same transaction, and the same request (method, path, If-Match, body) is given
/// the stored answer for 24 hours; another one under the same key is `conflict`/`key_reused`.
/// Faults are not stored. `invalid`/`bad_idempotency_key` for what is no key.
[[nodiscard]] asio::awaitable<Result<Response>>
writeOnce(Database& database, const Request& request, WriteWork work);

} // namespace tidemark::platform
