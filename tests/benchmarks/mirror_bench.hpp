// First sync into the encrypted mirror against raw inserts of the same rows.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <filesystem>

namespace tidemark::bench {

/// Rows per second.
struct MirrorFigures {
    double applied = 0; ///< Wire frames → mirror, indexes included.
    double raw = 0;     ///< The same rows, sorted, same cipher, one transaction, same indexes.
    double insert = 0;  ///< The same without the indexes.
};

/// Applies `rows` fuel-supply rows in pages of 20,000 as the agent does, then inserts the same
/// rows as they stand in the mirror into a new file by one prepared statement. Uses `folder`.
[[nodiscard]] Result<MirrorFigures>
benchMirror(const std::filesystem::path& folder, std::int64_t rows);

} // namespace tidemark::bench
