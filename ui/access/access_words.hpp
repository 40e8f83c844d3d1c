// Permissions and refusals in words.
#pragma once

#include "models/core/fault.hpp"

#include <QString>

#include <string>
#include <string_view>

namespace tidemark::ui {

/// `report:submit@own` in its parts. An absent reach is `tenant`: all rows that the user sees.
struct PermissionParts {
    std::string resource = {};
    std::string action = {};
    std::string reach = "tenant";

    [[nodiscard]] std::string text() const;
};

[[nodiscard]] PermissionParts partsOf(std::string_view permission);

/// `Compliance reports`
[[nodiscard]] QString resourceWord(const std::string& resource);
/// `submit`
[[nodiscard]] QString actionWord(const std::string& action);
/// `own rows`
[[nodiscard]] QString reachWord(const std::string& reach);
/// `Compliance reports: submit, own rows`
[[nodiscard]] QString permissionWords(const std::string& permission);

/// `Data entry`: which part of the work a template is for.
[[nodiscard]] QString systemWord(std::string_view system);

/// A refusal of the platform about rights, in the reader's language; other faults as they are.
[[nodiscard]] Fault rightsFault(const Fault& fault);

} // namespace tidemark::ui
