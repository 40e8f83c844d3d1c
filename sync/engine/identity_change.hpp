// This client under another identity.
#pragma once

#include "sync/engine/stores.hpp"

#include <QCoroTask>

#include <string>

namespace tidemark::sync {

/// Takes the identity `clientId`, or none to be given one, as `takeIdentity`. The mirror forgets
/// answers first: those to the former identity have the numbers that other changes get now.
[[nodiscard]] QCoro::Task<Result<ChangedRows>>
changeIdentity(Stores& stores, std::string clientId, std::int64_t incarnation);

} // namespace tidemark::sync
