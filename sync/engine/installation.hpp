// The name by which the platform knows this installation: a random id, nothing about a person.
#pragma once

#include "models/core/fault.hpp"

#include <QString>

#include <string>

namespace tidemark::sync {

/// Its file in the data folder. It stays when everything of a person goes.
inline constexpr const char* installationFile = "device.json";

/// Reads the id, or makes one. Fault `full`/`file_unwritable`.
[[nodiscard]] Result<std::string> installationId(const QString& folder);

/// The next question makes another one.
void forgetInstallation(const QString& folder);

} // namespace tidemark::sync
