#include "resources/reference/reference_fuel_data.hpp"

#include <cstddef>

namespace tidemark::resources {

namespace detail {
extern const unsigned char referenceFuelData[];
extern const std::size_t referenceFuelDataSize;
} // namespace detail

std::string_view referenceFuelData()
{
    return {
        reinterpret_cast<const char*>(detail::referenceFuelData), detail::referenceFuelDataSize
    };
}

} // namespace tidemark::resources
