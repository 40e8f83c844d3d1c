// The files of the customer portal and the description of the partner API, inside the program.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tidemark::resources {

/// One file as it is served.
struct PortalFile {
    std::string path = {}; ///< `/portal/portal.css`
    std::string contentType = {};
    std::string_view bytes = {};
};

/// The page itself is `/portal`.
[[nodiscard]] std::span<const PortalFile> portalFiles();

/// The OpenAPI document of the partner API.
[[nodiscard]] std::string_view partnerOpenApi();

} // namespace tidemark::resources
