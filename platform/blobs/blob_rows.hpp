// Rows of blobs as the database gives them. Internal to platform/blobs.
#pragma once

#include "platform/blobs/blob_book.hpp"

namespace tidemark::platform {

/// What `entryOf` reads, of a table called b.
#define BLOB_COLUMNS                                                                               \
    "b.id, b.scope_id, b.sha256, b.size, b.received, b.mime, b.state = 'stored',"                  \
    " encode(b.sealed_key, 'hex')"

/// `file_bytes`, `quota_bytes` and what is used.
inline constexpr std::string_view limitsSql =
    "SELECT l.file_bytes, l.quota_bytes, (SELECT coalesce(sum(size), 0)::bigint FROM app.blob)"
    " FROM (SELECT 1) one LEFT JOIN app.blob_limit l ON true";

[[nodiscard]] BlobEntry entryOf(const ResultSet& rows);
/// The platform's own limits where the tenant has none.
[[nodiscard]] BlobLimits limitsOf(const ResultSet& rows);
[[nodiscard]] Fault noSuchBlob();
[[nodiscard]] std::string hexOf(std::string_view bytes);

/// The segment that holds a byte.
[[nodiscard]] inline std::int64_t segmentAt(std::int64_t offset)
{
    return offset / static_cast<std::int64_t>(SegmentCipher::segmentBytes);
}

} // namespace tidemark::platform
