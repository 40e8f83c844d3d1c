// A last look at each request before its handler runs: limits, and that somebody is active.
#pragma once

#include "platform/http/router.hpp"

#include <optional>

namespace tidemark::platform {

/// Given to the server; must outlive it. `request.actor` is set where the route needs one.
class Admission {
public:
    virtual ~Admission() = default;

    /// Whether the request goes on without `judge`: spares a coroutine.
    [[nodiscard]] virtual bool admitsAtOnce(const Route& route, const Request& request) = 0;

    /// A refusal, or none.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<Response>>
    judge(const Route& route, const Request& request) = 0;
};

} // namespace tidemark::platform
