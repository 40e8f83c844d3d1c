// Rows that one side deleted, in words.
#pragma once

#include <QStringList>

#include <boost/json/value.hpp>

#include <string>

namespace tidemark::ui {

/// What people entered in the row, in the order of its fields; empty for anything but a row.
[[nodiscard]] QString rowWords(const std::string& entity, const boost::json::value& row);
/// "Quantity: 480,000 → 491,050" for each entered field that both rows have and that differs.
[[nodiscard]] QStringList
rowChanges(const std::string& entity, const boost::json::value& from, const boost::json::value& to);

} // namespace tidemark::ui
