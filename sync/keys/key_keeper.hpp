// The keys of the two local files: made once, kept wrapped, opened by any one of three slots.
#pragma once

#include "sync/keys/key_file.hpp"
#include "sync/keys/keyring.hpp"
#include "sync/keys/recovery_file.hpp"
#include "sync/keys/unlock_guard.hpp"

namespace tidemark::sync {

/// A key for each of the two files; both empty, or none.
struct KeyPair {
    KeyBytes mirror = {};
    KeyBytes vault = {};

    [[nodiscard]] bool isEmpty() const { return mirror.isEmpty(); }
};

/// The keys of an open profile. Only around a rotation there are others than the current ones.
struct StoreKeys {
    KeyBytes mirror = {};
    KeyBytes vault = {};
    KeyPair next = {};
    KeyPair previous = {};
};

/// What opens this device, for people to see.
struct KeySlots {
    bool hasKeyring = false;
    bool hasPassphrase = false;
    std::string recoveryKeyId = {}; ///< Empty: no recovery key was set.
    std::optional<Timestamp> madeAt = {};
    bool isRotating = false;
    int failures = 0; ///< Wrong passphrases in a row.
    std::chrono::seconds wait{0};
};

/// Opens the keys of one data folder.
///
/// The keys are wrapped by a master key, and the master key by each slot: the keyring, a passphrase
/// and the tenant's recovery key. Losing one of them never locks a person out. Invariant: new keys
/// are made only while the folder holds neither keys.json nor a database. A keyring that says "no
/// such entry" may merely be locked, and a new key over an old file would lose what is in it.
class KeyKeeper {
public:
    /// `folder` holds keys.json, mirror.db and vault.db. The keyring outlives the store.
    KeyKeeper(QString folder, Keyring& keyring, DeviceClock clock = &deviceTime);

    /// Where the keys of this folder come from; nothing before they were made.
    [[nodiscard]] Result<std::optional<KeySlot>> slot() const;
    [[nodiscard]] Result<KeySlots> keySlots() const;

    /// Opens, or on a first start makes, the keys by the keyring. Faults of code `locked` say what
    /// stands in the way: `needs_passphrase` (this folder opens by passphrase, or there is no
    /// keyring), `keyring_locked`, `keys_missing`, and those of the keyring.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> open();

    /// Fault `forbidden`/`wrong_passphrase`, `unlock_too_soon`. A keyring that works but lost its
    /// entry is given a new one.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> openByPassphrase(Secret passphrase);

    /// By a file of the tenant's officers. Fault `conflict`/`no_recovery_slot`,
    /// `forbidden`/`other_recovery_key`, and those of the file. The passphrase may be set anew
    /// afterwards without the old one.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> openByRecovery(QString file);

    /// Makes the keys of a first start under a passphrase.
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> createByPassphrase(Secret passphrase);

    // --- with open keys -------------------------------------------------------------------------
    [[nodiscard]] bool isOpen() const { return !master_.isEmpty(); }
    /// The keys as the file has them now.
    [[nodiscard]] Result<StoreKeys> again() const;
    /// Forgets the master key.
    void close();
    /// Of the journal in which a desk keeps this person's edits while there is no agent: the same
    /// as long as there are keys, also after a rotation.
    [[nodiscard]] Result<KeyBytes> formsKey(std::string_view person) const;
    /// Sets or changes the passphrase; `current` is asked for where there is one.
    [[nodiscard]] QCoro::Task<Result<void>> setPassphrase(Secret current, Secret fresh);
    /// Fault `conflict`/`only_slot` where nothing else opens this device by itself.
    [[nodiscard]] QCoro::Task<Result<void>> removePassphrase(Secret current);
    [[nodiscard]] Result<void> setRecovery(const RecoveryPublicKey& key);

    // --- rotation -------------------------------------------------------------------------------
    /// New keys, wrapped beside the ones in use.
    [[nodiscard]] Result<KeyPair> beginRotation();
    /// Says which of the files has its next key; the keys before are kept as previous ones.
    [[nodiscard]] Result<void> endRotation(bool hasMirrorMoved, bool hasVaultMoved);
    /// A file came back from before the rotation: its previous key is the one in use again.
    [[nodiscard]] Result<void> takePrevious(bool isMirror, bool isVault);
    [[nodiscard]] Result<void> forgetPrevious();

private:
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> openByKeyring(KeyFile file);
    [[nodiscard]] QCoro::Task<Result<StoreKeys>> createByKeyring();
    [[nodiscard]] QCoro::Task<Result<KeyBytes>> checked(Secret passphrase, PassphraseSlot slot);
    [[nodiscard]] QCoro::Task<Result<std::string>> newEntry(KeyBytes::View key);
    [[nodiscard]] QCoro::Task<void> mendKeyring();
    [[nodiscard]] QCoro::Task<Result<PassphraseSlot>> newSlot(Secret passphrase);
    [[nodiscard]] Result<StoreKeys> create(KeyFile file);
    [[nodiscard]] Result<StoreKeys> opened(KeyBytes master, const KeyFile& file);
    [[nodiscard]] Result<KeyFile> held() const;
    [[nodiscard]] Result<void> mayCreate() const;
    [[nodiscard]] QString path(const char* name) const;

    QString folder_;
    Keyring& keyring_;
    UnlockGuard guard_;
    KeyBytes master_ = {};
    bool isRecovered_ = false; // Opened by the officers' file: the passphrase was lost.
};

} // namespace tidemark::sync
