// Sends a subscriber what waits for it: at once where the socket takes it, else when it can again.
#pragma once

#include "platform/http/wire.hpp"
#include "platform/live/hub.hpp"
#include "platform/live/timing.hpp"

#include <memory>

namespace tidemark::platform {

/// Part of a session, on its thread. No coroutine: most messages go out in one call of the system.
class LiveWriter {
public:
    LiveWriter(Wire& wire, Hub& hub, SessionTiming& timing)
        : wire_(wire)
        , hub_(hub)
        , timing_(timing)
    {
    }

    /// Sends as much as the socket takes now. `session` is kept alive while the rest waits. `ended`
    /// is called when the last message is out, or the connection broke.
    void pump(SubscriberId id, std::shared_ptr<void> session, const std::function<void()>& ended);

private:
    enum class Sent { all, part, broken };
    [[nodiscard]] Sent send(std::string_view bytes);
    void waitUntilReady(
        SubscriberId id, std::shared_ptr<void> session, const std::function<void()>& ended
    );

    Wire& wire_;
    Hub& hub_;
    SessionTiming& timing_;
    std::string unsent_; ///< What the socket did not take of the last batch.
    bool isLast_ = false;
    bool isWaiting_ = false;
};

} // namespace tidemark::platform
