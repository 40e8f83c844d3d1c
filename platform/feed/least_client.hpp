// The oldest Tidemark that may send changes, and until when older ones still receive.
#pragma once

#include "models/protocol/session.hpp"
#include "platform/http/request.hpp"

namespace tidemark::platform {

/// As the people who run the platform want it. Clients name their version in `X-Tidemark-Version`;
/// those that do not are older than any.
struct LeastClient {
    std::string version = {};                 ///< `1.4`; empty: all may send.
    std::optional<Timestamp> graceUntil = {}; ///< None: older ones receive without an end.

    /// What the client behind a request is told; none: it is new enough.
    [[nodiscard]] std::optional<UpgradeWanted> wantedOf(const Request& request) const;
    [[nodiscard]] bool mayReceive(Timestamp now) const { return !graceUntil || now < *graceUntil; }
};

/// Whether `version` comes before `least`: numbers between dots, as far as both go; missing ones
/// are 0, and so is what is no number.
[[nodiscard]] bool isOlderVersion(std::string_view version, std::string_view least);

} // namespace tidemark::platform
