// Passwords that are guessed first.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <string_view>

namespace tidemark::platform {

/// Fault `invalid`/`password_weak` for a password that programs try among their first millions: a
/// word or two that are common in passwords, any word of the system's dictionary, a walk on the
/// keyboard, a row of letters, a date, few letters or a repeated piece, or (nearly) the login; each
/// also in capitals, with letters that look alike, and with digits or signs around it.
///
/// The dictionary is the one of the packages wamerican or cracklib-runtime; without them the rules
/// work alone. Read once, at the first call.
[[nodiscard]] Result<void> judgePassword(const Secret& password, std::string_view login);

} // namespace tidemark::platform
