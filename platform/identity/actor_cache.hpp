// The actors of tokens seen in the last seconds. Internal to platform/identity.
#pragma once

#include "platform/identity/crypto.hpp"
#include "platform/identity/sessions.hpp"

#include <cstring>
#include <ctime>
#include <unordered_map>

namespace tidemark::platform {

/// Keyed by the token's digest, so that looking up tells nothing about tokens that are there.
class Sessions::ActorCache {
public:
    explicit ActorCache(std::chrono::seconds lifetime)
        : lifetime_(lifetime)
    {
    }

    [[nodiscard]] ActorPointer find(std::string_view token) const;

    /// `expiresAt` is the token's own end, in Unix seconds.
    void put(std::string_view token, ActorPointer actor, std::int64_t expiresAt);

    void forgetSession(const Uuid& sessionId);
    void forgetTenant(int tenant);

    /// Whether activity of the session is worth noting again.
    [[nodiscard]] bool isNoteDue(const Uuid& sessionId);

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        ActorPointer actor;
        Clock::time_point until;
        std::int64_t expiresAt = 0;
    };
    struct DigestHash {
        std::size_t operator()(const Digest& digest) const
        {
            std::size_t hash = 0;
            std::memcpy(&hash, digest.data(), sizeof hash);
            return hash;
        }
    };

    static constexpr std::size_t mostEntries = 20000;
    static constexpr std::chrono::seconds notePause{60};

    std::unordered_map<Uuid, Clock::time_point> noted_;
    std::chrono::seconds lifetime_;
    std::unordered_map<Digest, Entry, DigestHash> entries_;
};

} // namespace tidemark::platform
