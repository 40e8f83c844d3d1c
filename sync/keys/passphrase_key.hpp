// From a passphrase and the secret file of this device to a key.
#pragma once

#include "sync/keys/key_file.hpp"

#include <QCoroTask>

namespace tidemark::sync {

/// Random bytes in a file of their own: a copy of keys.json alone is not worth guessing at.
/// Made when it is missing and `mayMake`; fault `locked`/`device_secret_missing`.
[[nodiscard]] Result<KeyBytes> deviceSecret(const QString& path, bool mayMake);

/// Argon2id away from the event loop, then HKDF with the secret where there is one (may be empty).
[[nodiscard]] QCoro::Task<Result<KeyBytes>>
passphraseKey(Secret passphrase, PassphraseSalt salt, PassphraseCost cost, KeyBytes secret);

/// Fault `invalid`/`bad_passphrase`.
[[nodiscard]] Result<void> checkPassphrase(const Secret& passphrase);

} // namespace tidemark::sync
