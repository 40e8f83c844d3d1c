// Checks of this device's sync, each with what to do about it.
#pragma once

#include "sync/engine/engine.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace tidemark::sync {

enum class CheckState { ok, warn, bad };

/// One check. `title` and the words are English; windows translate by `id`.
struct Check {
    std::string id = {};
    std::string title = {};
    CheckState state = CheckState::ok;
    std::string detail = {};
    std::string nextStep = {}; ///< Empty when there is nothing to do.
};

/// What the checks look at beside the status.
struct StoreCondition {
    std::vector<ScopeState> scopes = {};
    std::optional<Fault> vault = {}; ///< What its check found.
    std::optional<Fault> mirror = {};
    OutboxCounts outbox = {};
    std::optional<Timestamp> backupAt = {}; ///< Of the newest backup of the vault.
    std::size_t receiptsOwed = 0;
    std::size_t backfills = 0;
};

/// Reads both stores through; takes as long as their size needs, on their own threads.
[[nodiscard]] QCoro::Task<StoreCondition> examineStores(Engine& engine, bool isThorough);

/// Pure: from what is known to what is said. `diskFree` in bytes, -1 when not known.
[[nodiscard]] std::vector<Check>
checksOf(const Status& status, const StoreCondition& stores, std::int64_t diskFree);

[[nodiscard]] std::string_view nameOf(CheckState state);
[[nodiscard]] boost::json::object toJson(const Check& check);
/// A scope as `sync.status` lists it. `bytes` is its share of the file by its rows.
[[nodiscard]] boost::json::object toJson(const ScopeState& scope, std::int64_t bytes);

} // namespace tidemark::sync
