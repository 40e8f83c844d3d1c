// Completion of the command line in the usual shells.
#pragma once

#include <string>
#include <string_view>

namespace tidemark::ctl {

/// The script for `shell` (bash, zsh or fish), to be sourced by it. Empty for another one.
[[nodiscard]] std::string completionScript(std::string_view shell);

} // namespace tidemark::ctl
