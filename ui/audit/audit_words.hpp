// What the audit says, in words.
#pragma once

#include <QString>

#include <boost/json/object.hpp>

#include <string>

namespace tidemark::ui {

/// `fuelSupply.update` → `Fuel supply: changed`
[[nodiscard]] QString deedWords(const std::string& action);
/// `fuelSupply` → `Fuel supply`
[[nodiscard]] QString entityWords(const std::string& entity);
/// `mustChangePassword` → `Must change password`
[[nodiscard]] QString fieldWordsOf(const std::string& field);
/// One side of a change: the name of what an id stands for, else the value.
[[nodiscard]] QString sideWords(const boost::json::object& change, const char* side);

} // namespace tidemark::ui
