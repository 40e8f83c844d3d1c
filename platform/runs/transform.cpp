#include "platform/runs/transform.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <numeric>
#include <set>

namespace tidemark::platform {
namespace {

Fault malformed(std::string cause)
{
    return {
        FaultCode::invalid,
        "malformed_columns",
        std::move(cause),
        "Correct the columns of the report definition."};
}

std::string textIn(const boost::json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

} // namespace

Result<std::vector<ColumnMapping>> readColumns(const boost::json::value& columns)
{
    std::vector<ColumnMapping> mappings;
    if (columns.is_null())
        return mappings;
    if (!columns.is_array())
        return malformed("The columns are no list.");
    std::set<std::string> targets;
    for (const auto& entry : columns.get_array()) {
        if (!entry.is_object())
            return malformed("A column is no object with source and target.");
        ColumnMapping mapping{
            textIn(entry.get_object(), "source"), textIn(entry.get_object(), "target")};
        if (mapping.target.empty())
            mapping.target = mapping.source;
        if (mapping.source.empty())
            return malformed("A column names no source.");
        if (!targets.insert(mapping.target).second)
            return malformed("Two columns have the name " + mapping.target + ".");
        mappings.push_back(std::move(mapping));
    }
    return mappings;
}

Result<std::vector<std::size_t>>
columnPositions(const std::vector<ColumnMapping>& mappings, const std::vector<std::string>& columns)
{
    std::vector<std::size_t> positions;
    if (mappings.empty()) {
        positions.resize(columns.size());
        std::iota(positions.begin(), positions.end(), std::size_t(0));
        return positions;
    }
    for (const ColumnMapping& mapping : mappings) {
        const auto found = std::find(columns.begin(), columns.end(), mapping.source);
        if (found == columns.end())
            return Fault{
                FaultCode::invalid,
                "unknown_column",
                "The query gives no column " + mapping.source + ".",
                "Correct the query or the columns of the report definition."};
        positions.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    return positions;
}

std::vector<std::string>
reportColumns(const std::vector<ColumnMapping>& mappings, const std::vector<std::string>& columns)
{
    if (mappings.empty())
        return columns;
    std::vector<std::string> targets;
    for (const ColumnMapping& mapping : mappings)
        targets.push_back(mapping.target);
    return targets;
}

void rearrange(
    std::vector<CellRow>& rows,
    const std::vector<std::size_t>& positions,
    std::size_t from,
    std::size_t to
)
{
    for (std::size_t row = from; row < std::min(to, rows.size()); ++row) {
        CellRow cells;
        cells.reserve(positions.size());
        for (const std::size_t position : positions) {
            // Copied: a source may be named twice.
            cells.push_back(rows[row][position]);
        }
        rows[row] = std::move(cells);
    }
}

void removeMarked(std::vector<CellRow>& rows, const std::vector<bool>& marked)
{
    std::size_t kept = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row < marked.size() && marked[row])
            continue;
        if (kept != row)
            rows[kept] = std::move(rows[row]);
        ++kept;
    }
    rows.resize(kept);
}

} // namespace tidemark::platform
