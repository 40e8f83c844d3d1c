// The columns of the table of attachments.
#pragma once

#include "sync/client/row_window_model.hpp"
#include "ui/attachments/file_states.hpp"

#include <functional>

namespace tidemark::ui {

/// Name, size, who, when and where it is. `states` outlives the model.
[[nodiscard]] std::vector<sync::RowColumn>
attachmentColumns(const FileStates& states, std::function<bool()> isOnline);

/// A text or number of a row; empty and 0 without it.
[[nodiscard]] std::string rowText(const boost::json::object& row, std::string_view field);
[[nodiscard]] qint64 rowNumber(const boost::json::object& row, std::string_view field);

} // namespace tidemark::ui
