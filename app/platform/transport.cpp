#include "app/platform/transport.hpp"

#include <spdlog/spdlog.h>

namespace tidemark::platform {

std::optional<TlsListener> tlsOf(const Options& options)
{
    if (options.tlsCertificate.empty())
        return std::nullopt;
    return TlsListener{
        options.tlsAddress, options.tlsPort, {options.tlsCertificate, options.tlsKey}};
}

Result<std::unique_ptr<RedisTurns>>
countInRedis(const Options& options, TurnTaker& turns, Metrics& metrics)
{
    if (options.redisUrl.empty())
        return std::unique_ptr<RedisTurns>();
    auto place = readRedisUrl(options.redisUrl);
    if (!place)
        return place.error();
    auto redis = std::make_unique<RedisTurns>(std::move(*place));
    turns.countIn(redis.get());
    metrics.addGauge(
        "tidemark_limits_without_redis",
        "Requests that were counted in the database because Redis was away.",
        [counting = redis.get()] { return static_cast<double>(counting->missed()); }
    );
    return redis;
}

void reloadOnHangup(boost::asio::signal_set& hangups, Server& server)
{
    auto reload = [&hangups, &server](const boost::system::error_code& error, int) {
        if (error)
            return;
        const auto reloaded = server.reloadCertificate();
        if (reloaded)
            spdlog::info("the certificate was read again");
        else
            spdlog::error("the former certificate stays: {}", reloaded.error().cause);
        reloadOnHangup(hangups, server);
    };
    hangups.async_wait(std::move(reload));
}

} // namespace tidemark::platform
