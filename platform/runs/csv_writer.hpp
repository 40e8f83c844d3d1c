// Rows as CSV by RFC 4180, safe to open in a spreadsheet.
#pragma once

#include "models/runs/row_check.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// Appends `cell` to `line`, quoted where needed. A cell that a spreadsheet would take for a
/// formula gets a leading apostrophe; plain numbers stay as they are. Null is empty.
void appendCsvCell(std::string& line, const Cell& cell);

/// A whole record with its CRLF.
void appendCsvRow(std::string& text, std::span<const Cell> row);

/// The header record.
void appendCsvHeader(std::string& text, std::span<const std::string> columns);

} // namespace tidemark::platform
