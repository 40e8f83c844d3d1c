// Where each live channel is, so that nothing is lost across a reconnect.
#pragma once

#include "models/protocol/live.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// Follows the offsets of the channels that programs listen to. Pure: it is told what came and says
/// what to send and what to pass on.
///
/// Invariant: what is passed on of a channel is gap-free from the last state on, or a `gap` says
/// what is missing. An event that does not follow is not passed on; the channel is asked for again
/// from where we are.
class LiveChannels {
public:
    /// One more listener. The answer is to be sent if the socket is up: the new listener needs the
    /// whole state, so an older position does not help it.
    [[nodiscard]] live::Subscribe listen(const std::string& channel);
    /// One less. Something to send when it was the last.
    [[nodiscard]] std::optional<live::Unsubscribe> leave(const std::string& channel);
    [[nodiscard]] bool hasListeners(const std::string& channel) const
    {
        return channels_.contains(channel);
    }

    /// The socket is up, or a question is asked: what to subscribe to, and from where.
    [[nodiscard]] std::vector<live::Subscribe> resume() const;
    /// All channels; for "no news since" when the socket is down.
    [[nodiscard]] std::vector<std::string> names() const;

    /// What to do with a message of a channel.
    struct Verdict {
        std::string channel = {};
        bool passOn = false;
        std::optional<live::Subscribe> resubscribe = {};
    };
    [[nodiscard]] Verdict take(const live::ServerMessage& message);

private:
    struct Channel {
        int listeners = 0;
        std::optional<live::Position> at = {};
        bool isResubscribing = false;
        bool wantsState = false; // Of a listener who has none yet.
    };

    [[nodiscard]] Verdict on(const live::Subscribed& message);
    [[nodiscard]] Verdict on(const live::Event& message);
    [[nodiscard]] Verdict on(const live::State& message);
    [[nodiscard]] Verdict on(const live::Gap& message);

    std::map<std::string, Channel> channels_ = {};
};

} // namespace tidemark::sync
