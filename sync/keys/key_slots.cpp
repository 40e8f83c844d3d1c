// Slots and rotation: what can be done to the key file while its keys are open.
#include "sync/keys/key_keeper.hpp"
#include "sync/keys/key_purposes.hpp"
#include "sync/keys/passphrase_key.hpp"

#include <openssl/rand.h>

namespace tidemark::sync {
namespace {

Fault notOpen()
{
    return Fault{
        FaultCode::locked,
        "store_closed",
        "The data on this device is locked.",
        "Unlock Tidemark first."};
}

Result<WrappedPair> wrapPair(const KeyBytes& master, const KeyPair& pair)
{
    const auto mirror = wrap(master, pair.mirror, mirrorPurpose);
    if (!mirror)
        return mirror.error();
    const auto vault = wrap(master, pair.vault, vaultPurpose);
    if (!vault)
        return vault.error();
    return WrappedPair{*mirror, *vault};
}

} // namespace

Result<KeyBytes> KeyKeeper::formsKey(std::string_view person) const
{
    return isOpen() ? derive(master_, person, formsPurpose) : Result<KeyBytes>(notOpen());
}

/// Called after another slot opened the keys. What fails here fails again at the next start, and
/// that slot still opens them.
QCoro::Task<void> KeyKeeper::mendKeyring()
{
    auto file = held();
    if (!file || !file->keyring || !keyring_.isPresent())
        co_return;
    const auto found = co_await keyring_.read(QString::fromStdString(file->keyring->entry));
    if (found && found->has_value())
        co_return; // It is there; the keyring was merely locked before.
    // "Not there" may mean locked: only a keyring that takes and gives back a test entry is not.
    if (const auto works = co_await probe(keyring_); !works)
        co_return;
    auto outer = KeyBytes::random();
    if (!outer)
        co_return;
    auto entry = co_await newEntry(outer->view());
    const auto wrapped = wrap(*outer, master_, masterPurpose);
    if (!entry || !wrapped)
        co_return;
    file->keyring = KeyringSlot{std::move(*entry), *wrapped};
    (void)writeKeyFile(path("keys.json"), *file);
}

QCoro::Task<Result<PassphraseSlot>> KeyKeeper::newSlot(Secret passphrase)
{
    PassphraseSlot slot;
    slot.usesDeviceSecret = true;
    if (RAND_bytes(slot.salt.data(), static_cast<int>(slot.salt.size())) != 1)
        co_return Fault{
            FaultCode::internal,
            "no_random",
            "The system gave no random bytes.",
            "Restart the computer and try again."};
    auto secret = deviceSecret(path("device.key"), true);
    if (!secret)
        co_return secret.error();
    const auto outer =
        co_await passphraseKey(std::move(passphrase), slot.salt, slot.cost, std::move(*secret));
    if (!outer)
        co_return outer.error();
    const auto wrapped = wrap(*outer, master_, masterPurpose);
    if (!wrapped)
        co_return wrapped.error();
    slot.master = *wrapped;
    co_return slot;
}

QCoro::Task<Result<void>> KeyKeeper::setPassphrase(Secret current, Secret fresh)
{
    if (!isOpen())
        co_return notOpen();
    if (auto good = checkPassphrase(fresh); !good)
        co_return good.error();
    auto file = held();
    if (!file)
        co_return file.error();
    if (file->passphrase && !isRecovered_) {
        const auto right = co_await checked(std::move(current), *file->passphrase);
        if (!right)
            co_return right.error();
    }
    auto slot = co_await newSlot(std::move(fresh));
    if (!slot)
        co_return slot.error();
    file = held(); // It may have changed while the passphrase was worked on.
    if (!file)
        co_return file.error();
    file->passphrase = std::move(*slot);
    auto written = writeKeyFile(path("keys.json"), *file);
    if (written) {
        isRecovered_ = false;
        guard_.succeeded();
    }
    co_return written;
}

QCoro::Task<Result<void>> KeyKeeper::removePassphrase(Secret current)
{
    if (!isOpen())
        co_return notOpen();
    auto file = held();
    if (!file)
        co_return file.error();
    if (!file->passphrase)
        co_return Result<void>{};
    if (!file->keyring)
        co_return Fault{
            FaultCode::conflict,
            "only_slot",
            "The passphrase is the only thing that opens this device.",
            "Change it instead of removing it."};
    if (!isRecovered_) {
        const auto right = co_await checked(std::move(current), *file->passphrase);
        if (!right)
            co_return right.error();
    }
    file = held();
    if (!file)
        co_return file.error();
    file->passphrase.reset();
    co_return writeKeyFile(path("keys.json"), *file);
}

Result<void> KeyKeeper::setRecovery(const RecoveryPublicKey& key)
{
    if (!isOpen())
        return notOpen();
    auto file = held();
    if (!file)
        return file.error();
    if (file->recovery && file->recovery->keyId == key.keyId)
        return {};
    auto sealed = hpkeSeal(key.key, master_.view(), {recoveryPurpose, key.keyId});
    if (!sealed)
        return sealed.error();
    file->recovery = RecoverySlot{key.keyId, std::move(*sealed)};
    return writeKeyFile(path("keys.json"), *file);
}

Result<KeyPair> KeyKeeper::beginRotation()
{
    if (!isOpen())
        return notOpen();
    auto file = held();
    if (!file)
        return file.error();
    auto mirror = KeyBytes::random();
    auto vault = KeyBytes::random();
    if (!mirror || !vault)
        return mirror ? vault.error() : mirror.error();
    KeyPair pair{std::move(*mirror), std::move(*vault)};
    const auto wrapped = wrapPair(master_, pair);
    if (!wrapped)
        return wrapped.error();
    file->next = *wrapped;
    if (auto written = writeKeyFile(path("keys.json"), *file); !written)
        return written.error();
    return pair;
}

Result<void> KeyKeeper::endRotation(bool hasMirrorMoved, bool hasVaultMoved)
{
    auto file = held();
    if (!file)
        return file.error();
    if (!file->next)
        return {};
    const WrappedPair next = *file->next;
    file->next.reset();
    if (hasMirrorMoved || hasVaultMoved) {
        file->previous = file->keys;
        file->keys.mirror = hasMirrorMoved ? next.mirror : file->keys.mirror;
        file->keys.vault = hasVaultMoved ? next.vault : file->keys.vault;
    }
    if (hasMirrorMoved && hasVaultMoved)
        file->madeAt = Timestamp::now();
    return writeKeyFile(path("keys.json"), *file);
}

Result<void> KeyKeeper::takePrevious(bool isMirror, bool isVault)
{
    auto file = held();
    if (!file)
        return file.error();
    if (!file->previous)
        return {};
    if (isMirror)
        std::swap(file->keys.mirror, file->previous->mirror);
    if (isVault)
        std::swap(file->keys.vault, file->previous->vault);
    return writeKeyFile(path("keys.json"), *file);
}

Result<void> KeyKeeper::forgetPrevious()
{
    auto file = held();
    if (!file)
        return file.error();
    if (!file->previous)
        return {};
    file->previous.reset();
    return writeKeyFile(path("keys.json"), *file);
}

} // namespace tidemark::sync
