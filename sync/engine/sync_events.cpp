#include "sync/engine/sync_events.hpp"

#include "sync/engine/pending_list.hpp"

namespace tidemark::sync {
namespace {

/// How many rows readers see differently; nothing when they are too many to be named.
std::optional<std::int64_t> rowsIn(const ChangedRows& changed)
{
    std::int64_t rows = 0;
    for (const auto& [entity, ids] : changed) {
        if (!ids)
            return std::nullopt;
        rows += static_cast<std::int64_t>(ids->size());
    }
    return rows;
}

std::string_view nameOf(PullVerdict verdict)
{
    switch (verdict) {
    case PullVerdict::notNext:
        return "not_next";
    case PullVerdict::otherHistory:
        return "other_history";
    case PullVerdict::incomplete:
        return "incomplete";
    default:
        return "digest_mismatch";
    }
}

void addScopes(
    std::vector<SyncEvent>& events,
    EventKind kind,
    const char* what,
    const std::vector<ScopeId>& scopes,
    std::int64_t cut,
    EventLevel level = EventLevel::info
)
{
    for (const ScopeId scope : scopes) {
        SyncEvent event = scopeEvent(kind, what, scope);
        event.cut = cut;
        event.level = level;
        events.push_back(std::move(event));
    }
}

/// `parked` is final too, and waits for a person.
SyncEvent refusedEvent(const PushResult& result)
{
    SyncEvent event = faultEvent(
        EventKind::push, "answer_" + std::string(tidemark::nameOf(result.status)), refusalOf(result)
    );
    event.level = EventLevel::problem;
    event.mid = result.mid;
    return event;
}

} // namespace

SyncEvent eventOf(EventKind kind, std::string what, std::string subject)
{
    SyncEvent event;
    event.kind = kind;
    event.what = std::move(what);
    event.subject = std::move(subject);
    return event;
}

SyncEvent scopeEvent(EventKind kind, std::string what, ScopeId scope)
{
    SyncEvent event = eventOf(kind, std::move(what));
    event.scope = scope;
    return event;
}

SyncEvent pageEvent(const PageApplied& page, std::int64_t bytes, std::int64_t millis)
{
    SyncEvent event = scopeEvent(EventKind::pull, "page_stored", page.scope);
    event.subject = page.entity;
    event.count = page.rows;
    event.bytes = bytes;
    event.millis = millis;
    return event;
}

std::vector<SyncEvent>
pullEvents(const PullApplied& applied, std::int64_t bytes, std::int64_t millis)
{
    std::vector<SyncEvent> events;
    const std::int64_t cut = applied.cursor.cut;
    if (applied.verdict != PullVerdict::applied) {
        SyncEvent event =
            eventOf(EventKind::pull, "answer_dropped", std::string(nameOf(applied.verdict)));
        event.level = EventLevel::warning;
        event.cut = cut;
        events.push_back(std::move(event));
        addScopes(
            events, EventKind::repair, "mismatch", applied.mismatched, cut, EventLevel::warning
        );
        return events;
    }
    if (!applied.changed.empty() || !applied.results.empty()) {
        SyncEvent event = eventOf(EventKind::pull, "cut_applied");
        event.cut = cut;
        event.count = rowsIn(applied.changed);
        event.bytes = bytes;
        event.millis = millis;
        events.push_back(std::move(event));
    }
    addScopes(events, EventKind::access, "scope_joined", applied.joined, cut);
    addScopes(events, EventKind::pull, "scope_complete", applied.published, cut);
    addScopes(
        events, EventKind::access, "scope_revoked", applied.revoked, cut, EventLevel::warning
    );
    addScopes(events, EventKind::repair, "scope_mended", applied.mended, cut);
    return events;
}

std::vector<SyncEvent> mendEvents(const MendPlan& plan)
{
    std::vector<SyncEvent> events;
    addScopes(events, EventKind::repair, "compare_planned", plan.recheck, 0, EventLevel::warning);
    addScopes(events, EventKind::repair, "fetch_planned", plan.rejoin, 0, EventLevel::warning);
    addScopes(events, EventKind::repair, "given_up", plan.giveUp, 0, EventLevel::problem);
    for (SyncEvent& event : events)
        event.cut.reset();
    return events;
}

SyncEvent sentEvent(std::span<const PushMutation> sent, std::int64_t bytes)
{
    SyncEvent event = eventOf(EventKind::push, "sent");
    event.mid = sent.back().mid;
    event.count = static_cast<std::int64_t>(sent.size());
    event.bytes = bytes;
    return event;
}

std::vector<SyncEvent> answerEvents(std::span<const PushResult> results, std::int64_t millis)
{
    std::vector<SyncEvent> events;
    std::int64_t good = 0;
    std::int64_t last = 0;
    for (const PushResult& result : results) {
        if (!isSuccess(result.status)) {
            events.push_back(refusedEvent(result));
            continue;
        }
        ++good;
        last = result.mid;
    }
    if (good > 0) {
        SyncEvent event = eventOf(EventKind::push, "answer_good");
        event.mid = last;
        event.count = good;
        event.millis = millis;
        events.insert(events.begin(), std::move(event));
    }
    return events;
}

std::string lineOf(const SyncEvent& event)
{
    std::string line = event.what;
    const auto text = [&line](std::string_view key, const std::string& value) {
        if (!value.empty())
            ((line += ' ') += key) += "=" + value;
    };
    const auto number = [&](std::string_view key, const std::optional<std::int64_t>& value) {
        if (value)
            text(key, std::to_string(*value));
    };
    text("subject", event.subject);
    text("reason", event.reason);
    text("fault", event.fault);
    number("cut", event.cut);
    number("mid", event.mid);
    number("scope", event.scope);
    number("count", event.count);
    number("bytes", event.bytes);
    number("ms", event.millis);
    return line;
}

} // namespace tidemark::sync
