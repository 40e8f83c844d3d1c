// Access tokens (JWT, HS256) and refresh tokens.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/core/uuid.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// What an access token says. Permissions are not in it: they are looked up by the session.
struct AccessClaims {
    Uuid userId = {};
    Uuid sessionId = {};
    int tenant = 0;
    std::optional<Uuid> organizationId = {};
    std::int64_t issuedAt = 0; ///< Unix seconds; also `nbf`.
    std::int64_t expiresAt = 0;
};

/// A refresh token in its parts: `<tenant>.<32 random bytes>`.
struct RefreshToken {
    int tenant = 0;
    std::string bytes = {};

    [[nodiscard]] std::string toString() const;
    /// The form that is stored: SHA-256, as bytea text.
    [[nodiscard]] std::string storedHash() const;
};

/// Makes and checks tokens with keys that are derived from the server's secret.
class Tokens {
public:
    explicit Tokens(const Secret& serverKey);

    [[nodiscard]] std::string sign(const AccessClaims& claims) const;

    /// `unauthenticated`: `token_malformed`, `token_forged`, `token_expired`,
    /// `token_not_yet_valid`. Only our one header is taken, so no header can choose an algorithm or
    /// a key.
    [[nodiscard]] Result<AccessClaims> verify(std::string_view token, std::int64_t now) const;

    [[nodiscard]] static RefreshToken makeRefresh(int tenant);
    [[nodiscard]] static std::optional<RefreshToken> readRefresh(std::string_view text);

    /// The one token that follows `spent`. Derived, so that a client whose answer was lost can be
    /// given the same one again although only hashes are stored.
    [[nodiscard]] RefreshToken successorOf(const RefreshToken& spent) const;

private:
    Secret accessKey_;
    Secret refreshKey_;
};

} // namespace tidemark::platform
