#include "platform/live/live_gate.hpp"

#include <boost/json/parse.hpp>
#include <openssl/evp.h>

#include <algorithm>

namespace tidemark::platform {

Result<void> mayListen(const Actor& actor, std::string_view channel)
{
    constexpr std::string_view runPrefix = "run:";
    const bool isRun =
        channel.starts_with(runPrefix) && Uuid::parse(channel.substr(runPrefix.size())).has_value();
    if (!isRun && channel != "runs")
        return Fault{
            FaultCode::notFound,
            "no_such_channel",
            "There is no live channel of that name.",
            "Use run:<id> or runs."};
    if (!actor.may("run:read"))
        return Fault{
            FaultCode::forbidden,
            "may_not_read_runs",
            "You may not see report runs.",
            "Ask an administrator for the permission run:read."};
    return {};
}

std::chrono::system_clock::time_point endOfToken(std::string_view accessToken)
{
    const auto from = accessToken.find('.');
    const auto to = accessToken.find('.', from + 1);
    if (from == std::string_view::npos || to == std::string_view::npos)
        return {};
    std::string claims(accessToken.substr(from + 1, to - from - 1));
    std::replace(claims.begin(), claims.end(), '-', '+');
    std::replace(claims.begin(), claims.end(), '_', '/');
    const std::size_t padding = (4 - claims.size() % 4) % 4;
    claims.append(padding, '=');
    std::string text(claims.size(), '\0');
    const int size = EVP_DecodeBlock(
        reinterpret_cast<unsigned char*>(text.data()),
        reinterpret_cast<const unsigned char*>(claims.data()),
        static_cast<int>(claims.size())
    );
    if (size < static_cast<int>(padding))
        return {};
    text.resize(static_cast<std::size_t>(size) - padding);
    boost::system::error_code error;
    const auto json = boost::json::parse(text, error);
    if (error || !json.is_object())
        return {};
    const auto* end = json.get_object().if_contains("exp");
    if (end == nullptr || !end->is_int64())
        return {};
    return std::chrono::system_clock::time_point(std::chrono::seconds(end->get_int64()));
}

} // namespace tidemark::platform
