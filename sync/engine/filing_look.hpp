// Gathers from the stores what is known of a report that is kept ready.
#pragma once

#include "sync/engine/filing_view.hpp"

namespace tidemark::sync {

/// The report in a few words, for lists; empty while it is not here.
struct FilingTitle {
    std::string organization = {};
    std::int64_t year = 0;

    friend bool operator==(const FilingTitle&, const FilingTitle&) = default;
};

struct FilingLook {
    FilingTitle title = {};
    FilingFacts facts = {};
};

/// `isThorough` reads both files and all attachments through; else what the last such look found is
/// carried on: `before`. Fault `locked`/`store_closed`.
[[nodiscard]] QCoro::Task<Result<FilingLook>>
lookAtFiling(Engine& engine, Uuid report, bool isThorough, FilingFacts before);

} // namespace tidemark::sync
