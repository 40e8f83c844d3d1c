// Locking this device and unlocking it again.
#include "sync/engine/engine.hpp"

#include <QFile>

namespace tidemark::sync {
namespace {

Fault lockedUnderPassphrase()
{
    return Fault{
        FaultCode::locked,
        "needs_passphrase",
        "Tidemark was locked on this device, and a passphrase protects it.",
        "Enter the passphrase of this device."};
}

} // namespace

/// Whoever locked wants a person to unlock, not the keyring of a session that is open anyway.
bool Engine::isPassphraseAsked() const
{
    const auto facts = keys_.keySlots();
    return facts && facts->hasPassphrase && (!facts->hasKeyring || QFile::exists(lockMark()));
}

Fault Engine::unlockingAlready()
{
    return Fault{
        FaultCode::unavailable,
        "unlocking",
        "Tidemark is being unlocked already.",
        "Wait a moment, or look for a window that asks for the keyring's password."};
}

QCoro::Task<Result<void>> Engine::unlock(Secret passphrase)
{
    if (stores_.isOpen())
        co_return Result<void>{};
    if (isOpening_)
        co_return unlockingAlready();
    if (passphrase.isEmpty() && isPassphraseAsked())
        co_return lockedUnderPassphrase();
    isOpening_ = true;
    Result<StoreKeys> keys = StoreKeys{};
    if (passphrase.isEmpty())
        keys = co_await keys_.open();
    else
        keys = co_await keys_.openByPassphrase(std::move(passphrase));
    auto used = co_await useKeys(std::move(keys));
    isOpening_ = false;
    co_return used;
}

QCoro::Task<Result<void>> Engine::createPassphrase(Secret passphrase)
{
    if (isOpening_)
        co_return unlockingAlready();
    isOpening_ = true;
    auto keys = co_await keys_.createByPassphrase(std::move(passphrase));
    if (!keys) {
        isOpening_ = false;
        co_return keys.error();
    }
    auto used = co_await useKeys(std::move(keys));
    isOpening_ = false;
    co_return used;
}

Result<void> Engine::announceLock()
{
    QFile mark(lockMark());
    if (!mark.open(QIODevice::WriteOnly))
        return Fault{
            FaultCode::full,
            "cannot_lock",
            "The lock could not be written to disk.",
            "Make room on the disk and try again."};
    mark.close();
    isLocking_ = true;
    return {};
}

void Engine::lock()
{
    isLocking_ = true;
    Q_EMIT restartWanted();
}

} // namespace tidemark::sync
