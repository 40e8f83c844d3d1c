// The mirror's side of a sweep.
#pragma once

#include "sync/mirror/mirror_reader.hpp"
#include "sync/vault/retirement.hpp"

namespace tidemark::sync {

/// What `Vault::sweep` asks of the mirror. `reader` must outlive the answer. Fault of the mirror
/// when it cannot be read; then there is no sweep.
[[nodiscard]] Result<MirrorFacts> factsOf(MirrorReader& reader);

} // namespace tidemark::sync
