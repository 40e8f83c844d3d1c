#include "models/access/separation.hpp"

namespace tidemark {

std::span<const Separation> separations()
{
    static constexpr Separation all[] = {
        {"report", "submit", "recommend"},      {"report", "submit", "approve"},
        {"report", "submit", "assess"},         {"report", "recommend", "approve"},
        {"report", "recommend", "assess"},      {"report", "approve", "assess"},
        {"transfer", "submit", "recommend"},    {"transfer", "submit", "record"},
        {"transfer", "recommend", "record"},    {"agreement", "recommend", "approve"},
        {"adjustment", "recommend", "approve"}, {"fuelcode", "recommend", "approve"},
        {"charging", "submit", "approve"},      {"ciapplication", "submit", "approve"},
        {"dataset", "submit", "approve"},       {"approval", "submit", "approve"},
        {"regreport", "execute", "approve"},    {"run", "execute", "approve"},
        {"chaintx", "create", "approve"},       {"chaintx", "submit", "approve"},
        {"payment", "create", "approve"},       {"kyc", "submit", "approve"},
        {"penalty", "create", "approve"},       {"escrow", "hand_in", "close"},
    };
    return all;
}

std::vector<std::string_view> actionsOfOthers(std::string_view resource, std::string_view action)
{
    std::vector<std::string_view> earlier;
    for (const Separation& one : separations()) {
        if (one.resource == resource && one.later == action)
            earlier.push_back(one.earlier);
    }
    return earlier;
}

} // namespace tidemark
