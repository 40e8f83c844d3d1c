// The keys of the two local files: made once, kept wrapped, opened by keyring or passphrase.
#pragma once

#include "sync/keys/key_file.hpp"
#include "sync/keys/keyring.hpp"

namespace tidemark::sync {

/// The keys of an open profile.
struct StoreKeys {
    KeyBytes mirror = {};
    KeyBytes vault = {};
};

/// Opens the keys of one data folder.
///
/// Invariant: new keys are made only while the folder holds neither keys.json nor a database. A
/// keyring that says "no such entry" may merely be locked, and a new key over an old file would
/// lose what is in it.
class KeyKeeper {
public:
    /// `folder` holds keys.json, mirror.db and vault.db. The keyring outlives the store.
    KeyKeeper(QString folder, Keyring& keyring);

    /// Where the keys of this folder come from; nothing before they were made.
    [[nodiscard]] Result<std::optional<KeySlot>> slot() const;

    /// Opens, or on a first start makes, the keys by the keyring. Faults of code `locked` say what
    /// stands in the way: `needs_passphrase` (this folder opens by passphrase, or there is no
    /// keyring), `keyring_locked`, `keys_missing`, and those of the keyring.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> open();

    /// Fault `forbidden`/`wrong_passphrase`.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> openByPassphrase(Secret passphrase);

    /// Makes the keys of a first start under a passphrase.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> createByPassphrase(Secret passphrase);

private:
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> openByKeyring(KeyFile file);
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> createByKeyring();
    [[nodiscard]] Result<StoreKeys> create(const KeyBytes& outer, KeyFile file) const;
    [[nodiscard]] Result<void> mayCreate() const;
    [[nodiscard]] QString path() const;

    QString folder_;
    Keyring& keyring_;
};

} // namespace tidemark::sync
