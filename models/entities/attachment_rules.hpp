// What may be attached, checked with the same words on the device and on the platform.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

inline constexpr std::int64_t fileNameMost = 200; ///< Bytes.
/// No tenant may allow more.
inline constexpr std::int64_t attachmentBytesMost = 2LL * 1024 * 1024 * 1024;
/// So many first bytes tell what a file is.
inline constexpr std::size_t sniffBytes = 512;

/// Nothing but a name: no folder, no control or direction character, nothing that Windows gives a
/// meaning of its own. Fault `invalid`/`bad_file_name`, or `forbidden`/`executable_file` for a
/// name that would be run when it is opened.
[[nodiscard]] Result<void> checkFileName(std::string_view name);

/// A name for whatever a file was called: its last part, with `_` for what may not be in it.
[[nodiscard]] std::string fileNameFrom(std::string_view called);

/// `forbidden`/`executable_file` when the content begins like a program or a script.
[[nodiscard]] Result<void> checkContent(std::string_view firstBytes);

/// By the first bytes, and where those leave it open, by the name.
[[nodiscard]] std::string mimeOf(std::string_view name, std::string_view firstBytes);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] bool isSha256(std::string_view text);

} // namespace tidemark
