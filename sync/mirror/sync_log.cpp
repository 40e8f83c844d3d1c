#include "sync/mirror/sync_log.hpp"

#include "models/core/fault_id.hpp"
#include "sync/sqlite/database.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::array<std::string_view, 10> kindNames{
    "link", "pull", "push", "repair", "reconcile", "access", "files", "keys", "store", "request"};
constexpr std::array<std::string_view, 3> levelNames{"info", "warning", "problem"};
constexpr std::string_view columns =
    "id, at, level, kind, what, subject, code, reason, fault, cut, mid, scope, n, bytes, ms, times";

std::optional<std::int64_t> numberIn(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(row.integer(column));
}

SyncEvent eventFrom(const Statement& row)
{
    SyncEvent event;
    event.id = row.integer(0);
    event.at = Timestamp{row.integer(1)};
    event.level = static_cast<EventLevel>(std::clamp<std::int64_t>(row.integer(2), 0, 2));
    event.kind = eventKindOf(row.text(3)).value_or(EventKind::request);
    event.what = row.text(4);
    event.subject = row.text(5);
    event.code = row.text(6);
    event.reason = row.text(7);
    event.fault = row.text(8);
    event.cut = numberIn(row, 9);
    event.mid = numberIn(row, 10);
    event.scope = numberIn(row, 11);
    event.count = numberIn(row, 12);
    event.bytes = numberIn(row, 13);
    event.millis = numberIn(row, 14);
    event.times = row.integer(15);
    return event;
}

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    const bool isWhole = parsed.ec == std::errc() && parsed.ptr == end;
    return isWhole ? std::optional(value) : std::nullopt;
}

/// As LIKE wants it, with `\` before what would be a wildcard.
std::string containing(const std::string& text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

std::string kindList(const std::vector<EventKind>& kinds)
{
    std::string list;
    for (const EventKind kind : kinds)
        list += (list.empty() ? "'" : ",'") + std::string(nameOf(kind)) + "'";
    return list;
}

/// Parameters: 1 before, 2 after, 3 the number searched, 4 the text searched, 5 the limit.
std::string sqlOf(const EventQuery& query)
{
    std::string sql = "SELECT " + std::string(columns) +
                      " FROM synclog WHERE id<coalesce(?1, 9223372036854775807)"
                      " AND id>coalesce(?2, 0)";
    if (query.onlyProblems)
        sql += " AND level>0";
    if (!query.kinds.empty())
        sql += " AND kind IN(" + kindList(query.kinds) + ")";
    if (!query.search.empty())
        sql += " AND (?3 IN(id, mid, scope, cut) OR fault LIKE ?4 ESCAPE '\\'"
               " OR reason LIKE ?4 ESCAPE '\\' OR what LIKE ?4 ESCAPE '\\'"
               " OR subject LIKE ?4 ESCAPE '\\')";
    else
        sql += " AND (?3 IS NULL OR ?4 IS NOT NULL)";
    return sql + " ORDER BY id DESC LIMIT ?5";
}

} // namespace

SyncEvent faultEvent(EventKind kind, std::string what, const Fault& fault)
{
    SyncEvent event;
    event.level = isWorthRetrying(fault.code) ? EventLevel::warning : EventLevel::problem;
    event.kind = kind;
    event.what = std::move(what);
    event.code = nameOf(fault.code);
    event.reason = fault.reason;
    event.fault = faultId(fault);
    return event;
}

std::string_view nameOf(EventKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(EventLevel level)
{
    return levelNames[static_cast<std::size_t>(level)];
}

std::optional<EventKind> eventKindOf(std::string_view name)
{
    const auto found = std::find(kindNames.begin(), kindNames.end(), name);
    if (found == kindNames.end())
        return std::nullopt;
    return static_cast<EventKind>(found - kindNames.begin());
}

Result<void> appendEvents(Database& db, std::span<const SyncEvent> events)
{
    auto insert = db.prepare(
        "INSERT INTO synclog(at, level, kind, what, subject, code, reason, fault, cut, mid, scope,"
        " n, bytes, ms, times) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    );
    if (!insert)
        return insert.error();
    for (const SyncEvent& event : events) {
        insert->bind(1, event.at.micros)
            .bind(2, static_cast<std::int64_t>(event.level))
            .bind(3, nameOf(event.kind))
            .bind(4, std::string_view(event.what))
            .bind(5, std::string_view(event.subject))
            .bind(6, std::string_view(event.code))
            .bind(7, std::string_view(event.reason))
            .bind(8, std::string_view(event.fault))
            .bind(9, event.cut)
            .bind(10, event.mid)
            .bind(11, event.scope)
            .bind(12, event.count)
            .bind(13, event.bytes)
            .bind(14, event.millis)
            .bind(15, event.times);
        if (auto done = insert->run(); !done)
            return done;
    }
    // The newest row stays, so its id goes on rising.
    auto trim = db.prepare("DELETE FROM synclog WHERE id<=(SELECT max(id) FROM synclog)-?");
    if (!trim)
        return trim.error();
    return trim->bind(1, syncEventsKept).run();
}

Result<std::vector<SyncEvent>> readEvents(Database& db, const EventQuery& query)
{
    auto statement = db.prepareOnce(sqlOf(query));
    if (!statement)
        return statement.error();
    const std::string pattern = containing(query.search);
    statement->bind(1, query.before)
        .bind(2, query.after)
        .bind(3, wholeNumber(query.search))
        .bind(4, std::string_view(pattern))
        .bind(5, std::clamp<std::int64_t>(query.limit, 1, syncEventsListed));
    std::vector<SyncEvent> events;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        events.push_back(eventFrom(*statement));
    if (!more)
        return more.error();
    return events;
}

} // namespace tidemark::sync
