// The keys of this device while it is open: slots, recovery and rotation.
#include "sync/engine/engine.hpp"
#include "sync/engine/key_rotation.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/keys/durable_file.hpp"

#include <QFile>

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

/// What a person may read, as one short text.
std::string rightsOf(const SessionAnswer& answer)
{
    std::string rights = answer.projection;
    for (const SessionScope& scope : answer.scopes)
        rights += ' ' + std::to_string(scope.id);
    return rights;
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
        return true;
    const auto facts = keys_.keySlots();
    constexpr std::int64_t most = std::int64_t{keyDaysMost} * 24 * 3600 * 1'000'000;
    return facts && facts->madeAt && Timestamp::now().micros - facts->madeAt->micros > most;
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
    if (outcome)
        QFile::remove(rotationMark());
    else
        rotationFault_ = outcome.error();
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

/// Somebody's rights changed: what they could read is put under other keys, at the next opening.
QCoro::Task<void> Engine::noteRights(SessionAnswer answer)
{
    const std::string rights = rightsOf(answer);
    const auto compare = [rights](DeskStore& desk) -> Result<bool> {
        const auto before = desk.vault.setting(rightsSetting);
        if (!before)
            return before.error();
        const std::string known = before->value_or("");
        if (known == rights)
            return false;
        if (auto saved = desk.vault.setSetting(rightsSetting, rights); !saved)
            return saved.error();
        return !known.empty();
    };
    const auto isOther = co_await stores_.desk(compare);
    if (isOther && *isOther)
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
    isRecoveryKnown_ = true;
    const std::string keyId = textOf(*object, "keyId");
    const auto key = publicKeyFromHex(textOf(*object, "publicKey"));
    if (keyId.empty() || !key)
        co_return;
    if (const auto set = keys_.setRecovery({keyId, *key}); !set)
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
