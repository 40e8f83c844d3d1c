// The live channel by question and answer, for networks that let no WebSocket through.
#pragma once

#include "models/protocol/live.hpp"

#include <vector>

namespace tidemark::live {

/// The longest that an answer may wait for news; proxies give up on a silent line after a minute.
inline constexpr std::int64_t pollWaitMost = 25'000;

/// What is new in these channels, and beyond this cut?
struct PollRequest {
    std::int64_t headCut = 0; ///< As the last answer said; 0 is answered at once.
    std::int64_t waitMs = pollWaitMost;
    std::vector<Subscribe> channels = {}; ///< All that are listened to, each from where it is.

    friend bool operator==(const PollRequest&, const PollRequest&) = default;
};

/// What a socket would have been sent meanwhile.
struct PollAnswer {
    std::int64_t headCut = 0;
    std::vector<ServerMessage> messages = {};

    friend bool operator==(const PollAnswer&, const PollAnswer&) = default;
};

[[nodiscard]] boost::json::object toJson(const PollRequest& request);

/// `waitMs` above the most is the most.
[[nodiscard]] Result<PollRequest> readPollRequest(const boost::json::value& value);
/// Messages of kinds that this version does not know are left out.
[[nodiscard]] Result<PollAnswer> readPollAnswer(const boost::json::value& value);

} // namespace tidemark::live
