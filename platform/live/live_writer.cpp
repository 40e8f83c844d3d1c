#include "platform/live/live_writer.hpp"

#include <utility>

namespace tidemark::platform {
namespace {

constexpr std::size_t batchBytes = 64 * 1024; ///< Sent at once.

} // namespace

LiveWriter::Sent LiveWriter::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        boost::system::error_code error;
        const std::size_t sent = wire_.tryWrite(bytes, error);
        if (error == boost::asio::error::would_block) {
            // Copied: the frames go back to whoever else has them.
            unsent_ = std::string(bytes);
            return Sent::part;
        }
        if (error)
            return Sent::broken;
        bytes.remove_prefix(sent);
    }
    return Sent::all;
}

void LiveWriter::pump(
    SubscriberId id, std::shared_ptr<void> session, const std::function<void()>& ended
)
{
    if (isWaiting_)
        return;
    for (;;) {
        Sent sent = Sent::all;
        if (!unsent_.empty()) {
            sent = send(std::exchange(unsent_, {}));
        } else {
            const Hub::Taken taken = hub_.take(id, batchBytes);
            isLast_ = taken.isLast;
            if (taken.frames.empty())
                return;
            std::string batch;
            if (taken.frames.size() > 1) {
                for (const Frame& frame : taken.frames)
                    batch += *frame;
            }
            sent = send(batch.empty() ? *taken.frames.front() : batch);
        }
        if (sent == Sent::part)
            return waitUntilReady(id, std::move(session), ended);
        timing_.written();
        if (sent == Sent::broken || isLast_)
            return ended();
    }
}

void LiveWriter::waitUntilReady(
    SubscriberId id, std::shared_ptr<void> session, const std::function<void()>& ended
)
{
    timing_.writing(LiveClock::now());
    isWaiting_ = true;
    auto ready = [this, id, session, ended](boost::system::error_code error) {
        isWaiting_ = false;
        if (!error)
            pump(id, session, ended);
    };
    wire_.onWritable(std::move(ready));
}

} // namespace tidemark::platform
