// The first lines of an answer, and identifiers of requests. Internal to platform/http.
#pragma once

#include "platform/http/response.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// Status line and headers, without those of the length and without the empty line.
void appendHead(std::string& out, const Response& response, std::string_view requestId);

/// The size line of a chunk; for 0 the last chunk.
[[nodiscard]] std::string chunkHead(std::size_t size);

/// Why a request could not be read; `status` is 400, 413, 415, 431 or 503.
[[nodiscard]] Fault malformedRequest(int status);

/// 1–64 of `[A-Za-z0-9._-]`.
[[nodiscard]] bool isRequestId(std::string_view text);

/// 16 hex digits, not to be guessed from.
[[nodiscard]] std::string makeRequestId();

} // namespace tidemark::platform
