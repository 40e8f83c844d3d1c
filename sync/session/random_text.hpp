// Texts that nobody can guess, and what is shown of them.
#pragma once

#include <string>
#include <string_view>

namespace tidemark::sync {

/// 32 bytes of the system's generator, base64url.
[[nodiscard]] std::string randomText();

/// SHA-256, base64url: the code challenge `S256` of a code verifier (RFC 7636).
[[nodiscard]] std::string challengeOf(std::string_view verifier);

} // namespace tidemark::sync
