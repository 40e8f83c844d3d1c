#include "sync/engine/filing_methods.hpp"

#include "sync/engine/params.hpp"
#include "sync/wire/agent_channels.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

json::object itemsOf(const FilingKeeper& keeper)
{
    json::array items;
    for (const Filing& filing : keeper.all())
        items.emplace_back(toJson(filing));
    return {{"items", std::move(items)}};
}

Result<AnswerText> textOf(const Result<Filing>& filing)
{
    if (!filing)
        return filing.error();
    return json::serialize(toJson(*filing));
}

} // namespace

FilingMethods::FilingMethods(FilingKeeper& keeper, LocalServer& server, QObject* parent)
    : QObject(parent)
    , keeper_(keeper)
{
    connect(&keeper_, &FilingKeeper::moved, this, [this, &server] {
        server.notifyAll(
            "live", json::object{{"channel", filingChannel}, {"message", itemsOf(keeper_)}}
        );
    });
}

void FilingMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Needs needs, Answer (FilingMethods::*method)(Call)) {
        table.add(std::move(name), needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("filing.list", Needs::openStore, &FilingMethods::list);
    add("filing.keep", Needs::signedIn, &FilingMethods::keep);
    add("filing.verify", Needs::openStore, &FilingMethods::verify);
    add("filing.end", Needs::openStore, &FilingMethods::end);
}

FilingMethods::Answer FilingMethods::list(Call)
{
    co_return json::serialize(itemsOf(keeper_));
}

FilingMethods::Answer FilingMethods::keep(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    const bool isGiven = call.params.contains("days");
    const std::int64_t days = isGiven ? in.integer("days") : FilingKeeper::daysUsual;
    if (!in.fault() && (days < 1 || days > FilingKeeper::daysMost))
        in.refuse("days", "is not between 1 and 90");
    if (in.fault())
        co_return *in.fault();
    co_return textOf(co_await keeper_.keep(report, static_cast<int>(days)));
}

FilingMethods::Answer FilingMethods::verify(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    if (in.fault())
        co_return *in.fault();
    co_return textOf(co_await keeper_.verify(report));
}

FilingMethods::Answer FilingMethods::end(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    if (in.fault())
        co_return *in.fault();
    const auto ended = co_await keeper_.end(report);
    if (!ended)
        co_return ended.error();
    co_return AnswerText("{}");
}

} // namespace tidemark::sync
