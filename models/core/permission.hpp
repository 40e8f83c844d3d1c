// Permissions `resource:action`.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tidemark {

/// Whether `granted` (`report:*`, `*:read`, `*`) covers `wanted` (`report:submit`).
[[nodiscard]] bool covers(std::string_view granted, std::string_view wanted);

/// Whether any of `granted` covers `wanted`.
[[nodiscard]] bool permits(std::span<const std::string> granted, std::string_view wanted);

} // namespace tidemark
