// What a platform says of itself before anybody signs in.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/session/http_client.hpp"

#include <boost/json/object.hpp>

namespace tidemark::sync {

/// The answer of `about`, checked to be a Tidemark platform that speaks our protocol.
struct About {
    boost::json::object body = {}; ///< As it came.
    Timestamp serverTime = {};
    std::int64_t clockSkewSeconds = 0; ///< Ours minus theirs, half the round trip taken off.
    int roundTripMs = 0;
};

/// Asks the platform at `server`. Faults say what is wrong with the address, the certificate, the
/// network or the version. A busy platform's `Retry-After` goes to `retryAfterMs`.
[[nodiscard]] QCoro::Task<Result<About>>
askAbout(HttpClient& http, QUrl server, std::optional<std::int64_t>* retryAfterMs = nullptr);

} // namespace tidemark::sync
