// Runs a short-lived program, as another user when we are root, and hears what it said.
#pragma once

#include "models/core/fault.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tidemark::platform {

/// A user of the operating system.
struct SystemUser {
    std::string name = {};
    unsigned userId = 0;
    unsigned groupId = 0;
};

/// The user that this process runs as.
[[nodiscard]] SystemUser currentUser();

/// The user of that name; fault `notFound`.
[[nodiscard]] Result<SystemUser> userNamed(const std::string& name);

struct ProcessResult {
    int exitCode = 0;
    std::string output = {}; ///< Standard output and error together, at most 64 KiB.
};

/// Runs `arguments[0]` (a full path) in `folder` as `user` and waits for its end. Fault
/// `folder_unreachable` when that user cannot enter the folder.
[[nodiscard]] Result<ProcessResult> runProcess(
    const std::vector<std::string>& arguments,
    const std::filesystem::path& folder,
    const SystemUser& user
);

} // namespace tidemark::platform
