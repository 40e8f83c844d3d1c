// How the platform is reached, from its options: TLS, and its certificate read again on SIGHUP.
#pragma once

#include "app/platform/options.hpp"
#include "platform/http/server.hpp"
#include "platform/limits/redis_turns.hpp"
#include "platform/limits/turn_taker.hpp"

#include <boost/asio/signal_set.hpp>

namespace tidemark::platform {

/// None without a certificate.
[[nodiscard]] std::optional<TlsListener> tlsOf(const Options& options);

/// Makes `turns` count in the Redis of the options, if there is one. Fault `bad_redis_url`.
[[nodiscard]] Result<std::unique_ptr<RedisTurns>>
countInRedis(const Options& options, TurnTaker& turns, Metrics& metrics);

/// From now on, until the io_context ends. Both outlive that.
void reloadOnHangup(boost::asio::signal_set& hangups, Server& server);

} // namespace tidemark::platform
