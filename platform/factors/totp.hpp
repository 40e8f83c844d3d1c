// The codes of an authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds.
#pragma once

#include "models/core/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::platform {

inline constexpr int totpDigits = 6;
inline constexpr std::int64_t totpPeriod = 30; ///< Seconds of a step.

/// Twenty random bytes, as long as SHA-1 wants its key.
[[nodiscard]] Secret makeTotpSecret();

/// The code of a step, counted from 1970.
[[nodiscard]] std::string
totpCode(std::string_view secret, std::int64_t step, int digits = totpDigits);

/// The step whose code this is: the one of `now` (Unix seconds), or the one before or after it,
/// for clocks that differ. None when it is none's.
[[nodiscard]] std::optional<std::int64_t>
totpStepOf(std::string_view secret, std::string_view code, std::int64_t now);

/// RFC 4648, without padding, as people type it into an app.
[[nodiscard]] std::string toBase32(std::string_view bytes);

/// `otpauth://totp/…`, which an app reads from a QR code. `issuer` and `account` are names.
[[nodiscard]] std::string
otpauthUri(std::string_view secret, std::string_view issuer, std::string_view account);

} // namespace tidemark::platform
