// Whether a report definition's query only reads. A second lock: the source's role should have no
// other right than SELECT, and the query runs in a read-only transaction.
#pragma once

#include "models/core/fault.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

enum class QueryRisk { low, medium, high, blocked };

/// One thing worth saying about a query.
struct QueryFinding {
    bool blocks = false;
    std::string reason = {}; ///< `writes`, `select_star` …
    std::string cause = {};  ///< One plain sentence.
};

struct QueryVerdict {
    QueryRisk risk = QueryRisk::low;
    std::vector<QueryFinding> findings = {};
};

/// Looks at the query word by word, past comments, strings and quoted names.
[[nodiscard]] QueryVerdict inspectQuery(std::string_view query);

/// Fault `invalid`/`unsafe_query` with the first finding that blocks.
[[nodiscard]] Result<QueryVerdict> allowQuery(std::string_view query);

[[nodiscard]] std::string_view nameOf(QueryRisk risk);

} // namespace tidemark::platform
