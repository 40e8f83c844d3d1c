// What every request with a key meets before its handler: where from, where to, how often.
#pragma once

#include "platform/apikeys/key_usage.hpp"
#include "platform/http/admission.hpp"

namespace tidemark::platform {

/// Requests of people go on to `next`, and so does the counting of a key's turns.
class KeyGate final : public Admission {
public:
    KeyGate(Admission& next, KeyUsage& usage)
        : next_(next)
        , usage_(usage)
    {
    }

    [[nodiscard]] bool admitsAtOnce(const Route& route, const Request& request) override;

    /// 403 `not_for_keys` or `address_not_allowed`, or what `next` refuses.
    [[nodiscard]] asio::awaitable<std::optional<Response>>
    judge(const Route& route, const Request& request) override;

private:
    Admission& next_;
    KeyUsage& usage_;
};

} // namespace tidemark::platform
