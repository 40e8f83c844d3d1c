#include "sync/engine/care_methods.hpp"

#include "sync/engine/params.hpp"
#include "sync/engine/scope_list.hpp"
#include "sync/engine/support_bundle.hpp"

#include <QSaveFile>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t eventsBundled = 2'000;
constexpr std::int64_t hourMicros = 3600LL * 1'000'000;

json::object outboxOf(const OutboxCounts& counts)
{
    return {
        {"pending", counts.pending},
        {"needYou", counts.needYou},
        {"quarantined", counts.quarantined},
        {"oldestAt",
         counts.oldestAt ? json::value(counts.oldestAt->toString()) : json::value(nullptr)}};
}

/// What waits and what happened, for the bundle.
Result<void> readWork(DeskStore& desk, std::optional<Timestamp> since, BundleParts& parts)
{
    if (auto pending = desk.vault.pending())
        parts.pending = std::move(*pending);
    EventQuery query{.limit = syncEventsListed};
    while (parts.events.size() < eventsBundled) {
        auto part = desk.windows.reader().events(query);
        if (!part || part->empty())
            break;
        query.before = part->back().id;
        const bool isOver = since && part->back().at < *since;
        std::erase_if(*part, [&](const SyncEvent& event) { return since && event.at < *since; });
        parts.events.insert(parts.events.end(), part->begin(), part->end());
        if (isOver)
            break;
    }
    return {};
}

} // namespace

void CareMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Needs needs, Answer (CareMethods::*method)(Call)) {
        table.add(std::move(name), needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("sync.status", Needs::openStore, &CareMethods::syncStatus);
    add("sync.pause", Needs::openStore, &CareMethods::syncPause);
    add("sync.resume", Needs::openStore, &CareMethods::syncResume);
    add("diagnostics.run", Needs::nothing, &CareMethods::diagnosticsRun);
    add("support.bundle", Needs::nothing, &CareMethods::supportBundle);
}

CareMethods::Answer CareMethods::syncStatus(Call)
{
    const CheckFacts facts = co_await examine(engine_, false);
    const StoreCondition& stores = facts.stores;
    const Status& status = facts.status;
    json::array scopes = co_await scopeList(engine_, stores.scopes);
    co_return json::serialize(json::object{
        {"status", toJson(status)},
        {"scopes", std::move(scopes)},
        {"outbox", outboxOf(stores.outbox)},
        {"receiptsOwed", stores.receiptsOwed},
        {"backfills", stores.backfills}});
}

CareMethods::Answer CareMethods::syncPause(Call)
{
    const auto done = co_await engine_.setPaused(true);
    co_return done ? Result<AnswerText>("{}") : done.error();
}

CareMethods::Answer CareMethods::syncResume(Call)
{
    const auto done = co_await engine_.setPaused(false);
    co_return done ? Result<AnswerText>("{}") : done.error();
}

CareMethods::Answer CareMethods::diagnosticsRun(Call call)
{
    Params in(call.params);
    const bool isFresh = !call.params.contains("fresh") || in.flag("fresh");
    if (in.fault())
        co_return *in.fault();
    const CheckFacts facts = co_await examine(engine_, isFresh);
    json::array checks;
    for (const Check& check : checksOf(facts))
        checks.emplace_back(toJson(check));
    co_return json::serialize(json::object{
        {"at", facts.now.toString()},
        {"isReading", engine_.checks().isRunning()},
        {"checks", std::move(checks)}});
}

CareMethods::Answer CareMethods::supportBundle(Call call)
{
    Params in(call.params);
    const std::string file = in.optionalText("file", 4000);
    const bool isRedacted = !call.params.contains("redact") || in.flag("redact");
    // Without it all that there is.
    const std::int64_t hours = call.params.contains("hours") ? in.integer("hours") : 0;
    std::set<std::string> wanted;
    for (const json::value& part : in.optionalArray("parts", 20))
        wanted.insert(part.is_string() ? std::string(part.get_string()) : std::string());
    if (in.fault())
        co_return *in.fault();
    const std::optional<Timestamp> since =
        hours > 0 ? std::optional(Timestamp{Timestamp::now().micros - hours * hourMicros})
                  : std::nullopt;
    CheckFacts facts = co_await examine(engine_, true);
    BundleParts parts;
    parts.status = facts.status;
    parts.checks = checksOf(facts);
    parts.stores = std::move(facts.stores);
    co_await engine_.events().flush();
    const auto read = [since, &parts](DeskStore& desk) { return readWork(desk, since, parts); };
    (void)co_await engine_.stores().desk(read);
    parts.since = since;
    parts.home = engine_.home();
    const std::string text = bundleOf(parts, isRedacted, wanted);
    json::object answer{{"text", text}, {"bytes", text.size()}};
    if (!file.empty()) {
        QSaveFile out(QString::fromStdString(file));
        const bool isWritten = out.open(QIODevice::WriteOnly) &&
                               out.write(text.data(), static_cast<qint64>(text.size())) >= 0 &&
                               out.commit();
        if (!isWritten)
            co_return Fault{
                FaultCode::full,
                "file_unwritable",
                "The file cannot be written: " + out.errorString().toStdString() + ".",
                "Choose another folder, or make room on the disk."};
    }
    co_return json::serialize(answer);
}

} // namespace tidemark::sync
