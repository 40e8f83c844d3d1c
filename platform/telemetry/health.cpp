#include "platform/telemetry/health.hpp"

namespace tidemark::platform {

void Health::add(std::string name, Check check)
{
    checks_.emplace_back(std::move(name), std::move(check));
}

boost::asio::awaitable<std::vector<FailingPart>> Health::failingParts() const
{
    std::vector<FailingPart> failing;
    for (const auto& part : checks_) {
        auto outcome = co_await part.second();
        if (!outcome)
            failing.push_back(FailingPart{part.first, outcome.error()});
    }
    co_return failing;
}

} // namespace tidemark::platform
