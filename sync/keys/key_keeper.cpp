// Making and opening the keys of a data folder.
#include "sync/keys/key_keeper.hpp"

#include "models/core/uuid.hpp"
#include "sync/keys/key_purposes.hpp"
#include "sync/keys/passphrase_key.hpp"

#include <QDir>
#include <QFileInfo>

namespace tidemark::sync {
namespace {

Fault needsPassphrase(std::string cause)
{
    return Fault{
        FaultCode::locked,
        "needs_passphrase",
        std::move(cause),
        "Enter the passphrase that protects the data on this device."};
}

Fault keyringLocked()
{
    return Fault{
        FaultCode::locked,
        "keyring_locked",
        "The keyring of your session is locked, or no longer holds the key of this device.",
        "Unlock the keyring and try again. Nothing was deleted."};
}

Fault keysMissing()
{
    return Fault{
        FaultCode::locked,
        "keys_missing",
        "This device has encrypted data, but the file with its wrapped keys is missing.",
        "Restore keys.json from a backup into the data folder, then try again."};
}

Fault noKeys()
{
    return Fault{
        FaultCode::notFound,
        "no_keys",
        "No passphrase was set on this device yet.",
        "Set a passphrase first."};
}

Result<KeyPair> unwrapPair(const KeyBytes& master, const WrappedPair& pair)
{
    auto mirror = unwrap(master, pair.mirror, mirrorPurpose);
    if (!mirror)
        return mirror.error();
    auto vault = unwrap(master, pair.vault, vaultPurpose);
    if (!vault)
        return vault.error();
    return KeyPair{std::move(*mirror), std::move(*vault)};
}

Result<StoreKeys> unwrapAll(const KeyBytes& master, const KeyFile& file)
{
    auto current = unwrapPair(master, file.keys);
    if (!current)
        return current.error();
    StoreKeys keys{.mirror = std::move(current->mirror), .vault = std::move(current->vault)};
    for (const auto& [from, into] :
         {std::pair(&file.next, &keys.next), std::pair(&file.previous, &keys.previous)}) {
        if (!*from)
            continue;
        auto pair = unwrapPair(master, **from);
        if (!pair)
            return pair.error();
        *into = std::move(*pair);
    }
    return keys;
}

/// A slot without a wrapped master key gives the master key itself.
Result<KeyBytes> masterOf(KeyBytes outer, const std::optional<WrappedKey>& wrapped)
{
    if (!wrapped)
        return outer;
    return unwrap(outer, *wrapped, masterPurpose);
}

} // namespace

KeyKeeper::KeyKeeper(QString folder, Keyring& keyring, DeviceClock clock)
    : folder_(std::move(folder))
    , keyring_(keyring)
    , guard_(path("unlock.json"), std::move(clock))
{
}

QString KeyKeeper::path(const char* name) const
{
    return QDir(folder_).filePath(QString::fromLatin1(name));
}

Result<KeyFile> KeyKeeper::held() const
{
    auto file = readKeyFile(path("keys.json"));
    if (!file)
        return file.error();
    if (!*file)
        return noKeys();
    return std::move(**file);
}

Result<std::optional<KeySlot>> KeyKeeper::slot() const
{
    auto file = readKeyFile(path("keys.json"));
    if (!file)
        return file.error();
    if (!*file)
        return std::optional<KeySlot>{};
    return std::optional((*file)->keyring ? KeySlot::keyring : KeySlot::passphrase);
}

Result<KeySlots> KeyKeeper::keySlots() const
{
    auto file = readKeyFile(path("keys.json"));
    if (!file)
        return file.error();
    KeySlots found;
    if (!*file)
        return found;
    found.hasKeyring = (*file)->keyring.has_value();
    found.hasPassphrase = (*file)->passphrase.has_value();
    if ((*file)->recovery)
        found.recoveryKeyId = (*file)->recovery->keyId;
    found.madeAt = (*file)->madeAt;
    found.isRotating = (*file)->next.has_value();
    found.failures = guard_.failures();
    found.wait = guard_.wait();
    return found;
}

Result<void> KeyKeeper::mayCreate() const
{
    const QDir folder(folder_);
    if (QFileInfo::exists(path("keys.json")))
        return Fault{
            FaultCode::conflict,
            "keys_exist",
            "This device already has keys.",
            "Unlock with the passphrase that was set."};
    for (const auto& name : {QStringLiteral("mirror.db"), QStringLiteral("vault.db")}) {
        const QFileInfo database(folder.filePath(name));
        if (database.exists() && database.size() > 0)
            return keysMissing();
    }
    return {};
}

Result<StoreKeys> KeyKeeper::opened(KeyBytes master, const KeyFile& file)
{
    auto keys = unwrapAll(master, file);
    if (keys)
        master_ = std::move(master);
    return keys;
}

Result<StoreKeys> KeyKeeper::again() const
{
    if (!isOpen())
        return Fault{
            FaultCode::locked,
            "store_closed",
            "The data on this device is locked.",
            "Unlock Tidemark first."};
    const auto file = held();
    if (!file)
        return file.error();
    return unwrapAll(master_, *file);
}

void KeyKeeper::close()
{
    master_ = {};
    isRecovered_ = false;
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::open()
{
    auto file = readKeyFile(path("keys.json"));
    if (!file)
        co_return file.error();
    if (!*file)
        co_return co_await createByKeyring();
    if (!(*file)->keyring)
        co_return needsPassphrase("The data on this device is protected by a passphrase.");
    co_return co_await openByKeyring(std::move(**file));
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::openByKeyring(KeyFile file)
{
    if (!keyring_.isPresent())
        co_return Fault{
            FaultCode::locked,
            "keyring_absent",
            "The key of this device is in a keyring, and this session has none.",
            file.passphrase ? "Enter the passphrase of this device."
                            : "Sign in to the desktop session in which Tidemark was set up."};
    auto outer = co_await keyring_.read(QString::fromStdString(file.keyring->entry));
    if (!outer)
        co_return outer.error();
    if (!outer->has_value())
        co_return keyringLocked();
    auto master = masterOf(std::move(**outer), file.keyring->master);
    if (!master)
        co_return master.error();
    co_return opened(std::move(*master), file);
}

QCoro::Task<Result<std::string>> KeyKeeper::newEntry(KeyBytes::View key)
{
    const std::string name = "device-" + Uuid::make().toString();
    const auto entry = QString::fromStdString(name);
    if (auto written = co_await keyring_.write(entry, key); !written)
        co_return written.error();
    // Read back before anything depends on it.
    const auto found = co_await keyring_.read(entry);
    if (!found)
        co_return found.error();
    if (!found->has_value() || !std::equal(key.begin(), key.end(), (*found)->view().begin()))
        co_return keyringLocked();
    co_return name;
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::createByKeyring()
{
    if (auto may = mayCreate(); !may)
        co_return may.error();
    if (!keyring_.isPresent())
        co_return needsPassphrase("This session has no keyring that could keep the key.");
    if (auto works = co_await probe(keyring_); !works)
        co_return works.error();
    auto outer = KeyBytes::random();
    auto master = KeyBytes::random();
    if (!outer || !master)
        co_return outer ? master.error() : outer.error();
    auto entry = co_await newEntry(outer->view());
    if (!entry)
        co_return entry.error();
    auto wrapped = wrap(*outer, *master, masterPurpose);
    if (!wrapped)
        co_return wrapped.error();
    master_ = std::move(*master);
    co_return create(KeyFile{.keyring = KeyringSlot{std::move(*entry), *wrapped}});
}

Result<StoreKeys> KeyKeeper::create(KeyFile file)
{
    auto mirror = KeyBytes::random();
    auto vault = KeyBytes::random();
    if (!mirror || !vault)
        return mirror ? vault.error() : mirror.error();
    auto wrappedMirror = wrap(master_, *mirror, mirrorPurpose);
    auto wrappedVault = wrap(master_, *vault, vaultPurpose);
    if (!wrappedMirror || !wrappedVault)
        return wrappedMirror ? wrappedVault.error() : wrappedMirror.error();
    file.keys = {*wrappedMirror, *wrappedVault};
    file.madeAt = Timestamp::now();
    if (auto written = writeKeyFile(path("keys.json"), file); !written) {
        close();
        return written.error();
    }
    return StoreKeys{.mirror = std::move(*mirror), .vault = std::move(*vault)};
}

QCoro::Task<Result<KeyBytes>> KeyKeeper::checked(Secret passphrase, PassphraseSlot slot)
{
    // A try that comes too soon is not even looked at.
    if (auto counted = guard_.begin(); !counted)
        co_return counted.error();
    KeyBytes secret;
    if (slot.usesDeviceSecret) {
        auto read = deviceSecret(path("device.key"), false);
        if (!read)
            co_return read.error();
        secret = std::move(*read);
    }
    auto outer =
        co_await passphraseKey(std::move(passphrase), slot.salt, slot.cost, std::move(secret));
    if (!outer)
        co_return outer.error();
    // The first version wrapped the keys directly: only they tell whether it is right.
    auto file = held();
    if (!file)
        co_return file.error();
    auto master = masterOf(std::move(*outer), slot.master);
    const auto pair = master ? unwrapPair(*master, file->keys) : Result<KeyPair>(master.error());
    if (!pair && pair.error().reason == "wrong_key")
        co_return Fault{
            FaultCode::forbidden,
            "wrong_passphrase",
            "This is not the passphrase.",
            "Try again; capital and small letters count."};
    if (!pair)
        co_return pair.error();
    guard_.succeeded();
    co_return std::move(*master);
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::openByPassphrase(Secret passphrase)
{
    auto file = held();
    if (!file)
        co_return file.error();
    if (!file->passphrase)
        co_return Fault{
            FaultCode::conflict,
            "uses_keyring",
            "The key of this device is in the keyring, not under a passphrase.",
            "Unlock the keyring and try again."};
    auto master = co_await checked(std::move(passphrase), *file->passphrase);
    if (!master)
        co_return master.error();
    auto keys = opened(std::move(*master), *file);
    if (keys)
        co_await mendKeyring();
    co_return keys;
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::openByRecovery(QString file)
{
    auto known = held();
    if (!known)
        co_return known.error();
    if (!known->recovery)
        co_return Fault{
            FaultCode::conflict,
            "no_recovery_slot",
            "No recovery key was set on this device before it was locked.",
            "Unlock the keyring, or enter the passphrase."};
    const auto given = readRecoveryFile(file);
    if (!given)
        co_return given.error();
    if (given->keyId != known->recovery->keyId)
        co_return Fault{
            FaultCode::forbidden,
            "other_recovery_key",
            "This file is of the recovery key " + given->keyId + "; this device was sealed for " +
                known->recovery->keyId + ".",
            "Ask the officers of your organization for that file."};
    const HpkeContext context{recoveryPurpose, known->recovery->keyId};
    const auto plain = hpkeOpen(given->privateKey.view(), known->recovery->master, context);
    if (!plain)
        co_return plain.error();
    const std::string_view bytes = plain->reveal();
    auto master =
        KeyBytes::from({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    if (!master)
        co_return master.error();
    auto keys = opened(std::move(*master), *known);
    if (!keys)
        co_return keys.error();
    isRecovered_ = true;
    guard_.succeeded();
    co_await mendKeyring();
    co_return keys;
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::createByPassphrase(Secret passphrase)
{
    if (auto may = mayCreate(); !may)
        co_return may.error();
    if (auto good = checkPassphrase(passphrase); !good)
        co_return good.error();
    auto master = KeyBytes::random();
    if (!master)
        co_return master.error();
    master_ = std::move(*master);
    auto slot = co_await newSlot(std::move(passphrase));
    if (!slot)
        co_return slot.error();
    co_return create(KeyFile{.passphrase = std::move(*slot)});
}

} // namespace tidemark::sync
