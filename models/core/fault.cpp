#include "models/core/fault.hpp"

#include <array>

namespace tidemark {
namespace {

constexpr std::array<std::pair<FaultCode, std::string_view>, 15> names{{
    {FaultCode::invalid, "invalid"},
    {FaultCode::notFound, "not_found"},
    {FaultCode::forbidden, "forbidden"},
    {FaultCode::conflict, "conflict"},
    {FaultCode::offline, "offline"},
    {FaultCode::corrupt, "corrupt"},
    {FaultCode::internal, "internal"},
    {FaultCode::full, "full"},
    {FaultCode::unauthenticated, "unauthenticated"},
    {FaultCode::locked, "locked"},
    {FaultCode::tooLarge, "too_large"},
    {FaultCode::timedOut, "timed_out"},
    {FaultCode::insecure, "insecure"},
    {FaultCode::unsupported, "unsupported"},
    {FaultCode::unavailable, "unavailable"},
}};

} // namespace

std::string_view nameOf(FaultCode code)
{
    for (const auto& [known, name] : names) {
        if (known == code)
            return name;
    }
    return "internal";
}

FaultCode faultCodeOf(std::string_view name)
{
    for (const auto& [code, known] : names) {
        if (known == name)
            return code;
    }
    return FaultCode::internal;
}

} // namespace tidemark
