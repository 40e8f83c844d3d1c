// Bodies of sync answers, compressed for clients that can read zstd.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace tidemark::platform {

/// The same answer with `Content-Encoding: zstd` when the request accepts it, the body is worth it
/// and the client is not on this machine; else as it is. Streams stay streams.
[[nodiscard]] Response compressedFor(const Request& request, Response response);

} // namespace tidemark::platform
