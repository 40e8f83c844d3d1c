// The description of the platform's interface, from its routes and the entities' descriptions.
#pragma once

#include "platform/http/router.hpp"

#include <string>

namespace tidemark::platform {

/// An OpenAPI 3.1 document of all routes that the router holds.
[[nodiscard]] std::string openApiText(const Router& router);

} // namespace tidemark::platform
