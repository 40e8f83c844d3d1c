// What a list asks for.
#pragma once

#include "models/core/fault.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark::sync {

/// Most rows of one window.
inline constexpr std::int64_t windowRowsMax = 500;

/// A window of a list. Rows are in the order of `sort`, then by id.
struct MirrorQuery {
    std::string entity = {};
    boost::json::array filter = {};     ///< `{field, op, value}`; docs/protocol.md section 1.
    std::string search = {};            ///< Contained in a searchable field, whatever the case.
    std::vector<std::string> sort = {}; ///< `year`, or `-year` for descending.
    std::int64_t offset = 0;
    std::int64_t limit = 0;
};

/// The answer. `rows` is JSON text, an array of objects, to be put into an answer as it is.
struct RowWindow {
    std::int64_t total = 0;
    std::int64_t offset = 0; ///< As asked, or less when the list has become shorter.
    std::int64_t count = 0;  ///< Rows in `rows`.
    std::string rows = "[]";
    std::int64_t cut = 0;
};

struct MirrorSum {
    std::string sum = "0"; ///< A decimal in its wire form.
    std::int64_t count = 0;
};

/// A list that would be faster with an index.
struct IndexWish {
    std::string entity = {};
    std::string field = {};

    friend bool operator==(const IndexWish&, const IndexWish&) = default;
};

} // namespace tidemark::sync
