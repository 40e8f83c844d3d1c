// One coroutine that waits for one event. Internal to platform/database.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace tidemark::platform {

/// Lives in the frame of the coroutine that waits, so waiting allocates nothing.
class Completion {
public:
    /// Returns at once when the event has already been.
    [[nodiscard]] boost::asio::awaitable<void> wait()
    {
        auto keep = [this](Handler handler) { handler_.emplace(std::move(handler)); };
        if (!isDone_)
            co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
                keep, boost::asio::use_awaitable
            );
    }

    /// The waiting coroutine runs on from the event loop, not from inside this call.
    void finish()
    {
        isDone_ = true;
        if (!handler_)
            return;
        Handler handler = std::move(*handler_);
        handler_.reset();
        boost::asio::post(std::move(handler));
    }

    [[nodiscard]] bool isDone() const { return isDone_; }

private:
    using Handler = boost::asio::async_result<boost::asio::use_awaitable_t<>, void()>::handler_type;

    std::optional<Handler> handler_;
    bool isDone_ = false;
};

} // namespace tidemark::platform
