// How many requests somebody may make in a minute, over all servers; and that they are active.
#pragma once

#include "platform/http/admission.hpp"
#include "platform/identity/sessions.hpp"
#include "platform/limits/turn_taker.hpp"

#include <unordered_map>

namespace tidemark::platform {

/// Requests in a minute; 0: as many as they like. By user, or by address without one; a program's
/// API key has a rate of its own in place of the general one.
struct LimitSettings {
    int general = 60; ///< Sync, the live channel and the renewal of tokens do not count.
    int heavy = 10;   ///< What keeps the platform busy: exports, proofs, runs, tests.
};

class Limits final : public Admission {
public:
    Limits(TurnTaker& turns, Sessions& sessions, LimitSettings settings);

    [[nodiscard]] bool admitsAtOnce(const Route& route, const Request& request) override;

    /// 429 `too_many_requests` with Retry-After.
    [[nodiscard]] asio::awaitable<std::optional<Response>>
    judge(const Route& route, const Request& request) override;

private:
    enum class Kind { free, general, heavy };

    [[nodiscard]] Kind kindOf(const Route& route);
    [[nodiscard]] int mostOf(Kind kind) const;
    [[nodiscard]] asio::awaitable<std::optional<Response>>
    takeTurn(const Request& request, std::string key, int most);

    TurnTaker& turns_;
    Sessions& sessions_;
    LimitSettings settings_;
    std::unordered_map<const Route*, Kind> kinds_;
};

} // namespace tidemark::platform
