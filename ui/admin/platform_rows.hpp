// Lists of the platform that are on no device, as rows for a table.
#pragma once

#include "sync/client/row_window_model.hpp"

namespace tidemark::ui {

/// How a list takes its conditions.
enum class ListForm {
    entity, ///< `filter=[{field, op, value}]` and `sort=`, as lists of entities do.
    plain,  ///< Each condition as a parameter of its own; the order is the list's.
};

/// A source of rows: the list at `path` behind `/api/v1/`, one request for each page.
[[nodiscard]] sync::RowSource
platformRows(sync::AgentClient& agent, std::string path, ListForm form);

} // namespace tidemark::ui
