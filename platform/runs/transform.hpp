// The transform of a run: which columns of the source become which columns of the report.
#pragma once

#include "models/runs/row_check.hpp"

namespace tidemark::platform {

/// One column of the report.
struct ColumnMapping {
    std::string source = {};
    std::string target = {};
};

/// Rows with the names of their columns.
struct RowSet {
    std::vector<std::string> columns = {};
    std::vector<CellRow> rows = {};
};

/// Reads a definition's array of {source, target}. None means all columns as they are. Fault
/// `invalid`/`malformed_columns`.
[[nodiscard]] Result<std::vector<ColumnMapping>> readColumns(const boost::json::value& columns);

/// Where in a row each target's value is. Fault `invalid`/`unknown_column` for a source that the
/// query does not give. Without mappings, every column in its place.
[[nodiscard]] Result<std::vector<std::size_t>> columnPositions(
    const std::vector<ColumnMapping>& mappings, const std::vector<std::string>& columns
);

/// The report's columns: the targets, or the source's own without mappings.
[[nodiscard]] std::vector<std::string>
reportColumns(const std::vector<ColumnMapping>& mappings, const std::vector<std::string>& columns);

/// Rearranges the rows `from` until `to`.
void rearrange(
    std::vector<CellRow>& rows,
    const std::vector<std::size_t>& positions,
    std::size_t from,
    std::size_t to
);

/// Takes out the rows that are marked.
void removeMarked(std::vector<CellRow>& rows, const std::vector<bool>& marked);

} // namespace tidemark::platform
