#include "platform/signin/rate_limit.hpp"

#include <algorithm>

namespace tidemark::platform {

std::optional<std::chrono::seconds> RateLimit::take(const std::string& key, Clock::time_point now)
{
    if (attempts_.size() >= mostKeys)
        forgetOld(now);
    auto& times = attempts_[key];
    while (!times.empty() && now - times.front() >= window_)
        times.pop_front();
    if (times.size() < limit_) {
        times.push_back(now);
        return std::nullopt;
    }
    const auto wait = std::chrono::ceil<std::chrono::seconds>(times.front() + window_ - now);
    return std::max(wait, std::chrono::seconds(1));
}

void RateLimit::forgetOld(Clock::time_point now)
{
    std::erase_if(attempts_, [this, now](const auto& entry) {
        return entry.second.empty() || now - entry.second.back() >= window_;
    });
}

} // namespace tidemark::platform
