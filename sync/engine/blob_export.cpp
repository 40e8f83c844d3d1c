// Files of work that is taken away from here by its author.
#include "models/entities/attachment_rules.hpp"
#include "sync/engine/blob_driver.hpp"

#include <QDir>

namespace tidemark::sync {
namespace {

constexpr std::size_t hashShown = 8;

/// `name`, told apart by its content where another one has that name already.
QString freePath(const QString& folder, const std::string& name, const std::string& sha256)
{
    const QDir below(folder);
    const QString wanted = QString::fromStdString(fileNameFrom(name));
    if (!below.exists(wanted))
        return below.filePath(wanted);
    const QString mark = QString::fromStdString(sha256.substr(0, hashShown));
    return below.filePath(mark + QLatin1Char('-') + wanted);
}

} // namespace

QCoro::Task<Result<std::map<std::string, std::string>>>
BlobDriver::saveContents(std::map<std::string, std::string> names, QString folder)
{
    using Saved = std::map<std::string, std::string>;
    using Found = std::shared_ptr<std::vector<LocalBlob>>;
    if (names.empty())
        co_return Saved();
    const auto read = [this, names](DeskStore& desk) -> Result<Found> {
        auto all = desk.vault.blobs().all();
        if (!all)
            return all.error();
        std::set<std::string> known;
        std::erase_if(*all, [&](const LocalBlob& blob) {
            const bool isWhole = blob.state != BlobPlaceState::fetching && folder_.has(blob.file);
            return !isWhole || !names.contains(blob.sha256) || !known.insert(blob.sha256).second;
        });
        return std::make_shared<std::vector<LocalBlob>>(*std::move(all));
    };
    const auto found = co_await stores_.desk(read);
    if (!found)
        co_return found.error();
    const auto write = [this, held = *found, names, folder]() -> Result<Saved> {
        Saved saved;
        if (!held->empty())
            QDir().mkpath(folder);
        for (const LocalBlob& blob : *held) {
            const QString path = freePath(folder, names.at(blob.sha256), blob.sha256);
            if (auto done = folder_.saveAs(blob, path); !done)
                return done.error();
            saved.emplace(blob.sha256, path.toStdString());
        }
        return saved;
    };
    co_return co_await files_.run(write);
}

} // namespace tidemark::sync
