// The keys of this device while it is open: slots, recovery and rotation.
#include "sync/engine/engine.hpp"
#include "sync/engine/key_rotation.hpp"
#include "sync/engine/rights.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/keys/durable_file.hpp"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view rightsSetting = "user.rights";

std::filesystem::path folderOf(const Home& home)
{
    return std::filesystem::path(home.data.toStdU16String());
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// A rotation that failed is not begun again at every unlocking.
constexpr std::string_view failedWord = "failed ";
constexpr std::int64_t failedPauseMicros = 24LL * 3600 * 1'000'000;
constexpr std::int64_t spareBytes = 64'000'000;

Fault rotatingKeys()
{
    return Fault{
        FaultCode::locked,
        "rotating_keys",
        "The keys of this device are being changed.",
        "Wait; with much data that takes minutes."};
}

bool hasFailedLately(const QString& path)
{
    QFile mark(path);
    if (!mark.open(QIODevice::ReadOnly))
        return false;
    const std::string text = mark.read(64).trimmed().toStdString();
    if (!text.starts_with(failedWord))
        return false;
    const auto at = Timestamp::parse(std::string_view(text).substr(failedWord.size()));
    const auto since = at ? Timestamp::now().micros - at->micros : failedPauseMicros;
    return since >= 0 && since < failedPauseMicros;
}

} // namespace

QString Engine::rotationMark() const
{
    return options_.home.data + QStringLiteral("/rotate-keys");
}

/// Which of several keys each store has, told from the stores themselves; and the rest of a
/// rotation that was cut short.
Result<StoreKeys> Engine::settled(StoreKeys keys)
{
    const auto found = settleRotation(folderOf(options_.home), keys);
    if (!found)
        return found.error();
    hasPreviousKeys_ = !keys.previous.isEmpty();
    const bool isMirrorBack = found->mirror == KeyInUse::previous;
    const bool isVaultBack = found->vault == KeyInUse::previous;
    if (keys.next.isEmpty() && !isMirrorBack && !isVaultBack)
        return keys;
    auto done =
        keys.next.isEmpty()
            ? keys_.takePrevious(isMirrorBack, isVaultBack)
            : keys_.endRotation(found->mirror == KeyInUse::next, found->vault == KeyInUse::next);
    if (!done)
        return done.error();
    hasPreviousKeys_ = false; // They stay for this run in any case.
    return keys_.again();
}

bool Engine::isRotationDue() const
{
    if (QFile::exists(rotationMark()))
        return !hasFailedLately(rotationMark());
    const auto facts = keys_.keySlots();
    constexpr std::int64_t most = std::int64_t{keyDaysMost} * 24 * 3600 * 1'000'000;
    return facts && facts->madeAt && Timestamp::now().micros - facts->madeAt->micros > most;
}

/// Both files are written a second time before the first ones go.
std::optional<Fault> Engine::rotationObstacle() const
{
    std::int64_t needed = spareBytes;
    for (const char* name : {"/vault.db", "/mirror.db"})
        needed += QFileInfo(options_.home.data + QLatin1String(name)).size();
    const QStorageInfo disk(options_.home.data);
    if (!disk.isValid() || disk.bytesAvailable() >= needed)
        return std::nullopt;
    return Fault{
        FaultCode::full,
        "rotation_no_room",
        "Changing the keys of this device needs " + std::to_string(needed / 1'000'000) +
            " MB free on its disk.",
        "Make room; the keys are changed at the next start. Nothing else is affected."};
}

/// Keys that were just opened, made fit for the stores; changed first when that is due.
QCoro::Task<Result<StoreKeys>> Engine::readyKeys(StoreKeys keys)
{
    rotationFault_.reset();
    auto fit = settled(std::move(keys));
    if (!fit || !isRotationDue())
        co_return fit;
    co_return co_await rotated(std::move(*fit));
}

/// With closed stores. A rotation that fails leaves everything under the keys before.
QCoro::Task<Result<StoreKeys>> Engine::rotated(StoreKeys keys)
{
    if (const auto obstacle = rotationObstacle()) {
        options_.log(LogLevel::warning, "agent.keys", obstacle->reason);
        rotationFault_ = obstacle;
        co_return std::move(keys);
    }
    storeFault_ = rotatingKeys();
    touchStatus();
    auto next = keys_.beginRotation();
    if (!next) { // Nothing was begun, and the keys before are as good as they were.
        options_.log(LogLevel::error, "agent.keys", next.error().cause);
        rotationFault_ = next.error();
        co_return std::move(keys);
    }
    const auto folder = folderOf(options_.home);
    const auto held =
        std::make_shared<std::pair<StoreKeys, KeyPair>>(std::move(keys), std::move(*next));
    const auto work = [folder, held] { return rotateStores(folder, held->first, held->second); };
    Worker worker(QStringLiteral("rotation"));
    const auto outcome = co_await worker.run(work);
    if (outcome)
        note(eventOf(EventKind::keys, "rotated"));
    else
        note(faultEvent(EventKind::keys, "not_rotated", outcome.error()));
    auto again = keys_.again();
    if (!again)
        co_return again.error();
    auto settledKeys = settled(std::move(*again));
    if (!settledKeys)
        co_return settledKeys.error();
    if (outcome) {
        QFile::remove(rotationMark());
    } else {
        rotationFault_ = outcome.error();
        const std::string when = Timestamp::now().toString();
        (void)writeDurably(rotationMark(), std::string(failedWord) + when + '\n');
    }
    wasRotated_ = outcome.has_value();
    co_return settledKeys;
}

QCoro::Task<Result<void>> Engine::rotateKeys()
{
    if (!isOpen() || isOpening_ || isLeaving_)
        co_return Fault{
            FaultCode::locked,
            "store_closed",
            "The data on this device is not open.",
            "Unlock Tidemark and try again."};
    if (auto marked = writeDurably(rotationMark(), "asked\n"); !marked)
        co_return marked.error();
    isOpening_ = true;
    stopDrivers();
    http_.abortAll();
    isLeaseKnown_ = false;
    co_await stores_.close();
    auto keys = keys_.again();
    auto used = co_await useKeys(std::move(keys));
    isOpening_ = false;
    if (used && rotationFault_)
        co_return *rotationFault_;
    co_return used;
}

/// After the stores were opened: a backup under the new key, and none under the old one.
QCoro::Task<void> Engine::afterRotation()
{
    if (!std::exchange(wasRotated_, false))
        co_return;
    const auto keys = keys_.again();
    if (!keys)
        co_return;
    const auto copy = [](DeskStore& desk) { return desk.vault.backUp(Timestamp::now()); };
    if (const auto done = co_await stores_.desk(copy); done)
        dropOldBackups(folderOf(options_.home) / "vault.db", keys->vault);
}

/// Somebody may read less than before: what they could read is put under other keys, at the next
/// opening. Who may read more needs none.
QCoro::Task<void> Engine::noteRights()
{
    if (!std::exchange(areRightsUnread_, false))
        co_return;
    const auto compare = [](DeskStore& desk) -> Result<bool> {
        const auto now = rightsIn(desk);
        if (!now)
            return now.error();
        const auto kept = desk.vault.setting(rightsSetting);
        if (!kept)
            return kept.error();
        const auto before = rightsFrom(kept->value_or(""));
        if (before == *now)
            return false;
        if (auto saved = desk.vault.setSetting(rightsSetting, textOf(*now)); !saved)
            return saved.error();
        return before && hasLost(*before, *now);
    };
    const auto isLess = co_await stores_.desk(compare);
    if (isLess && *isLess)
        (void)writeDurably(rotationMark(), "rights\n");
}

/// The public half of the tenant's recovery key, once a run.
QCoro::Task<void> Engine::fetchRecoveryKey()
{
    if (isRecoveryKnown_)
        co_return;
    HttpRequest request;
    const auto answer =
        co_await profile_.session().send(QStringLiteral("/api/v1/recovery-key"), request);
    if (!answer || !answer->isSuccess())
        co_return; // An older platform has none; without a network it is asked for later.
    const auto body = jsonOf(*answer);
    const auto* object = body ? body->if_object() : nullptr;
    if (!object)
        co_return;
    const std::string keyId = textOf(*object, "keyId");
    const auto key = publicKeyFromHex(textOf(*object, "publicKey"));
    if (keyId.empty() || !key) {
        isRecoveryKnown_ = true; // It has none.
        co_return;
    }
    // What was not written, the disk being full, is tried again with the next session.
    const auto set = keys_.setRecovery({keyId, *key});
    isRecoveryKnown_ = set.has_value();
    if (!set)
        options_.log(LogLevel::warning, "agent.keys", set.error().reason);
}

QCoro::Task<Result<void>> Engine::recover(QString file)
{
    if (stores_.isOpen())
        co_return Result<void>{};
    if (isOpening_)
        co_return unlockingAlready();
    isOpening_ = true;
    auto keys = co_await keys_.openByRecovery(std::move(file));
    auto used = co_await useKeys(std::move(keys));
    isOpening_ = false;
    co_return used;
}

} // namespace tidemark::sync
