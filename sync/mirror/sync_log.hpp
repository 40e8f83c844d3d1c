// What sync did, event by event: a ring of the newest ones in the mirror.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tidemark::sync {

class Database;

/// Events beyond this many go, the oldest first.
inline constexpr std::int64_t syncEventsKept = 20'000;
/// Most events of one `readEvents`.
inline constexpr std::int64_t syncEventsListed = 500;

/// The part of sync that an event is about.
enum class EventKind {
    link,      ///< The way to the platform.
    pull,      ///< What came in.
    push,      ///< What went out, and what was answered.
    repair,    ///< Parts that did not add up.
    reconcile, ///< A platform with another past.
    access,    ///< Grants, revocations and leases.
    files,     ///< Contents of attachments.
    keys,      ///< Keys, locking and unlocking.
    store,     ///< The two files on this device.
    request,   ///< What a window asked for and did not get.
};

enum class EventLevel { info, warning, problem };

/// One event. It has ids, counts, sizes and times; never a value of a row, a name or a secret.
struct SyncEvent {
    std::int64_t id = 0; ///< Given by the log, rising.
    Timestamp at = {};
    EventLevel level = EventLevel::info;
    EventKind kind = EventKind::pull;
    std::string what = {};    ///< Stable snake_case key; windows have the words.
    std::string subject = {}; ///< Of which entity, region or method; a name of our own.
    std::string code = {};    ///< Of a fault: the name of its code.
    std::string reason = {};  ///< Of a fault.
    std::string fault = {};   ///< Of a fault: what `faultId` says.
    std::optional<std::int64_t> cut = {};
    std::optional<std::int64_t> mid = {};
    std::optional<std::int64_t> scope = {};
    std::optional<std::int64_t> count = {};
    std::optional<std::int64_t> bytes = {};
    std::optional<std::int64_t> millis = {};
    std::int64_t times = 1; ///< So many of them were alike, one after the other.
};

/// An event that tells of a fault.
[[nodiscard]] SyncEvent faultEvent(EventKind kind, std::string what, const Fault& fault);

/// Which events are wanted.
struct EventQuery {
    std::optional<std::int64_t> before = {}; ///< Only with a smaller id.
    std::optional<std::int64_t> after = {};  ///< Only with a greater id.
    std::vector<EventKind> kinds = {};       ///< None: all.
    bool onlyProblems = false;               ///< Warnings too.
    std::string search = {}; ///< Part of a fault's id, reason, key or subject; or a whole number.
    std::int64_t limit = 200;
};

[[nodiscard]] std::string_view nameOf(EventKind kind);
[[nodiscard]] std::string_view nameOf(EventLevel level);
[[nodiscard]] std::optional<EventKind> eventKindOf(std::string_view name);

/// Adds events and lets the oldest go. To be called inside a transaction.
[[nodiscard]] Result<void> appendEvents(Database& db, std::span<const SyncEvent> events);
/// The newest ones that match, newest first.
[[nodiscard]] Result<std::vector<SyncEvent>> readEvents(Database& db, const EventQuery& query);

} // namespace tidemark::sync
