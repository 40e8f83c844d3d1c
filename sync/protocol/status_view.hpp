// The status that people see, computed from what is known.
#pragma once

#include "sync/wire/status.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tidemark::sync {

/// How far the clock of this device may be off before we say so.
inline constexpr std::int64_t clockSkewSecondsMax = 5 * 60;

/// Everything that a status depends on. Nothing in it is a conclusion.
struct StatusFacts {
    // The store.
    bool isVaultOpen = false;
    bool needsPassphrase = false;
    bool hasProfile = false; ///< Somebody has signed in on this device before.
    bool isDamaged = false;
    KeyStore keyStore = KeyStore::none;
    std::optional<Fault> storeFault = {};
    // The session.
    std::string server = {};
    std::optional<User> user = {};
    bool isSignedIn = false;
    std::optional<Fault> sessionFault = {};
    bool isPaused = false; ///< A person chose to work offline.
    // The link.
    LinkState link = LinkState::offline;
    std::optional<Timestamp> linkSince = {};
    std::optional<Timestamp> nextTryAt = {};
    std::optional<Fault> linkFault = {};
    std::optional<int> roundTripMs = {};
    std::int64_t clockSkewSeconds = 0;
    // Pull.
    PullState pull = PullState::idle;
    std::optional<Progress> progress = {};
    std::optional<Fault> pullFault = {};
    std::int64_t cut = 0;
    std::int64_t headCut = 0;
    std::optional<Timestamp> mirrorAsOf = {};
    bool isVerified = false;
    std::int64_t rows = 0;
    std::int64_t mirrorBytes = 0;
    // The outbox.
    std::int64_t pending = 0;
    std::int64_t needYou = 0;
    std::int64_t quarantined = 0;
    std::optional<Timestamp> oldestPendingAt = {};
    std::vector<Notice> notices = {};
    std::optional<Fault> pushFault = {};
};

/// Pure: equal facts give equal status.
[[nodiscard]] Status statusOf(const StatusFacts& facts);

} // namespace tidemark::sync
