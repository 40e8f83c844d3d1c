// Who is at the other end of a local socket, as the operating system says.
#pragma once

#include "models/core/fault.hpp"

#include <QtGlobal>

#include <string>

namespace tidemark::sync {

/// A user of this machine: a number on Unix, a SID on Windows, as text.
struct PeerIdentity {
    std::string user = {};

    friend bool operator==(const PeerIdentity&, const PeerIdentity&) = default;
};

/// The user that runs this process.
[[nodiscard]] PeerIdentity ownIdentity();

/// The user at the other end of a connected socket. Fault `forbidden`/`peer_unknown`.
[[nodiscard]] Result<PeerIdentity> peerIdentity(qintptr socket);

/// Nothing when `peer` may use the agent of `owner`; else fault `forbidden`/`other_user`.
[[nodiscard]] Result<void> admit(const PeerIdentity& peer, const PeerIdentity& owner);

} // namespace tidemark::sync
