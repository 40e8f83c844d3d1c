// The second factors of people: begun, confirmed, asked for, renewed and taken away.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/limits/turn_taker.hpp"
#include "platform/vault/sealer.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

/// What a person has, and should have.
struct FactorState {
    bool isOn = false;
    std::string since = {}; ///< RFC 3339; empty while it is off.
    bool isRequired = false;
    int recoveryCodesLeft = 0;
};

/// What an authenticator app is given. Shown once.
struct NewFactor {
    std::string secret = {}; ///< Base32.
    std::string uri = {};    ///< The same as `otpauth:`, for a QR code.
};

/// Which proof was good.
enum class FactorProof { none, totp, recovery };

/// Codes are limited to five attempts in a minute by person, here and at sign-in together: fault
/// `full`/`too_many_attempts`. A wrong one is `invalid`/`wrong_code`.
class FactorBook {
public:
    /// `serverKey` seals the secrets.
    FactorBook(Database& database, TurnTaker& turns, const Secret& serverKey);

    [[nodiscard]] asio::awaitable<Result<FactorState>> stateOf(Tenancy tenancy);

    /// A new secret, which counts for nothing until it is confirmed. `conflict`/`factor_is_on`.
    /// `account` and `issuer` name it in the app.
    [[nodiscard]] asio::awaitable<Result<NewFactor>>
    enrol(Tenancy tenancy, std::string issuer, std::string account);

    /// The app gives the right code: from now on it is asked for. The recovery codes.
    [[nodiscard]] asio::awaitable<Result<std::vector<std::string>>>
    confirm(Tenancy tenancy, AuditOrigin origin, std::string code);

    /// New recovery codes instead of the old ones.
    [[nodiscard]] asio::awaitable<Result<std::vector<std::string>>>
    renewCodes(Tenancy tenancy, AuditOrigin origin, std::string code);

    [[nodiscard]] asio::awaitable<Result<void>>
    turnOff(Tenancy tenancy, AuditOrigin origin, std::string code);

    /// Without a code, by an administrator, for whom all was lost. False when there was none.
    /// Faults of ensureMayHandle.
    [[nodiscard]] asio::awaitable<Result<bool>>
    reset(ActorPointer actor, AuditOrigin origin, Uuid userId);

    /// Whether sign-in must ask for a code.
    [[nodiscard]] asio::awaitable<Result<bool>> isOn(Tenancy tenancy);

    /// Zero, or how long the person has to wait before another code is looked at.
    [[nodiscard]] asio::awaitable<Result<std::chrono::milliseconds>> takeTurn(Tenancy tenancy);

    /// The person has proven to be honest: what was counted counts no more.
    [[nodiscard]] asio::awaitable<Result<void>> forgive(Tenancy tenancy);

    /// Spends the code as part of a transaction of the person's; none when it is not good.
    [[nodiscard]] asio::awaitable<Result<FactorProof>>
    spend(Transaction& transaction, std::string code) const;

private:
    [[nodiscard]] asio::awaitable<Result<FactorProof>>
    spendApp(Transaction& transaction, std::string code) const;
    [[nodiscard]] asio::awaitable<Result<void>>
    needProof(Transaction& transaction, std::string code) const;
    [[nodiscard]] asio::awaitable<Result<void>> waitTurn(Tenancy tenancy);

    Database& database_;
    TurnTaker& turns_;
    Sealer sealer_;
};

/// `full`/`too_many_attempts`.
[[nodiscard]] Fault tooManyCodes(std::chrono::milliseconds wait);

} // namespace tidemark::platform
