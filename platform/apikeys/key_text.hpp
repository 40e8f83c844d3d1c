// What a key looks like: `tmk_<tenant>_<43 letters>`, 256 random bits.
#pragma once

#include "models/core/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// A key as its program holds it.
struct KeyText {
    int tenant = 0;
    Secret secret = {};     ///< The whole text.
    std::string found = {}; ///< The first letters of the random part: keys are found by them.

    /// A new one.
    [[nodiscard]] static KeyText make(int tenant);

    /// None for a text that cannot be a key. Says nothing about whether there is such a key.
    [[nodiscard]] static std::optional<KeyText> read(std::string_view text);

    /// Whether a token wants to be a key at all.
    [[nodiscard]] static bool isMeant(std::string_view token) { return token.starts_with("tmk_"); }

    /// `tmk_1_Ab3dE6gH`, as people see it.
    [[nodiscard]] std::string prefix() const;

    /// The form that is stored: SHA-256, as bytea text.
    [[nodiscard]] std::string storedHash() const;
};

} // namespace tidemark::platform
