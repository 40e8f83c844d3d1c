// Codes for the day on which the phone is gone: made ten at a time, shown once, each good once.
#pragma once

#include "models/core/uuid.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

inline constexpr int recoveryCodeCount = 10;

/// `7k2m-p4xq-…`: sixteen letters and digits, 80 random bits, without those that look alike.
[[nodiscard]] std::vector<std::string> makeRecoveryCodes();

/// As it was made, whatever the case and the spaces of what somebody typed; empty when it is none.
[[nodiscard]] std::string readRecoveryCode(std::string_view typed);

/// What is stored of a code of this user, as bytea text.
[[nodiscard]] std::string recoveryCodeHash(const Uuid& userId, std::string_view code);

} // namespace tidemark::platform
