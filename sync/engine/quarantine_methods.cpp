#include "sync/engine/quarantine_methods.hpp"

#include "sync/engine/blob_driver.hpp"
#include "sync/engine/escrow_driver.hpp"
#include "sync/engine/params.hpp"
#include "sync/engine/pending_list.hpp"
#include "sync/engine/work_export.hpp"

#include <QFileInfo>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

std::string textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

/// The files that the work adds: their content's hash, and their name.
std::map<std::string, std::string> filesOf(const QuarantinedWork& work)
{
    std::map<std::string, std::string> files;
    for (const PushOp& op : work.mutation.ops) {
        const std::string content = op.entity == "attachment" ? textIn(op.set, "sha256") : "";
        if (content.empty())
            continue;
        const std::string name = textIn(op.set, "name");
        files.emplace(content, name.empty() ? content : name);
    }
    return files;
}

json::value textOrNull(const std::optional<Timestamp>& time)
{
    return time ? json::value(time->toString()) : json::value();
}

json::object itemOf(const QuarantinedWork& work)
{
    json::array files;
    for (const auto& [content, name] : filesOf(work))
        files.emplace_back(name);
    return {
        {"qid", work.qid},
        {"mid", work.mid},
        {"name", work.mutation.name},
        {"scope", std::to_string(work.lost.scope)},
        {"scopeName", work.lost.name},
        {"reason", work.lost.reason},
        {"policy", nameOf(work.policy())},
        {"createdAt", work.createdAt.toString()},
        {"at", work.at.toString()},
        {"exportedAt", textOrNull(work.exportedAt)},
        {"handedAt", textOrNull(work.handedAt)},
        {"files", std::move(files)},
        {"opCount", work.mutation.ops.size()},
        {"ops", opsOf(work.mutation)}};
}

Fault nothingToExport()
{
    return {
        FaultCode::forbidden,
        "not_exportable",
        "None of this work may be saved as a file: it is confidential, or gone already.",
        "Hand it over, or discard it."};
}

/// The folder for the files of an export, beside its document.
QString folderBeside(const std::string& file)
{
    const QFileInfo info(QString::fromStdString(file));
    return info.path() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral("-files");
}

} // namespace

void QuarantineMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Answer (QuarantineMethods::*method)(Call)) {
        table.add(std::move(name), Needs::openStore, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("quarantine.list", &QuarantineMethods::list);
    add("quarantine.export", &QuarantineMethods::exportWork);
    add("quarantine.handOver", &QuarantineMethods::handOver);
    add("quarantine.discard", &QuarantineMethods::discard);
}

QuarantineMethods::Answer QuarantineMethods::list(Call)
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

QuarantineMethods::Answer QuarantineMethods::exportWork(Call call)
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
    std::erase_if(*kept, [&](const QuarantinedWork& work) {
        const bool isWanted =
            wanted.empty() ||
            std::find(wanted.begin(), wanted.end(), json::value(work.qid)) != wanted.end();
        return !isWanted || work.policy() != KeptPolicy::keep;
    });
    if (kept->empty())
        co_return nothingToExport();
    std::map<std::string, std::string> names;
    for (const QuarantinedWork& work : *kept)
        names.merge(filesOf(work));
    auto files = Result<std::map<std::string, std::string>>(std::map<std::string, std::string>());
    // Without a file the document goes through the local API, which is no place for contents.
    if (!file.empty())
        files = co_await engine_.blobs().saveContents(std::move(names), folderBeside(file));
    if (!files)
        co_return files.error();
    auto answer = deliver(exportOf(*kept, *files), kept->size(), file);
    if (!answer)
        co_return answer;
    std::vector<std::int64_t> qids;
    for (const QuarantinedWork& work : *kept)
        qids.push_back(work.qid);
    const auto marked = co_await engine_.markExported(std::move(qids));
    co_return marked ? answer : Result<AnswerText>(marked.error());
}

QuarantineMethods::Answer QuarantineMethods::handOver(Call)
{
    const auto done = co_await engine_.handOver();
    if (!done)
        co_return done.error();
    co_return json::serialize(json::object{{"handed", done->handed}, {"left", done->left}});
}

QuarantineMethods::Answer QuarantineMethods::discard(Call call)
{
    Params in(call.params);
    const std::int64_t qid = in.integer("qid");
    if (in.fault())
        co_return *in.fault();
    const auto gone = co_await engine_.discardQuarantined(qid);
    co_return gone ? Result<AnswerText>("{}") : gone.error();
}

} // namespace tidemark::sync
