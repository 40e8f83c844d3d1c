// What the processor can do for a cipher.
#pragma once

namespace tidemark::sync {

/// True when AES rounds are instructions, so that AEGIS is fast and free of timing leaks.
[[nodiscard]] bool hasAesInstructions();

} // namespace tidemark::sync
