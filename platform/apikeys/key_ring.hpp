// Who a key stands for. Tokens of people go on to the authenticator behind it.
#pragma once

#include "platform/database/listener.hpp"
#include "platform/identity/actor.hpp"
#include "platform/identity/crypto.hpp"

#include <chrono>
#include <cstring>
#include <unordered_map>

namespace tidemark::platform {

/// Knows keys for a second, so that what was changed of one holds everywhere within that even when
/// no notification comes through.
class KeyRing final : public Authenticator {
public:
    KeyRing(Database& database, Authenticator& people)
        : database_(database)
        , people_(people)
    {
    }

    /// Other servers' changes of keys are heard. Before `listener.start()`.
    void follow(Listener& listener);

    /// The key was changed: it is looked up again.
    void forget(const Uuid& keyId);

    /// `unauthenticated`/`key_unknown`, whatever is wrong with a key.
    [[nodiscard]] asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override;
    [[nodiscard]] ActorPointer knownActor(std::string_view token) override;

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        ActorPointer actor;
        Clock::time_point until;
    };
    struct DigestHash {
        std::size_t operator()(const Digest& digest) const
        {
            std::size_t hash = 0;
            std::memcpy(&hash, digest.data(), sizeof hash);
            return hash;
        }
    };

    static constexpr std::chrono::milliseconds knownFor{1000};
    static constexpr std::size_t mostKnown = 20000;

    void keep(std::string_view token, ActorPointer actor, std::chrono::milliseconds left);

    Database& database_;
    Authenticator& people_;
    std::unordered_map<Digest, Entry, DigestHash> known_; ///< By the digest of the whole key.
    std::uint64_t changes_ = 0; ///< An answer that a change overtook is not kept.
};

} // namespace tidemark::platform
