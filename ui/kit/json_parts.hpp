// Parts of the agent's answers; what is absent or of another kind is empty.
#pragma once

#include "models/core/timestamp.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::string textIn(const boost::json::object& object, std::string_view key);
[[nodiscard]] std::optional<Timestamp>
timestampIn(const boost::json::object& object, std::string_view key);
[[nodiscard]] std::vector<boost::json::object>
objectsIn(const boost::json::object& object, std::string_view key);

} // namespace tidemark::ui
