// The live channel's gate to the rest of the platform: tokens, cuts and the state of runs.
#pragma once

#include "platform/live/live_gate.hpp"

namespace tidemark::platform {

class Database;

/// Reads from the tables whatever the hub does not know by itself.
class RunGate final : public LiveGate {
public:
    RunGate(Database& database, Authenticator& authenticator);

    [[nodiscard]] asio::awaitable<Result<LiveGuest>> admit(std::string_view accessToken) override;
    [[nodiscard]] asio::awaitable<Result<std::int64_t>> headCut(const Actor& actor) override;
    [[nodiscard]] asio::awaitable<Result<boost::json::value>>
    stateOf(const Actor& actor, std::string_view channel) override;

private:
    Database& database_;
    Authenticator& authenticator_;
};

} // namespace tidemark::platform
