// Whether the platform can do its work, part by part.
#pragma once

#include "models/core/fault.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::platform {

struct FailingPart {
    std::string name = {};
    Fault fault = {};
};

/// The parts that must work before requests are sent here. Filled at start.
class Health {
public:
    using Check = std::function<boost::asio::awaitable<Result<void>>()>;

    void add(std::string name, Check check);

    [[nodiscard]] boost::asio::awaitable<std::vector<FailingPart>> failingParts() const;

private:
    std::vector<std::pair<std::string, Check>> checks_;
};

} // namespace tidemark::platform
