// Sign-in, its renewal and its end; and who a token stands for.
#pragma once

#include "models/core/secret.hpp"
#include "platform/identity/actor.hpp"
#include "platform/identity/password.hpp"
#include "platform/identity/tokens.hpp"

#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace tidemark::platform {

struct SessionSettings {
    std::chrono::seconds accessLifetime{15 * 60};
    std::chrono::seconds refreshLifetime{7 * 24 * 3600};
    std::chrono::seconds familyLifetime{30 * 24 * 3600}; ///< From the sign-in; nothing moves it.
    std::chrono::seconds reuseGrace{10}; ///< In which a lost answer may be asked for again.
    std::chrono::seconds actorLifetime{10};
    PasswordCost passwordCost = {};
};

struct SignInRequest {
    std::string tenant = {}; ///< Slug.
    std::string login = {};
    Secret password = {};
    std::string deviceName = {};
    std::optional<Uuid> clientId = {};
    std::string address = {};
    std::string userAgent = {};
};

/// What a client gets for a password or a refresh token.
struct SignedIn {
    std::string accessToken = {};
    std::string refreshToken = {};
    std::chrono::seconds accessExpiresIn{};
    std::chrono::seconds refreshExpiresIn{};
    ActorPointer actor = {};
};

/// Runs on the event loop's thread; passwords are hashed on a pool of its own.
class Sessions final : public Authenticator {
public:
    Sessions(Database& database, const Secret& serverKey, SessionSettings settings = {});
    ~Sessions() override;

    /// Fault `unauthenticated`/`wrong_credentials`, the same words after the same work whether the
    /// tenant, the user or the password is wrong, or the user may not sign in.
    [[nodiscard]] asio::awaitable<Result<SignedIn>> signIn(SignInRequest request);

    /// Spends the token. `client` tells clients apart: spent twice by the same one within the
    /// grace, it gives the same successor; otherwise the whole family ends, `refresh_reused`.
    [[nodiscard]] asio::awaitable<Result<SignedIn>>
    refresh(std::string refreshToken, std::string client);

    /// Ends the token's family. Succeeds also when it has ended already.
    [[nodiscard]] asio::awaitable<Result<void>> signOut(std::string refreshToken);

    [[nodiscard]] asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override;
    [[nodiscard]] ActorPointer knownActor(std::string_view token) override;

private:
    class ActorCache;
    struct Account;

    [[nodiscard]] asio::awaitable<Result<Account>> findAccount(const SignInRequest& request);
    [[nodiscard]] asio::awaitable<bool> isRight(const Account& account, const Secret& password);
    [[nodiscard]] asio::awaitable<Result<SignedIn>>
    openSession(const Account& account, const SignInRequest& request);
    [[nodiscard]] asio::awaitable<Result<SignedIn>>
    issue(Tenancy tenancy, Uuid sessionId, RefreshToken next);
    [[nodiscard]] asio::awaitable<Result<Uuid>> judgeSpent(RefreshToken token, std::string client);
    [[nodiscard]] asio::awaitable<Result<void>> revoke(int tenant, Uuid session, const char* why);
    [[nodiscard]] asio::awaitable<Result<ActorPointer>> loadActor(int tenant, Uuid sessionId);

    Database& database_;
    Tokens tokens_;
    SessionSettings settings_;
    std::string decoyHash_; ///< Verified against when there is no such user, for the same time.
    std::unique_ptr<ActorCache> cache_;
    int hashing_ = 0;
    asio::thread_pool pool_;
};

/// Sets or replaces a user's password hash.
[[nodiscard]] asio::awaitable<Result<void>>
storePassword(Database& database, Tenancy tenancy, Uuid userId, std::string encodedHash);

} // namespace tidemark::platform
