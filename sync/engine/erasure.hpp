// Leaving nothing behind: what a sign-out or a wipe removes, also when it is cut short.
#pragma once

#include "models/core/secret.hpp"
#include "models/core/timestamp.hpp"
#include "sync/keys/keyring.hpp"
#include "sync/wire/home.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// What the password of a proxy is called in the keyring.
inline constexpr const char* proxyEntry = "proxy";

/// Why everything goes.
enum class ErasureCause { signOut, wipe };

/// The intent, on the disk before anything is touched, so that a kill in the middle is continued at
/// the next start before anything else. After a wipe it stays, without the token, as the note of
/// what happened, until somebody signs in again.
struct Erasure {
    ErasureCause cause = ErasureCause::signOut;
    Timestamp at = {};
    std::string server = {};
    Secret token = {};                     ///< To tell the platform with; empty: told, or nothing.
    std::int64_t unsent = 0;               ///< Changes that went with it.
    std::vector<std::string> entries = {}; ///< Of the keyring; those that are still to go.
    bool isErased = false;                 ///< The files are gone.

    [[nodiscard]] Erasure clone() const;
};

/// Nothing when there is none. A file that cannot be read counts as a wipe that has just begun.
[[nodiscard]] std::optional<Erasure> readErasure(const Home& home);
/// Durable when it returns. Fault `full`/`file_unwritable`.
[[nodiscard]] Result<void> writeErasure(const Home& home, const Erasure& erasure);
void forgetErasure(const Home& home);

/// Called before each removal; false: stop here. For tests that cut it short.
using ErasureStep = std::function<bool(const QString& path)>;

/// Removes every file of a person: keys first, then vault, mirror, backups and files, logs, and
/// with a wipe the settings of the windows. Fault `forbidden`/`cannot_erase` names the first that
/// stays.
[[nodiscard]] Result<void>
eraseFiles(const Home& home, ErasureCause cause, const ErasureStep& step = {});

/// Takes the entries out of the keyring; those that could not be taken remain in the list.
[[nodiscard]] QCoro::Task<void> eraseEntries(Keyring& keyring, std::vector<std::string>& entries);

/// The entries that the key file of this folder names.
[[nodiscard]] std::vector<std::string> keyringEntries(const QString& folder);

/// To be called before the log is opened: goes on with the files of an erasure that was cut short.
void resumeErasure(const Home& home);

} // namespace tidemark::sync
