#include "sync/engine/conflict_methods.hpp"

#include "sync/engine/conflict_json.hpp"
#include "sync/engine/locked_work.hpp"
#include "sync/engine/params.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t recentMost = 50;

/// What decisions changed in the windows, and the news for whoever asked.
struct Decided {
    Resolution resolution = {};
    ChangedRows rows = {};
};

Result<Decided> carryOut(DeskStore& desk, std::span<const CaseChoice> choices)
{
    auto resolution = desk.vault.decideConflicts(choices);
    if (!resolution)
        return resolution.error();
    // Decided and on disk, whatever the windows make of it.
    const auto rows = reloadOverlay(desk);
    return Decided{std::move(*resolution), rows ? *rows : everythingChanged()};
}

/// The open cases that `items` names; all of them when it names none.
Result<std::vector<ConflictCase>> named(DeskStore& desk, const json::array& items)
{
    auto cases = visibleConflicts(desk);
    if (!cases || items.empty())
        return cases;
    std::set<std::string> ids;
    for (const json::value& item : items) {
        const auto* object = item.if_object();
        const auto* id = object == nullptr ? nullptr : object->if_contains("id");
        if (id != nullptr && id->is_string())
            ids.emplace(id->get_string());
    }
    std::erase_if(*cases, [&](const ConflictCase& one) {
        return !ids.contains(one.id.toString());
    });
    return cases;
}

Fault noSuchCase()
{
    return {
        FaultCode::notFound,
        "no_such_conflict",
        "This conflict is not open any more.",
        "Look at the list again."};
}

} // namespace

void ConflictMethods::addTo(MethodTable& table)
{
    const auto add = [&](const char* name, Answer (ConflictMethods::*method)(Call)) {
        table.add(name, Needs::openStore, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("conflicts.list", &ConflictMethods::list);
    add("conflicts.get", &ConflictMethods::get);
    add("conflicts.resolve", &ConflictMethods::resolve);
    add("conflicts.previewBulk", &ConflictMethods::previewBulk);
    add("conflicts.recent", &ConflictMethods::recent);
    add("conflicts.undo", &ConflictMethods::undo);
}

ConflictMethods::Answer ConflictMethods::list(Call)
{
    const auto read = [](DeskStore& desk) { return conflictItems(desk); };
    auto items = co_await engine_.stores().desk(read);
    if (!items)
        co_return items.error();
    json::object answer;
    answer["items"] = std::move(*items);
    co_return json::serialize(answer);
}

ConflictMethods::Answer ConflictMethods::get(Call call)
{
    Params in(call.params);
    const std::string entity = in.text("entity", 80);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    const auto read = [](DeskStore& desk) { return conflictItems(desk); };
    const auto items = co_await engine_.stores().desk(read);
    if (!items)
        co_return items.error();
    for (const json::value& item : *items) {
        if (item.at("entity") == json::value(entity) && item.at("id") == json::value(id.toString()))
            co_return json::serialize(item);
    }
    co_return noSuchCase();
}

ConflictMethods::Answer ConflictMethods::resolve(Call call)
{
    auto choices = readChoices(call.params);
    if (!choices)
        co_return choices.error();
    const auto held = std::make_shared<std::vector<CaseChoice>>(std::move(*choices));
    const auto decide = [held](DeskStore& desk) { return carryOut(desk, *held); };
    const auto decided = co_await engine_.stores().desk(decide);
    if (!decided)
        co_return decided.error();
    engine_.outboxChanged(decided->rows);
    co_return json::serialize(toJson(decided->resolution));
}

ConflictMethods::Answer ConflictMethods::previewBulk(Call call)
{
    Params in(call.params);
    const auto source = conflictSourceOf(in.text("source", 16));
    if (!source || *source == ConflictSource::edited)
        in.refuse("source", "is neither mine nor theirs");
    const json::array items = in.optionalArray("items", 10'000);
    if (in.fault())
        co_return *in.fault();
    const auto read = [items, source = *source](DeskStore& desk) -> Result<json::array> {
        const auto cases = named(desk, items);
        if (!cases)
            return cases.error();
        return previewOf(desk, *cases, source);
    };
    auto preview = co_await engine_.stores().desk(read);
    if (!preview)
        co_return preview.error();
    json::object answer;
    answer["items"] = std::move(*preview);
    co_return json::serialize(answer);
}

ConflictMethods::Answer ConflictMethods::recent(Call)
{
    const auto read = [](DeskStore& desk) { return recentItems(desk, recentMost); };
    auto recent = co_await engine_.stores().desk(read);
    if (!recent)
        co_return recent.error();
    json::object answer;
    answer["items"] = std::move(*recent);
    co_return json::serialize(answer);
}

ConflictMethods::Answer ConflictMethods::undo(Call call)
{
    Params in(call.params);
    const std::int64_t batch = in.integer("batch");
    if (in.fault())
        co_return *in.fault();
    const auto reopen = [batch](DeskStore& desk) -> Result<ChangedRows> {
        if (auto undone = desk.vault.undoDecisions(batch); !undone)
            return undone.error();
        return reloadOverlay(desk);
    };
    const auto rows = co_await engine_.stores().desk(reopen);
    if (!rows)
        co_return rows.error();
    engine_.outboxChanged(*rows);
    co_return std::string("{}");
}

} // namespace tidemark::sync
