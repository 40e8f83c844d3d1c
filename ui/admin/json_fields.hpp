// Reading what the platform answered, beside json_parts.
#pragma once

#include "ui/kit/json_parts.hpp"

#include <QString>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::ui {

/// The text of a key, to be shown.
[[nodiscard]] QString wordsIn(const boost::json::object& object, std::string_view key);
/// A number, also one that travels as digits; 0 when there is none.
[[nodiscard]] std::int64_t numberIn(const boost::json::object& object, std::string_view key);
[[nodiscard]] bool flagIn(const boost::json::object& object, std::string_view key);
/// An instant as tables show it; empty when there is none.
[[nodiscard]] QString whenIn(const boost::json::object& object, std::string_view key);
[[nodiscard]] std::vector<std::string>
textsIn(const boost::json::object& object, std::string_view key);
/// The object of a key; an empty one when there is none.
[[nodiscard]] const boost::json::object&
objectIn(const boost::json::object& object, std::string_view key);

} // namespace tidemark::ui
