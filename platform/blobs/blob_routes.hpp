// Files over HTTP: see docs/protocol.md, section 1, Files.
#pragma once

#include "platform/blobs/blob_book.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// `blobs` and `blob-limits`. Both arguments outlive the router.
void addBlobRoutes(Router& router, Database& database, BlobBook& blobs);

/// What part of a content a request wants.
struct ByteRange {
    std::int64_t first = 0;
    std::int64_t end = 0; ///< One past the last.
};

/// Of a `Range` header; all of it without one, for more than one range, and for what is no range.
/// None: it begins past the end.
[[nodiscard]] std::optional<ByteRange>
readRange(std::optional<std::string_view> header, std::int64_t size);

} // namespace tidemark::platform
