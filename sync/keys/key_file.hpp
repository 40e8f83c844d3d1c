// keys.json: the wrapped keys of this device, and how to unwrap them. Nothing in it is secret.
#pragma once

#include "models/core/hpke.hpp"
#include "models/core/timestamp.hpp"
#include "sync/keys/key_wrap.hpp"

#include <QString>

#include <optional>
#include <string>

namespace tidemark::sync {

/// Where the key that unwraps the others comes from.
enum class KeySlot { keyring, passphrase };

/// The master key, wrapped by a key in the keyring.
struct KeyringSlot {
    std::string entry = {};                ///< Name of the keyring's entry.
    std::optional<WrappedKey> master = {}; ///< None: the entry is the master key itself.
};

/// The master key, wrapped by what a passphrase and the secret file of this device give.
struct PassphraseSlot {
    PassphraseSalt salt = {};
    PassphraseCost cost = {};
    bool usesDeviceSecret = false;
    std::optional<WrappedKey> master = {}; ///< None: the passphrase gives the master key itself.
};

/// The master key, sealed for the tenant's recovery key, whose private half is offline.
struct RecoverySlot {
    std::string keyId = {};
    HpkeSealed master = {};
};

/// The keys of the two files under the master key.
struct WrappedPair {
    WrappedKey mirror = {};
    WrappedKey vault = {};
};

/// The content of keys.json. Its being there is the mark that keys were made: from then on no
/// new ones are minted, whatever a keyring says. Each slot opens all keys by itself.
struct KeyFile {
    std::optional<KeyringSlot> keyring = {};
    std::optional<PassphraseSlot> passphrase = {};
    std::optional<RecoverySlot> recovery = {};
    WrappedPair keys = {};
    std::optional<WrappedPair> next = {};     ///< A rotation to these is under way.
    std::optional<WrappedPair> previous = {}; ///< Until the first clean restart after a rotation.
    std::optional<Timestamp> madeAt = {};     ///< Of `keys`; none: a file of version 1.
};

/// Nothing when there is no file; fault `corrupt`/`key_file_damaged` when it cannot be read.
[[nodiscard]] Result<std::optional<KeyFile>> readKeyFile(const QString& path);

/// Replaces the file as one step and leaves it readable for this user only.
[[nodiscard]] Result<void> writeKeyFile(const QString& path, const KeyFile& file);

} // namespace tidemark::sync
