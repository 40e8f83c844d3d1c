// Blocking work on threads of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace tidemark::platform {

/// Runs `work()` on a thread of the pool; the coroutine goes on, on its own executor, with the
/// result. What `work` refers to must live until then.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work&>>
offload(boost::asio::thread_pool& pool, Work work)
{
    using Out = std::invoke_result_t<Work&>;
    std::optional<Out> out;
    auto task = [](Work* inner, std::optional<Out>* result) -> boost::asio::awaitable<void> {
        result->emplace((*inner)());
        co_return;
    };
    auto running = task(&work, &out);
    co_await boost::asio::co_spawn(pool, std::move(running), boost::asio::use_awaitable);
    co_return std::move(*out);
}

} // namespace tidemark::platform
