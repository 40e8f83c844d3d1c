// The edit that tests with real agents make: another quantity in a row of fuel supply.
#pragma once

#include <boost/json.hpp>

#include <string_view>

namespace tidemark::test {

/// For `mutate`, on the row as it was read.
inline boost::json::object supplyEdit(const boost::json::object& row, std::string_view quantity)
{
    return {
        {"name", "fuelSupply.edit"},
        {"ops",
         boost::json::array{boost::json::object{
             {"op", "update"},
             {"entity", "fuelSupply"},
             {"id", row.at("id")},
             {"baseRv", row.at("rv")},
             {"base", {{"quantity", row.at("quantity")}}},
             {"set", {{"quantity", quantity}}}}}}};
}

/// The same on one row that only a stand-in platform knows.
inline boost::json::object supplyEdit(std::string_view quantity)
{
    static const boost::json::object row{
        {"id", "01920000-0000-7000-8000-0000000000aa"}, {"rv", "1"}, {"quantity", "1"}};
    return supplyEdit(row, quantity);
}

} // namespace tidemark::test
