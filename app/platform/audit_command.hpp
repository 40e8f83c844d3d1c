// `tidemark-platform audit`: proves the audit of every tenant, or a file that was exported.
#pragma once

#include "app/platform/options.hpp"
#include "app/platform/program.hpp"

namespace tidemark::platform {

/// Prints what it found. The exit code: 0 when all is whole, 2 when something was altered.
[[nodiscard]] Result<int> proveAudits(const Options& options, const DatabasePlace& place);

/// The same of a file. `key` is the public key in hexadecimal digits, as `audit/key` tells it.
[[nodiscard]] Result<int> proveAuditFile(const std::string& file, const std::string& key);

} // namespace tidemark::platform
