// Wake-ups from PostgreSQL (LISTEN), on a connection that comes back by itself.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// Listens on channels and tells each notification. Notifications sent while the connection is
/// away are lost: `onConnected` runs after each (re)connect, so look at the tables there.
class Listener {
public:
    using OnNotification = std::function<void(std::string_view channel, std::string_view payload)>;
    using OnConnected = std::function<void()>;

    Listener(boost::asio::any_io_executor executor, std::string connection);
    ~Listener(); ///< Stops; no callback runs afterwards.
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Call before `start`. Channels are plain identifiers.
    void onNotification(std::string channel, OnNotification callback);
    void onConnected(OnConnected callback);

    void start();
    void stop();

    [[nodiscard]] bool isConnected() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
