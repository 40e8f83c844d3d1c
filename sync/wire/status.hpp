// The agent's status: the one source of everything that a window says about link and sync.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "sync/wire/user.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// What can be done with this device's store.
enum class AgentState { noProfile, locked, needsPassphrase, signedOut, open, damaged };

/// Whether the platform answers.
enum class LinkState {
    offline,
    probing,
    online,     ///< Live channel up.
    onlinePoll, ///< Answers, but no live channel: changes are asked for now and then.
    captive,    ///< Something answers, but not the platform: a sign-on page of the network.
};

/// What the incoming side of sync is doing.
enum class PullState { idle, bootstrap, catchup, live, reconcile, repair, hold };

/// Where the key of the local store lives.
enum class KeyStore { none, keyring, passphrase };

/// Rows received of rows announced.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;

    friend bool operator==(const Progress&, const Progress&) = default;
};

/// Something that happened and that a person should know of, kept until they have read it.
struct Notice {
    std::string id =
        {}; ///< `server_restored`, `stuck_pull`, `mids_lost`, …: the words are the windows'.
    Timestamp at = {};
    std::int64_t count = 0;                   ///< Changes that were sent again, or lost.
    std::optional<Timestamp> restoredTo = {}; ///< With `server_restored`, when known.

    friend bool operator==(const Notice&, const Notice&) = default;
};

/// The whole status, as in docs/protocol.md section 4.
struct Status {
    AgentState state = AgentState::noProfile;
    LinkState link = LinkState::offline;
    std::optional<Timestamp> linkSince = {};
    std::optional<Timestamp> nextTryAt = {};
    std::optional<Fault> fault = {};
    PullState pull = PullState::idle;
    std::optional<Progress> progress = {};
    std::int64_t pending = 0;
    std::int64_t needYou = 0;
    std::optional<Timestamp> oldestPendingAt = {};
    std::string cut = {};
    std::string headCut = {};
    std::optional<Timestamp> mirrorAsOf = {};
    bool verified = false;
    std::optional<int> roundTripMs = {};
    std::int64_t rows = 0;
    std::int64_t mirrorBytes = 0;
    KeyStore keyStore = KeyStore::none;
    std::string server = {};
    std::optional<User> user = {};
    std::int64_t clockSkewSeconds = 0;
    std::int64_t quarantined = 0; ///< Unsent work in scopes that were taken away.
    std::vector<Notice> notices = {};
    bool isPaused = false; ///< A person chose to work offline.

    friend bool operator==(const Status&, const Status&) = default;
};

[[nodiscard]] boost::json::object toJson(const Notice& notice);
[[nodiscard]] Result<Notice> noticeFromJson(const boost::json::value& value);

/// The JSON form that travels.
[[nodiscard]] boost::json::object toJson(const Status& status);
/// Reads it. Fault `invalid`/`status_malformed` when a needed key is missing or of a wrong kind;
/// words that this version does not know become the most careful known one.
[[nodiscard]] Result<Status> statusFromJson(const boost::json::value& value);

} // namespace tidemark::sync
