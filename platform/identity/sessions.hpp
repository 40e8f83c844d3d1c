// Sign-in, its renewal and its end; and who a token stands for.
#pragma once

#include "platform/database/listener.hpp"
#include "platform/identity/actor.hpp"
#include "platform/identity/password_work.hpp"
#include "platform/identity/tokens.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace tidemark::platform {

struct SessionSettings {
    std::chrono::seconds accessLifetime{15 * 60};
    std::chrono::seconds refreshLifetime{7 * 24 * 3600};
    std::chrono::seconds familyLifetime{30 * 24 * 3600}; ///< From the sign-in; nothing moves it.
    std::chrono::seconds reuseGrace{10}; ///< In which a lost answer may be asked for again.
    std::chrono::seconds actorLifetime{5};
    PasswordCost passwordCost = {};
    std::chrono::seconds lockWindow{15 * 60}; ///< In which failures count.
    int failuresOfName = 10;    ///< Then no password of the account is tried, from strange places.
    int failuresOfAddress = 50; ///< Then none from the address.
    /// A wrong password is answered no sooner: a hash of another system takes longer to check than
    /// ours, or none, and nobody is to see from outside which an account has.
    std::chrono::milliseconds refusalAfter{400};
};

/// Where somebody signs in.
struct DeviceInfo {
    std::optional<Uuid> id = {}; ///< Chosen by the device; without one, its name tells it apart.
    std::string name = {};
    std::optional<Uuid> clientId = {}; ///< Of sync.
    std::string address = {};
    std::string agent = {};
};

struct SignInRequest {
    std::string tenant = {}; ///< Slug.
    std::string login = {};
    Secret password = {};
    DeviceInfo device = {};
};

/// What a client gets for a password or a refresh token.
struct SignedIn {
    std::string accessToken = {};
    std::string refreshToken = {};
    std::chrono::seconds accessExpiresIn{};
    std::chrono::seconds refreshExpiresIn{};
    ActorPointer actor = {};
};

/// Somebody whose first or only proof was good.
struct ProvenUser {
    int tenant = 0;
    Uuid userId = {};
    std::string login = {};
    std::string method = "password"; ///< How: `password`, `totp`, `recovery`, `oidc`.
};

/// Who asks for a renewal. Only the one that spent a token may have its successor once more, when
/// the answer was lost.
struct RenewalAsker {
    std::string name = {}; ///< Address and program; or a nonce that the client kept before asking.
    bool isNonce = false;
    std::string address = {};
    std::string agent = {};
    std::string requestId = {};
};

/// A session that ended because a spent token of it came back from somebody else.
struct ReusedSession {
    int tenant = 0;
    Uuid sessionId = {};
    Uuid userId = {};
    std::string login = {};
    std::string displayName = {};
    std::string tenantName = {};
    std::string deviceName = {};
    RenewalAsker asker = {};
};

/// What else the transaction does that ends such a session.
using ReuseNotes = std::function<std::vector<Statement>(const ReusedSession&)>;

/// Runs on the event loop's thread; passwords are hashed on a pool of its own.
class Sessions final : public Authenticator {
public:
    Sessions(Database& database, const Secret& serverKey, SessionSettings settings = {});
    ~Sessions() override;

    /// Other servers' ends of sessions are heard. Before `listener.start()`.
    void follow(Listener& listener);

    /// Only the password, and the lock that guessing leads to. Fault `unauthenticated`/
    /// `wrong_credentials`, the same words after the same work whether the tenant, the user or the
    /// password is wrong, or the user may not sign in; `full`/`locked_out`. Noted as an attempt
    /// when it failed.
    [[nodiscard]] asio::awaitable<Result<ProvenUser>> provePassword(const SignInRequest& request);

    /// Notes an attempt that was refused before its password was looked at.
    [[nodiscard]] asio::awaitable<Result<void>>
    noteRefusal(SignInRequest request, std::string reason);

    /// A session for who has proven enough. `unauthenticated`/`device_wipe` on a device that is to
    /// be wiped. Noted as a successful attempt.
    [[nodiscard]] asio::awaitable<Result<SignedIn>> open(ProvenUser user, DeviceInfo device);

    /// Both.
    [[nodiscard]] asio::awaitable<Result<SignedIn>> signIn(SignInRequest request);

    /// Notes a failed attempt of somebody who is known already, e.g. by a wrong code.
    [[nodiscard]] asio::awaitable<Result<void>>
    noteFailure(ProvenUser user, DeviceInfo device, std::string reason);

    /// Called for each family that ends by reuse, before it does.
    void onReuse(ReuseNotes notes) { reuseNotes_ = std::move(notes); }

    /// Spends the token. Spent twice by the same asker within the grace, or at any time when they
    /// show the same nonce and the successor was not used, it gives the same successor; otherwise
    /// the whole family ends, `refresh_reused`.
    [[nodiscard]] asio::awaitable<Result<SignedIn>>
    refresh(std::string refreshToken, RenewalAsker asker);

    /// Ends the token's family. Succeeds also when it has ended already.
    [[nodiscard]] asio::awaitable<Result<void>> signOut(std::string refreshToken);

    /// The device of this token, which may have ended, has wiped itself.
    [[nodiscard]] asio::awaitable<Result<void>> confirmWipe(std::string refreshToken);

    [[nodiscard]] asio::awaitable<Result<ActorPointer>> actorOf(std::string_view token) override;
    [[nodiscard]] ActorPointer knownActor(std::string_view token) override;

    /// A person did something: the session stays. Cheap; written once in a while.
    void noteActivity(const Actor& actor);

    /// No token of the session is taken from now on by this process.
    void forget(const Uuid& sessionId);

    [[nodiscard]] PasswordWork& passwords() { return passwords_; }

private:
    using Clock = std::chrono::steady_clock;

    class ActorCache;
    struct Account;

    [[nodiscard]] asio::awaitable<Result<Account>> findAccount(const SignInRequest& request);
    [[nodiscard]] asio::awaitable<Result<void>>
    noteAttempt(ProvenUser user, DeviceInfo device, std::string reason);
    [[nodiscard]] asio::awaitable<Result<ProvenUser>>
    refuse(ProvenUser user, DeviceInfo device, Clock::time_point begun);
    [[nodiscard]] asio::awaitable<void>
    renewHash(ProvenUser user, std::string before, const Secret& password);
    [[nodiscard]] asio::awaitable<Result<SignedIn>>
    issue(Tenancy tenancy, Uuid sessionId, RefreshToken next);
    [[nodiscard]] asio::awaitable<Result<Uuid>> judgeSpent(RefreshToken token, RenewalAsker asker);
    [[nodiscard]] asio::awaitable<Result<void>>
    endReused(int tenant, Uuid session, RenewalAsker asker);
    [[nodiscard]] asio::awaitable<Result<void>> revoke(int tenant, Uuid session, const char* why);
    [[nodiscard]] asio::awaitable<Result<ActorPointer>> loadActor(int tenant, Uuid sessionId);
    [[nodiscard]] asio::awaitable<Fault> whyEnded(int tenant, Uuid sessionId);
    [[nodiscard]] asio::awaitable<void> writeActivity(int tenant, Uuid sessionId);

    Database& database_;
    Tokens tokens_;
    SessionSettings settings_;
    std::unique_ptr<ActorCache> cache_;
    PasswordWork passwords_;
    ReuseNotes reuseNotes_ = {};
};

/// The device's id, or the one that its name stands for.
[[nodiscard]] Uuid deviceIdOf(const DeviceInfo& device);

/// Sets or replaces a user's password hash.
[[nodiscard]] asio::awaitable<Result<void>>
storePassword(Database& database, Tenancy tenancy, Uuid userId, std::string encodedHash);

} // namespace tidemark::platform
