#include "sync/engine/work_methods.hpp"

#include "sync/engine/locked_work.hpp"
#include "sync/engine/params.hpp"
#include "sync/engine/pending_list.hpp"
#include "sync/engine/work_export.hpp"
#include "sync/engine/work_place.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t listedMost = 1'000; ///< Items of one `pending.list`.

std::string midAnswer(Mid mid)
{
    return "{\"mid\":" + std::to_string(mid) + "}";
}

/// `pending.list`: what needs the person first; of ten thousand waiting edits nobody reads more.
struct ListedWork {
    json::array items = {};
    std::size_t total = 0;
};

/// What waits, without the content of what is about locked rows.
Result<std::vector<PendingMutation>> readableWork(DeskStore& desk)
{
    auto pending = desk.vault.pending();
    if (pending)
        hideLocked(desk.windows, *pending);
    return pending;
}

Result<ListedWork> listedWork(DeskStore& desk)
{
    const auto pending = readableWork(desk);
    if (!pending)
        return pending.error();
    const auto shown = mostUrgent(*pending, listedMost);
    ListedWork listed{pendingItems(shown), pending->size()};
    WorkPlaces places(desk);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto& ops = shown[i].mutation.ops;
        json::object place = ops.empty() ? json::object() : places.of(ops.front());
        for (auto& [key, value] : place)
            listed.items[i].get_object()[key] = std::move(value);
    }
    return listed;
}

} // namespace

void WorkMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Answer (WorkMethods::*method)(Call)) {
        table.add(std::move(name), Needs::openStore, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("pending.list", &WorkMethods::pendingList);
    add("pending.retry", &WorkMethods::pendingRetry);
    add("pending.discard", &WorkMethods::pendingDiscard);
    add("pending.edit", &WorkMethods::pendingEdit);
    add("pending.export", &WorkMethods::pendingExport);
    add("notice.dismiss", &WorkMethods::noticeDismiss);
}

WorkMethods::Answer WorkMethods::pendingList(Call)
{
    auto listed = co_await engine_.stores().desk(listedWork);
    if (!listed)
        co_return listed.error();
    json::object answer{{"total", listed->total}};
    answer["items"] = std::move(listed->items);
    co_return json::serialize(answer);
}

WorkMethods::Answer WorkMethods::pendingRetry(Call call)
{
    Params in(call.params);
    const Mid mid = in.mid("mid");
    if (in.fault())
        co_return *in.fault();
    const auto next = co_await engine_.retry(mid);
    co_return next ? Result<AnswerText>(midAnswer(*next)) : next.error();
}

WorkMethods::Answer WorkMethods::pendingDiscard(Call call)
{
    Params in(call.params);
    const Mid mid = in.mid("mid");
    if (in.fault())
        co_return *in.fault();
    const auto gone = co_await engine_.discard(mid);
    co_return gone ? Result<AnswerText>("{}") : gone.error();
}

WorkMethods::Answer WorkMethods::pendingEdit(Call call)
{
    Params in(call.params);
    const Mid mid = in.mid("mid");
    if (in.fault())
        co_return *in.fault();
    // Read like a new mutation, whose name is the old one's.
    call.params["name"] = "edited";
    auto mutation = mutationOf(call.params);
    if (!mutation)
        co_return mutation.error();
    if (const auto known = checkEntities(mutation->ops); !known)
        co_return known.error();
    const auto next = co_await engine_.edit(mid, std::move(mutation->ops));
    co_return next ? Result<AnswerText>(midAnswer(*next)) : next.error();
}

WorkMethods::Answer WorkMethods::pendingExport(Call call)
{
    Params in(call.params);
    const std::string file = in.optionalText("file", 4000);
    const auto wanted = in.optionalArray("mids", 50'000);
    if (in.fault())
        co_return *in.fault();
    auto pending = co_await engine_.stores().desk(readableWork);
    if (!pending)
        co_return pending.error();
    if (!wanted.empty())
        std::erase_if(*pending, [&](const PendingMutation& mutation) {
            return std::find(wanted.begin(), wanted.end(), json::value(mutation.mid)) ==
                   wanted.end();
        });
    co_return deliver(exportOf(*pending), pending->size(), file);
}

WorkMethods::Answer WorkMethods::noticeDismiss(Call call)
{
    Params in(call.params);
    const std::string id = in.text("id", 80);
    if (in.fault())
        co_return *in.fault();
    engine_.dismissNotice(id);
    co_return std::string("{}");
}

} // namespace tidemark::sync
