// The regulator's published tables, inside the program: no file to find, no Qt.
#pragma once

#include <string_view>

namespace tidemark::resources {

/// The bytes of reference_fuel_data.json; read them by `parseReferenceTables`.
[[nodiscard]] std::string_view referenceFuelData();

} // namespace tidemark::resources
