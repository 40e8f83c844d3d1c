// Opening a sync session and asking for changes: requests and answers that are no frames.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/protocol/known_fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Which rows a scope covers.
enum class ScopeKind { tenant, organization };

[[nodiscard]] std::string_view nameOf(ScopeKind kind);
[[nodiscard]] std::optional<ScopeKind> scopeKindOf(std::string_view name);

/// How far a mirror is.
struct SyncCursor {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t cut = 0; ///< 0: nothing yet.
    std::string salt = {};

    friend bool operator==(const SyncCursor&, const SyncCursor&) = default;
};

struct SessionRequest {
    std::optional<std::string> clientId = {}; ///< None: the platform mints one.
    std::int64_t incarnation = 0;             ///< Rises at every start of the agent.
    std::string deviceName = {};
    int protocolLeast = 1;
    int protocolMost = 1;
    std::int64_t nextMid = 1;
    std::optional<SyncCursor> mirror = {};
    /// The oldest mutation that can still be sent. After a restore that lost more than the archive
    /// holds, the platform goes on from there; none: all from 1.
    std::optional<std::int64_t> oldestMid = {};
    /// The public half of the key that this device signs its receipts with; Ed25519, hexadecimal.
    std::optional<std::string> deviceKey = {};
    std::string fieldsStamp = {}; ///< `fields`: of what the client writes, see `stampOf`.

    friend bool operator==(const SessionRequest&, const SessionRequest&) = default;
};

/// The platform takes changes of newer clients only.
struct UpgradeWanted {
    std::string least = {};                   ///< The oldest version that may send changes.
    std::optional<Timestamp> graceUntil = {}; ///< Others may receive until then; none: always.

    friend bool operator==(const UpgradeWanted&, const UpgradeWanted&) = default;
};

struct SessionScope {
    std::int64_t id = 0;
    ScopeKind kind = ScopeKind::tenant;
    std::string name = {};
    std::int64_t rows = 0; ///< About how many, for a progress bar.
    std::int64_t leaseSeconds = 0;
    std::int64_t readyCut = 0;
    int dataClass = 1; ///< `class`: 0 public, 1 internal, 2 confidential, 3 restricted.

    friend bool operator==(const SessionScope&, const SessionScope&) = default;
};

/// What a client that is too old is told, while it may still receive or after that.
[[nodiscard]] Fault upgradeRequired(const UpgradeWanted& upgrade, bool mayReceive = true);

struct SessionAnswer {
    std::string clientId = {};
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t headCut = 0;
    std::string salt = {}; ///< Of headCut: where a new mirror begins its cursor.
    std::int64_t lastMid = 0;
    Timestamp serverTime = {};
    std::int64_t mutationsMost = 100;
    std::int64_t pushBytesMost = 1 << 20;
    std::int64_t pageRowsMost = 20'000;
    std::vector<SessionScope> scopes = {};
    int protocol = 1;            ///< The version to speak from now on.
    std::string projection = {}; ///< As HeadFrame's.
    std::int64_t floorCut = 0;   ///< Cursors below it need a digest repair.
    /// This history began with a restore of what the platform held then; none: it is the first.
    std::optional<Timestamp> restoredTo = {};
    /// What the platform knows; none: what the client said that it writes.
    std::optional<KnownFields> fields = {};
    std::optional<UpgradeWanted> upgrade = {};

    friend bool operator==(const SessionAnswer&, const SessionAnswer&) = default;
};

struct PullRequest {
    SyncCursor cursor = {};
    std::vector<std::int64_t> scopes = {};
    std::optional<std::int64_t> toCut = {};
    std::optional<std::int64_t> afterPos = {};
    std::string clientId = {};
    std::vector<std::int64_t> verify = {}; ///< Scopes whose digest is wanted in any case.
    std::string projection = {};           ///< The mirror's; another one answers `reads`.

    friend bool operator==(const PullRequest&, const PullRequest&) = default;
};

/// The newest version that both speak; none: one of them is more than one version behind.
[[nodiscard]] std::optional<int>
agreedProtocol(int clientLeast, int clientMost, int serverLeast, int serverMost);

[[nodiscard]] boost::json::object toJson(const SyncCursor& cursor);
[[nodiscard]] boost::json::object toJson(const SessionRequest& request);
[[nodiscard]] boost::json::object toJson(const UpgradeWanted& upgrade);
[[nodiscard]] boost::json::object toJson(const SessionAnswer& answer);
[[nodiscard]] boost::json::object toJson(const PullRequest& request);

[[nodiscard]] Result<SessionRequest> readSessionRequest(const boost::json::value& value);
[[nodiscard]] Result<SessionAnswer> readSessionAnswer(const boost::json::value& value);
[[nodiscard]] Result<PullRequest> readPullRequest(const boost::json::value& value);

} // namespace tidemark
