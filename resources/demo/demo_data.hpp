// The demonstration's organizations, people, reports and definitions, inside the program.
#pragma once

#include <string_view>

namespace tidemark::resources {

/// The bytes of demo.json; read by platform/demo alone.
[[nodiscard]] std::string_view demoData();

} // namespace tidemark::resources
