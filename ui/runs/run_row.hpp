// Reading the fields of a run's or a step's row.
#pragma once

#include "models/core/timestamp.hpp"

#include <QString>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidemark::ui {

[[nodiscard]] std::string_view textField(const boost::json::object& row, std::string_view key);
[[nodiscard]] QString stringField(const boost::json::object& row, std::string_view key);
[[nodiscard]] std::int64_t numberField(const boost::json::object& row, std::string_view key);
[[nodiscard]] std::optional<Timestamp>
timeField(const boost::json::object& row, std::string_view key);
/// `rv` as a number; 0 when it is missing.
[[nodiscard]] std::int64_t rowVersion(const boost::json::object& row);
/// Milliseconds from start to finish, or to `now` while it goes on; nothing before the start.
[[nodiscard]] std::optional<std::int64_t>
runningMs(const boost::json::object& row, const Timestamp& now);

} // namespace tidemark::ui
