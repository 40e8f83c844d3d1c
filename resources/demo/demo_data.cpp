#include "resources/demo/demo_data.hpp"

#include <cstddef>

namespace tidemark::resources {

namespace detail {
extern const unsigned char demoData[];
extern const std::size_t demoDataSize;
} // namespace detail

std::string_view demoData()
{
    return {reinterpret_cast<const char*>(detail::demoData), detail::demoDataSize};
}

} // namespace tidemark::resources
