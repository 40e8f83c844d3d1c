// Where everything of one user lives on this device; the same answer in agent and windows.
#pragma once

#include "models/core/fault.hpp"

#include <QString>

namespace tidemark::sync {

/// The folders of one user. They are not created by looking at them.
struct Home {
    QString data = {};   ///< mirror.db, vault.db, keys.json
    QString config = {}; ///< settings of the windows
    QString run = {};    ///< the agent's socket and lock
    QString log = {};

    /// The name for QLocalServer and QLocalSocket: a socket path, on Windows a pipe name that
    /// carries a digest of the home folder.
    [[nodiscard]] QString agentAddress() const;
};

/// Everything below `folder`, or below TIDEMARK_HOME when it is empty and that is set, else the
/// system's folders. Fault `invalid`/`socket_path_too_long` above 100 bytes.
[[nodiscard]] Result<Home> findHome(const QString& folder = {});

} // namespace tidemark::sync
