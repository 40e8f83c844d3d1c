#include "sync/engine/work_methods.hpp"

#include "sync/engine/locked_work.hpp"
#include "sync/engine/params.hpp"
#include "sync/engine/pending_list.hpp"
#include "sync/engine/work_export.hpp"
#include "sync/engine/work_place.hpp"

#include <QSaveFile>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t listedMost = 1'000; ///< Items of one `pending.list`.

/// The document, and what the caller asked to be done with it.
Result<AnswerText> delivered(const std::string& text, std::size_t items, const std::string& file)
{
    json::object answer{{"items", items}, {"bytes", text.size()}};
    if (file.empty()) {
        answer["text"] = text;
        return json::serialize(answer);
    }
    QSaveFile out(QString::fromStdString(file));
    const bool isWritten = out.open(QIODevice::WriteOnly) &&
                           out.write(text.data(), static_cast<qint64>(text.size())) ==
                               static_cast<qint64>(text.size()) &&
                           out.commit();
    if (!isWritten)
        return Fault{
            FaultCode::full,
            "file_unwritable",
            "The file cannot be written: " + out.errorString().toStdString() + ".",
            "Choose another folder, or make room on the disk."};
    answer["file"] = file;
    return json::serialize(answer);
}

std::string midAnswer(Mid mid)
{
    return "{\"mid\":" + std::to_string(mid) + "}";
}

json::object itemOf(const QuarantinedWork& work)
{
    json::object item{
        {"qid", work.qid},
        {"mid", work.mid},
        {"name", work.mutation.name},
        {"scope", std::to_string(work.lost.scope)},
        {"scopeName", work.lost.name},
        {"reason", work.lost.reason},
        {"createdAt", work.createdAt.toString()},
        {"at", work.at.toString()},
        {"exportedAt", nullptr},
        {"opCount", work.mutation.ops.size()},
        {"ops", opsOf(work.mutation)}};
    if (work.exportedAt)
        item["exportedAt"] = work.exportedAt->toString();
    return item;
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
    add("quarantine.list", &WorkMethods::quarantineList);
    add("quarantine.export", &WorkMethods::quarantineExport);
    add("quarantine.discard", &WorkMethods::quarantineDiscard);
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
    const Mid mid = in.integer("mid");
    if (in.fault())
        co_return *in.fault();
    const auto next = co_await engine_.retry(mid);
    co_return next ? Result<AnswerText>(midAnswer(*next)) : next.error();
}

WorkMethods::Answer WorkMethods::pendingDiscard(Call call)
{
    Params in(call.params);
    const Mid mid = in.integer("mid");
    if (in.fault())
        co_return *in.fault();
    const auto gone = co_await engine_.discard(mid);
    co_return gone ? Result<AnswerText>("{}") : gone.error();
}

WorkMethods::Answer WorkMethods::pendingEdit(Call call)
{
    Params in(call.params);
    const Mid mid = in.integer("mid");
    if (in.fault())
        co_return *in.fault();
    // Read like a new mutation, whose name is the old one's.
    call.params["name"] = "edited";
    auto mutation = mutationOf(call.params);
    if (!mutation)
        co_return mutation.error();
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
    co_return delivered(exportOf(*pending), pending->size(), file);
}

WorkMethods::Answer WorkMethods::quarantineList(Call)
{
    const auto read = [](DeskStore& desk) { return desk.vault.quarantined(); };
    const auto kept = co_await engine_.stores().desk(read);
    if (!kept)
        co_return kept.error();
    json::array items;
    for (const QuarantinedWork& work : *kept)
        items.emplace_back(itemOf(work));
    co_return json::serialize(json::object{{"items", std::move(items)}});
}

WorkMethods::Answer WorkMethods::quarantineExport(Call call)
{
    Params in(call.params);
    const std::string file = in.optionalText("file", 4000);
    const auto wanted = in.optionalArray("qids", 50'000);
    if (in.fault())
        co_return *in.fault();
    const auto read = [](DeskStore& desk) { return desk.vault.quarantined(); };
    auto kept = co_await engine_.stores().desk(read);
    if (!kept)
        co_return kept.error();
    if (!wanted.empty())
        std::erase_if(*kept, [&](const QuarantinedWork& work) {
            return std::find(wanted.begin(), wanted.end(), json::value(work.qid)) == wanted.end();
        });
    auto answer = delivered(exportOf(*kept), kept->size(), file);
    if (!answer)
        co_return answer;
    std::vector<std::int64_t> qids;
    for (const QuarantinedWork& work : *kept)
        qids.push_back(work.qid);
    const auto mark = [qids](DeskStore& desk) {
        return desk.vault.markExported(qids, Timestamp::now());
    };
    const auto marked = co_await engine_.stores().desk(mark);
    co_return marked ? answer : Result<AnswerText>(marked.error());
}

WorkMethods::Answer WorkMethods::quarantineDiscard(Call call)
{
    Params in(call.params);
    const std::int64_t qid = in.integer("qid");
    if (in.fault())
        co_return *in.fault();
    const auto gone = co_await engine_.discardQuarantined(qid);
    co_return gone ? Result<AnswerText>("{}") : gone.error();
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
