// The room that the local copy takes.
#include "sync/engine/damaged_files.hpp"
#include "sync/engine/engine.hpp"

#include <QStorageInfo>

namespace tidemark::sync {
namespace {

constexpr std::string_view limitSetting = "storage.limit";

} // namespace

QCoro::Task<void> Engine::readStorageLimit()
{
    const auto read = [](DeskStore& desk) { return desk.vault.setting(limitSetting); };
    const auto text = co_await stores_.desk(read);
    const auto kept = text && *text ? std::atoll((*text)->c_str()) : 0;
    const bool isUsable = kept >= storageLimitLeast && kept <= storageLimitMost;
    storageLimit_ = isUsable ? kept : storageLimitUsual;
    pull_.setStorageLimit(storageLimit_);
}

QCoro::Task<StorageFacts> Engine::storage()
{
    const auto measure = [](DeskStore& desk) -> Result<std::int64_t> {
        return desk.windows.reader().bytes();
    };
    const auto bytes = co_await stores_.desk(measure);
    StorageFacts facts = storageNow();
    if (bytes)
        facts.mirrorBytes = *bytes + setAsideBytes(options_.home.data);
    co_return facts;
}

StorageFacts Engine::storageNow() const
{
    StorageFacts facts;
    facts.limitBytes = storageLimit_;
    facts.mirrorBytes = pull_.figures().bytes + setAsideBytes(options_.home.data);
    if (const QStorageInfo disk(options_.home.data); disk.isValid())
        facts.diskFreeBytes = disk.bytesAvailable();
    return facts;
}

QCoro::Task<Result<void>> Engine::setStorageLimit(std::int64_t bytes)
{
    const auto save = [bytes](DeskStore& desk) {
        return desk.vault.setSetting(limitSetting, std::to_string(bytes));
    };
    auto saved = co_await stores_.desk(save);
    if (saved) {
        storageLimit_ = bytes;
        pull_.setStorageLimit(bytes);
        syncNow(); // What waited for room goes on.
        touchStatus();
    }
    co_return saved;
}

QCoro::Task<void> Engine::scopesChosen(ChangedRows gone)
{
    const auto tell = [gone](DeskStore& desk) { return desk.windows.mirrorChanged(gone); };
    (void)co_await stores_.desk(tell);
    co_await pull_.readFigures();
    if (!gone.empty())
        Q_EMIT changed(gone);
    pull_.scopesChosen();
    touchStatus();
}

} // namespace tidemark::sync
