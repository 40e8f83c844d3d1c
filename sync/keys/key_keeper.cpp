// Making, wrapping and opening the keys of a data folder.
#include "sync/keys/key_keeper.hpp"

#include "models/core/uuid.hpp"

#include <QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <openssl/rand.h>

namespace tidemark::sync {
namespace {

constexpr std::string_view mirrorPurpose = "tidemark/mirror/1";
constexpr std::string_view vaultPurpose = "tidemark/vault/1";
constexpr std::size_t passphraseBytesMin = 8;
constexpr std::size_t passphraseBytesMax = 1024;

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

Result<StoreKeys> opened(const KeyBytes& outer, const KeyFile& file)
{
    auto mirror = unwrap(outer, file.mirror, mirrorPurpose);
    if (!mirror)
        return mirror.error();
    auto vault = unwrap(outer, file.vault, vaultPurpose);
    if (!vault)
        return vault.error();
    return StoreKeys{std::move(*mirror), std::move(*vault)};
}

/// Runs the costly derivation away from the event loop.
QCoro::Task<Result<KeyBytes>> derived(Secret passphrase, PassphraseSalt salt, PassphraseCost cost)
{
    auto outer = std::make_shared<Result<KeyBytes>>(KeyBytes{});
    auto held = std::make_shared<Secret>(std::move(passphrase));
    const auto work = [outer, held, salt, cost] { *outer = keyFromPassphrase(*held, salt, cost); };
    co_await QtConcurrent::run(work);
    co_return std::move(*outer);
}

} // namespace

KeyKeeper::KeyKeeper(QString folder, Keyring& keyring)
    : folder_(std::move(folder))
    , keyring_(keyring)
{
}

QString KeyKeeper::path() const
{
    return QDir(folder_).filePath(QStringLiteral("keys.json"));
}

Result<std::optional<KeySlot>> KeyKeeper::slot() const
{
    auto file = readKeyFile(path());
    if (!file)
        return file.error();
    return *file ? std::optional<KeySlot>((*file)->slot) : std::nullopt;
}

Result<void> KeyKeeper::mayCreate() const
{
    const QDir folder(folder_);
    if (QFileInfo::exists(path()))
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

QCoro::Task<Result<StoreKeys>> KeyKeeper::open()
{
    auto file = readKeyFile(path());
    if (!file)
        co_return file.error();
    if (!*file)
        co_return co_await createByKeyring();
    if ((*file)->slot == KeySlot::passphrase)
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
            "Sign in to the desktop session in which Tidemark was set up."};
    auto outer = co_await keyring_.read(QString::fromStdString(file.entry));
    if (!outer)
        co_return outer.error();
    if (!outer->has_value())
        co_return keyringLocked();
    co_return opened(**outer, file);
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
    if (!outer)
        co_return outer.error();
    KeyFile file{.slot = KeySlot::keyring, .entry = "device-" + Uuid::make().toString()};
    const auto entry = QString::fromStdString(file.entry);
    if (auto written = co_await keyring_.write(entry, outer->view()); !written)
        co_return written.error();
    // Read back before anything depends on it.
    const auto found = co_await keyring_.read(entry);
    if (!found)
        co_return found.error();
    if (!found->has_value())
        co_return keyringLocked();
    co_return create(**found, std::move(file));
}

Result<StoreKeys> KeyKeeper::create(const KeyBytes& outer, KeyFile file) const
{
    auto mirror = KeyBytes::random();
    auto vault = KeyBytes::random();
    if (!mirror || !vault)
        return mirror ? vault.error() : mirror.error();
    auto wrappedMirror = wrap(outer, *mirror, mirrorPurpose);
    auto wrappedVault = wrap(outer, *vault, vaultPurpose);
    if (!wrappedMirror || !wrappedVault)
        return wrappedMirror ? wrappedVault.error() : wrappedMirror.error();
    file.mirror = *wrappedMirror;
    file.vault = *wrappedVault;
    if (auto written = writeKeyFile(path(), file); !written)
        return written.error();
    return StoreKeys{std::move(*mirror), std::move(*vault)};
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::openByPassphrase(Secret passphrase)
{
    const auto file = readKeyFile(path());
    if (!file)
        co_return file.error();
    if (!*file)
        co_return Fault{
            FaultCode::notFound,
            "no_keys",
            "No passphrase was set on this device yet.",
            "Set a passphrase first."};
    if ((*file)->slot != KeySlot::passphrase)
        co_return Fault{
            FaultCode::conflict,
            "uses_keyring",
            "The key of this device is in the keyring, not under a passphrase.",
            "Unlock the keyring and try again."};
    const auto outer = co_await derived(std::move(passphrase), (*file)->salt, (*file)->cost);
    if (!outer)
        co_return outer.error();
    auto keys = opened(*outer, **file);
    if (!keys && keys.error().reason == "wrong_key")
        co_return Fault{
            FaultCode::forbidden,
            "wrong_passphrase",
            "This is not the passphrase.",
            "Try again; capital and small letters count."};
    co_return keys;
}

QCoro::Task<Result<StoreKeys>> KeyKeeper::createByPassphrase(Secret passphrase)
{
    if (auto may = mayCreate(); !may)
        co_return may.error();
    const auto length = passphrase.reveal().size();
    if (length < passphraseBytesMin || length > passphraseBytesMax)
        co_return Fault{
            FaultCode::invalid,
            "bad_passphrase",
            "A passphrase needs at least 8 characters and at most 1024.",
            "Choose a longer passphrase, best of several words."};
    KeyFile file{.slot = KeySlot::passphrase};
    if (RAND_bytes(file.salt.data(), static_cast<int>(file.salt.size())) != 1)
        co_return Fault{
            FaultCode::internal,
            "no_random",
            "The system gave no random bytes.",
            "Restart the computer and try again."};
    const auto outer = co_await derived(std::move(passphrase), file.salt, file.cost);
    if (!outer)
        co_return outer.error();
    co_return create(*outer, std::move(file));
}

} // namespace tidemark::sync
