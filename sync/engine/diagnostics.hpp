// Checks of this device's sync, each with what to do about it.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/forms/form_journal.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace tidemark::sync {

enum class CheckState { ok, warn, bad };

/// One check. The words are English; windows have their own for `id` and `finding`, into which they
/// put `args` in the places %1, %2, …
struct Check {
    std::string id = {};
    std::string title = {};
    CheckState state = CheckState::ok;
    std::string finding = {}; ///< Which of the things that this check can find.
    std::vector<std::string> args = {};
    std::string detail = {};
    std::string nextStep = {}; ///< Empty when there is nothing to do.
    std::string act = {};      ///< What a window can offer: a word of its own; empty: nothing.
};

/// The stores and what is in them, as far as the checks look at it.
struct StoreCondition {
    std::vector<ScopeState> scopes = {};
    StoreReach vault = {};
    StoreReach mirror = {};
    OutboxCounts outbox = {};
    std::optional<Timestamp> backupAt = {}; ///< Of the newest backup of the vault.
    std::size_t receiptsOwed = 0;
    std::size_t backfills = 0;
    std::int64_t files = 0;        ///< Contents of attachments on this device.
    std::int64_t filesFailed = 0;  ///< Of these, that wait for a person.
    std::int64_t filesMissing = 0; ///< Of these, that are not on the disk any more.
};

/// How the platform is reached.
struct Connection {
    bool isEncrypted = false;
    bool isLocal = false; ///< On this computer.
    bool isPinned = false;
    std::optional<Timestamp> certificateEnds = {}; ///< Of the one shown last.
    std::string proxy = {};                        ///< `host:port`; empty: none.
    std::string agentVersion = {};
    std::string platformVersion = {}; ///< Empty: it has not answered yet.
    std::optional<UpgradeWanted> upgrade = {};
};

/// All that the checks look at.
struct CheckFacts {
    Status status = {};
    StoreCondition stores = {};
    Connection connection = {};
    StorageFacts storage = {};
    FormsWaiting forms = {}; ///< What a window kept while there was no agent.
    std::vector<LockedScope> locked = {};
    std::optional<Timestamp> leaseEnds = {}; ///< The first one that ends.
    Timestamp now = {};
};

/// What is known now. With `isThorough` the stores are read through, and waited for a little.
[[nodiscard]] QCoro::Task<CheckFacts> examine(Engine& engine, bool isThorough);

/// Pure: from what is known to what is said.
[[nodiscard]] std::vector<Check> checksOf(const CheckFacts& facts);

[[nodiscard]] std::string_view nameOf(CheckState state);
[[nodiscard]] boost::json::object toJson(const Check& check);
/// A scope as `sync.status` lists it. `bytes` is its share of the file by its rows.
[[nodiscard]] boost::json::object toJson(const ScopeState& scope, std::int64_t bytes);

} // namespace tidemark::sync
