// Sign-ins whose password was right and whose code is still asked for.
#pragma once

#include "platform/factors/factor_book.hpp"
#include "platform/identity/sessions.hpp"

namespace tidemark::platform {

/// What the client shows to go on with. Good for one sign-in, a few minutes and a few codes.
struct Challenge {
    std::string token = {};
    std::chrono::seconds lifetime{};
};

/// Who answered a challenge, and where the sign-in began.
struct AnsweredChallenge {
    ProvenUser user = {};
    DeviceInfo device = {};
};

class ChallengeBook {
public:
    ChallengeBook(Database& database, Sessions& sessions, FactorBook& factors)
        : database_(database)
        , sessions_(sessions)
        , factors_(factors)
    {
    }

    /// For somebody whose password was right.
    [[nodiscard]] asio::awaitable<Result<Challenge>> ask(ProvenUser user, DeviceInfo device);

    /// Faults `unauthenticated`/`challenge_expired`, `wrong_code`; `full`/`too_many_attempts`,
    /// `locked_out`. A wrong code is noted as a failed sign-in.
    [[nodiscard]] asio::awaitable<Result<AnsweredChallenge>>
    answer(std::string challenge, std::string code);

private:
    struct Open;

    [[nodiscard]] asio::awaitable<Result<Open>> find(const RefreshToken& token);
    [[nodiscard]] asio::awaitable<Result<void>> noteWrong(const RefreshToken& token, Open open);

    Database& database_;
    Sessions& sessions_;
    FactorBook& factors_;
};

} // namespace tidemark::platform
