#include "sync/engine/work_export.hpp"

#include "sync/vault/blob_book.hpp"

#include <QSaveFile>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

json::array changesOf(const NewMutation& mutation)
{
    json::array changes;
    for (const PushOp& op : mutation.ops)
        changes.emplace_back(json::object{
            {"op", nameOf(op.kind)},
            {"entity", op.entity},
            {"id", op.id.toString()},
            {"before", op.base},
            {"after", op.set}});
    return changes;
}

/// One change per line: a person can read it, and a program too.
std::string documentOf(std::string_view title, const json::array& items)
{
    std::string text =
        "{\n\"document\":" + json::serialize(json::value(title)) +
        ",\n\"exportedAt\":" + json::serialize(json::value(Timestamp::now().toString())) +
        ",\n\"changes\":[";
    for (std::size_t i = 0; i < items.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + json::serialize(items[i]);
    return text + "\n]}\n";
}

} // namespace

std::string exportOf(std::span<const PendingMutation> pending)
{
    json::array items;
    for (const PendingMutation& waiting : pending) {
        json::object item{
            {"mid", waiting.mid},
            {"name", waiting.mutation.name},
            {"state", nameOf(waiting.state)},
            {"createdAt", waiting.createdAt.toString()},
            {"changes", changesOf(waiting.mutation)}};
        if (waiting.error)
            item["error"] = waiting.error->cause;
        items.emplace_back(std::move(item));
    }
    return documentOf("Tidemark: changes that the platform does not have", items);
}

std::string
exportOf(std::span<const QuarantinedWork> kept, const std::map<std::string, std::string>& files)
{
    json::array items;
    for (const QuarantinedWork& work : kept) {
        json::object item{
            {"mid", work.mid},
            {"name", work.mutation.name},
            {"scope", work.lost.name},
            {"reason", work.lost.reason},
            {"createdAt", work.createdAt.toString()},
            {"setAsideAt", work.at.toString()},
            {"changes", changesOf(work.mutation)}};
        json::array named;
        for (const std::string& content : contentsOf(work.mutation.ops)) {
            const auto file = files.find(content);
            if (file != files.end())
                named.emplace_back(file->second);
        }
        if (!named.empty())
            item["files"] = std::move(named);
        items.emplace_back(std::move(item));
    }
    return documentOf("Tidemark: unsent work whose place is no longer open to you", items);
}

Result<std::string> deliver(const std::string& text, std::size_t items, const std::string& file)
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

} // namespace tidemark::sync
