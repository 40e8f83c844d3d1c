// How far one pull goes: as far as its answer stays of a size that every client takes.
#pragma once

#include "models/protocol/session.hpp"
#include "platform/database/database.hpp"

namespace tidemark::platform {

/// From where to where a pull goes.
struct PullRange {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t head = 0;
    std::int64_t fromPos = 0;
    std::int64_t to = 0;
    std::int64_t toPos = 0;
    std::string salt = {};
};

/// An answer that would be larger ends at an earlier cut, with `more`.
struct PullBounds {
    std::int64_t positions = 20'000;
    std::int64_t bytes = 40LL << 20U; ///< Of rows, as text; clients take 64 MiB.
    std::int64_t countedFrom = 2'000; ///< Of fewer positions the bytes are not counted.
};

/// From the request's cursor to the last cut within the bounds.
///
/// Faults: `conflict` as `checkCursor` says; also `cursor_too_old` where the very next cut is
/// larger than an answer may be: comparing copies brings its rows in pieces.
[[nodiscard]] asio::awaitable<Result<PullRange>> findRange(
    Database& database,
    const Tenancy& tenancy,
    const PullRequest& request,
    const PullBounds& bounds = {}
);

} // namespace tidemark::platform
