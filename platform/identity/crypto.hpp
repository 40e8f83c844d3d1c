// The few primitives that tokens are made of.
#pragma once

#include "models/core/secret.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::platform {

using Digest = std::array<unsigned char, 32>;

[[nodiscard]] Digest sha256(std::string_view text);
[[nodiscard]] Digest hmacSha256(std::string_view key, std::string_view text);
[[nodiscard]] std::string_view bytesOf(const Digest& digest);

/// True when equal; takes the same time wherever they differ.
[[nodiscard]] bool isSameSecret(std::string_view left, std::string_view right);

/// Without padding. Reading refuses padding, other letters and forms that are not canonical.
[[nodiscard]] std::string toBase64Url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text);

/// `\x…`, PostgreSQL's text form of bytea.
[[nodiscard]] std::string toBytea(std::string_view bytes);
[[nodiscard]] std::string fromBytea(std::string_view text);

/// `count` random bytes. Ends the program when the system has none.
[[nodiscard]] std::string randomBytes(std::size_t count);

} // namespace tidemark::platform
