// keys.json: the wrapped keys of this device, and how to unwrap them. Nothing in it is secret.
#pragma once

#include "sync/keys/key_wrap.hpp"

#include <QString>

#include <optional>
#include <string>

namespace tidemark::sync {

/// Where the key that unwraps the others comes from.
enum class KeySlot { keyring, passphrase };

/// The content of keys.json. Its being there is the mark that keys were made: from then on no
/// new ones are minted, whatever a keyring says.
struct KeyFile {
    KeySlot slot = KeySlot::keyring;
    std::string entry = {};   ///< Name of the keyring entry; keyring slot only.
    PassphraseSalt salt = {}; ///< Passphrase slot only.
    PassphraseCost cost = {}; ///< Passphrase slot only.
    WrappedKey mirror = {};
    WrappedKey vault = {};
};

/// Nothing when there is no file; fault `corrupt`/`key_file_damaged` when it cannot be read.
[[nodiscard]] Result<std::optional<KeyFile>> readKeyFile(const QString& path);

/// Replaces the file as one step and leaves it readable for this user only.
[[nodiscard]] Result<void> writeKeyFile(const QString& path, const KeyFile& file);

} // namespace tidemark::sync
