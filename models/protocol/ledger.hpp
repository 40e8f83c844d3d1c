// What the platform decides about clients, mutations and cursors: pure, so that the platform and a
// simulation of it decide alike. Nothing here reads a clock or a database.
#pragma once

#include "models/core/fault.hpp"
#include "models/protocol/push.hpp"
#include "models/protocol/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

/// What is kept about a client.
struct ClientRecord {
    std::string user = {};
    std::int64_t incarnation = 0;
    std::int64_t lastMid = 0;
    std::string history = {};    ///< Of its last session; empty: not known.
    std::int64_t resumedMid = 0; ///< After which its first session in that history went on.
    std::int64_t againMid = 0;   ///< Up to here it was told to send again; 0: nothing.

    friend bool operator==(const ClientRecord&, const ClientRecord&) = default;
};

/// Who pushes.
struct Pusher {
    std::string user = {};
    std::int64_t incarnation = 0;

    friend bool operator==(const Pusher&, const Pusher&) = default;
};

/// What is to be done with a mutation.
enum class PushTurn {
    apply,  ///< It is the next one.
    repeat, ///< It was decided before: the stored result is the answer.
};

/// `conflict`/`fork`: two copies of one client's data are about.
[[nodiscard]] Fault clientForked();

/// Whose turn it is. Faults, all `conflict`: `unknown_client`, `fork`, `mid_gap`.
[[nodiscard]] Result<PushTurn>
turnOf(const std::optional<ClientRecord>& client, const Pusher& pusher, std::int64_t mid);

/// A mutation that was decided before, as the ledger has it.
struct LedgerEntry {
    std::string sha = {};
    PushResult result = {};

    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

/// The answer to a repeated mutation. One whose result is no longer kept is `noop` with the code
/// `result_expired`. Fault `conflict`/`mid_reuse`: the number stood for another mutation.
[[nodiscard]] Result<PushResult>
repeatedResult(const std::optional<LedgerEntry>& entry, const PushMutation& mutation);

/// Whether the next cut tells a repeated result once more: it stands before the cut at which the
/// client began to listen.
[[nodiscard]] bool isToldAgain(const ClientRecord& client, std::int64_t mid);

/// The result of a mutation that is not carried out at all: parked, or without what it builds on.
/// `failedDependency` is the first of `depends` that did not take effect.
[[nodiscard]] std::optional<PushResult>
resultWithoutWork(const PushMutation& mutation, std::optional<std::int64_t> failedDependency);

/// Checks a session's client and says after which mutation it goes on. More than the record's
/// `lastMid` when a restore lost what the client no longer has; less when the client has not taken
/// over the history of its last session: what came since is sent again, and repeated to the one
/// that sent it, while a copy gets `mid_reuse`. Fault `conflict`/`fork`.
[[nodiscard]] Result<std::int64_t> resumePoint(
    const std::optional<ClientRecord>& client,
    std::string_view user,
    const SessionRequest& request,
    std::string_view history
);

/// What is kept about a client whose session goes on after `resumed`.
[[nodiscard]] ClientRecord resumedClient(
    const std::optional<ClientRecord>& client,
    Pusher pusher,
    std::string_view history,
    std::int64_t resumed
);

/// What the platform knows of its past, seen from a cursor.
struct ServerPast {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t headCut = 0;
    std::int64_t floorCut = 0;
    std::optional<std::string> salt = {}; ///< Of the cursor's cut; none: no such cut is kept.

    friend bool operator==(const ServerPast&, const ServerPast&) = default;
};

/// Whether changes can be told from `cursor` on. Faults, all `conflict`: `history_changed`,
/// `cursor_ahead`, `cursor_too_old`, `salt_mismatch`.
[[nodiscard]] Result<void> checkCursor(const ServerPast& past, const SyncCursor& cursor);

} // namespace tidemark
