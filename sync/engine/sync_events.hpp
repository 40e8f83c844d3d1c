// What the drivers do, as events for the log.
#pragma once

#include "models/protocol/frame.hpp"
#include "sync/mirror/mirror_types.hpp"
#include "sync/mirror/mirror_writer.hpp"
#include "sync/mirror/sync_log.hpp"

#include <span>

namespace tidemark::sync {

/// An event without numbers.
[[nodiscard]] SyncEvent eventOf(EventKind kind, std::string what, std::string subject = {});
/// One about a scope.
[[nodiscard]] SyncEvent scopeEvent(EventKind kind, std::string what, ScopeId scope);

/// A page of a snapshot that is in the mirror.
[[nodiscard]] SyncEvent pageEvent(const PageApplied& page, std::int64_t bytes, std::int64_t millis);
/// What a pull answer did; none when nothing was new.
[[nodiscard]] std::vector<SyncEvent>
pullEvents(const PullApplied& applied, std::int64_t bytes, std::int64_t millis);
/// What is going to be done about scopes that do not add up.
[[nodiscard]] std::vector<SyncEvent> mendEvents(const MendPlan& plan);
/// Changes that leave now, in so many bytes.
[[nodiscard]] SyncEvent sentEvent(std::span<const PushMutation> sent, std::int64_t bytes);
/// An answer to pushed changes: one event for all that went well, one for each that did not.
[[nodiscard]] std::vector<SyncEvent>
answerEvents(std::span<const PushResult> results, std::int64_t millis);

/// One line for the log file.
[[nodiscard]] std::string lineOf(const SyncEvent& event);

} // namespace tidemark::sync
