// Passwords at rest: Argon2id. What other systems made with bcrypt is read, too.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <string>

namespace tidemark::platform {

/// What one hash costs. OWASP's floor for Argon2id is 19 MiB and two passes.
struct PasswordCost {
    unsigned kibibytes = 19 * 1024;
    unsigned passes = 2;
};

inline constexpr std::size_t shortestPassword = 8;
inline constexpr std::size_t longestPassword = 256;

/// The encoded hash with a fresh salt. Blocking, about 20 ms: use a thread pool. Fault `invalid`
/// for a password that is too short or too long.
[[nodiscard]] Result<std::string> hashPassword(const Secret& password, PasswordCost cost = {});

/// Blocking, as long as the hash says; Argon2id or bcrypt. False for a hash that cannot be read.
[[nodiscard]] bool isPassword(const Secret& password, const std::string& encodedHash);

/// Whether `isPassword` would take a hash from elsewhere, and in bearable time: bcrypt up to cost
/// 12, Argon2id up to 64 MiB and 10 passes. Fault `invalid`/`bad_hash` or `costly_hash`.
[[nodiscard]] Result<void> judgeForeignHash(const std::string& encodedHash);

/// Whether a hash is of another kind or cost than `hashPassword` makes now.
[[nodiscard]] bool isOutdated(std::string_view encodedHash, PasswordCost cost = {});

} // namespace tidemark::platform
