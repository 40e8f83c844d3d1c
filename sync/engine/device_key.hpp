// The key that this device signs its receipts with.
#pragma once

#include "models/core/signature.hpp"
#include "sync/engine/stores.hpp"

namespace tidemark::sync {

/// Made when it is first asked for, kept in the vault from then on; it goes with the person.
[[nodiscard]] Result<std::shared_ptr<const SigningKey>> deviceKey(DeskStore& desk);

/// What a session is opened with.
struct SessionOpening {
    VaultIdentity identity = {};
    Mid oldest = 1; ///< That can still be sent.
    std::shared_ptr<const SigningKey> key = {};
};
[[nodiscard]] Result<SessionOpening> readOpening(DeskStore& desk);

} // namespace tidemark::sync
