// What can be permitted: resources and their actions, and the roles that come with Tidemark.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Something that permissions are about.
struct PermittedResource {
    std::string_view name = {};
    std::string_view title = {};
    std::vector<std::string_view> actions = {};
};

/// In the order in which people look for them.
[[nodiscard]] std::span<const PermittedResource> permittedResources();

/// Every `resource:action`, without wildcards.
[[nodiscard]] std::vector<std::string> allPermissions();

/// Whether a permission with these parts could allow anything. Either may be `*`.
[[nodiscard]] bool isKnownPermission(std::string_view resource, std::string_view action);

/// A role as it comes with Tidemark, to be copied into a tenant.
struct RoleTemplate {
    std::string_view system = {}; ///< Which part of the work it is for.
    std::string_view name = {};
    std::string_view description = {};
    std::vector<std::string_view> permissions = {};
};

[[nodiscard]] std::span<const RoleTemplate> roleTemplates();

} // namespace tidemark
