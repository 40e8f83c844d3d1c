#include "sync/engine/log_methods.hpp"

#include "sync/engine/params.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t kindsMost = 20;

/// Absent: no bound.
std::optional<std::int64_t> boundIn(Params& in, const json::object& params, std::string_view key)
{
    return params.contains(key) ? std::optional(in.integer(key)) : std::nullopt;
}

EventQuery queryOf(Params& in, const json::object& params)
{
    EventQuery query;
    query.before = boundIn(in, params, "before");
    query.after = boundIn(in, params, "after");
    query.onlyProblems = params.contains("problems") && in.flag("problems");
    query.search = in.optionalText("search", 100);
    query.limit = boundIn(in, params, "limit").value_or(query.limit);
    for (const json::value& name : in.optionalArray("kinds", kindsMost)) {
        const auto* text = name.if_string();
        const auto kind =
            text != nullptr ? eventKindOf({text->data(), text->size()}) : std::nullopt;
        if (!kind)
            in.refuse("kinds", "names a kind of event that is not known");
        else
            query.kinds.push_back(*kind);
    }
    return query;
}

} // namespace

json::object toJson(const SyncEvent& event)
{
    json::object object{
        {"id", event.id},
        {"at", event.at.toString()},
        {"level", nameOf(event.level)},
        {"kind", nameOf(event.kind)},
        {"what", event.what}};
    const auto text = [&](std::string_view key, const std::string& value) {
        if (!value.empty())
            object[key] = value;
    };
    const auto number = [&](std::string_view key, const std::optional<std::int64_t>& value) {
        if (value)
            object[key] = *value;
    };
    text("subject", event.subject);
    text("code", event.code);
    text("reason", event.reason);
    text("fault", event.fault);
    number("cut", event.cut);
    number("mid", event.mid);
    number("scope", event.scope);
    number("count", event.count);
    number("bytes", event.bytes);
    number("ms", event.millis);
    if (event.times > 1)
        object["times"] = event.times;
    return object;
}

void LogMethods::addTo(MethodTable& table)
{
    table.add("synclog.list", Needs::openStore, [this](Call call) {
        return list(std::move(call));
    });
    table.add("synclog.note", Needs::nothing, [this](Call call) { return note(std::move(call)); });
}

LogMethods::Answer LogMethods::list(Call call)
{
    Params in(call.params);
    const EventQuery query = queryOf(in, call.params);
    if (in.fault())
        co_return *in.fault();
    co_await engine_.events().flush();
    const auto read = [query](DeskStore& desk) { return desk.windows.reader().events(query); };
    const auto events = co_await engine_.stores().desk(read);
    if (!events)
        co_return events.error();
    json::array items;
    for (const SyncEvent& event : *events)
        items.emplace_back(toJson(event));
    const bool hasMore =
        static_cast<std::int64_t>(events->size()) >= std::min(query.limit, syncEventsListed);
    co_return json::serialize(json::object{{"items", std::move(items)}, {"more", hasMore}});
}

/// A fault that a window came to by itself, such as an agent that did not answer it.
LogMethods::Answer LogMethods::note(Call call)
{
    Params in(call.params);
    Fault fault;
    fault.code = faultCodeOf(in.text("code", 40));
    fault.reason = in.text("reason", 80);
    fault.cause = in.optionalText("cause", 1000);
    if (in.fault())
        co_return *in.fault();
    engine_.events().saw(EventKind::request, "window_fault", fault);
    co_return AnswerText("{}");
}

} // namespace tidemark::sync
