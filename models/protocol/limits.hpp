// Versions and limits of the sync protocol and the live channel (docs/protocol.md §2 and §3).
#pragma once

#include <cstddef>

namespace tidemark::limits {

inline constexpr int syncProtocol = 1;                  ///< `X-Sync-Protocol`.
inline constexpr std::size_t frameBytes = 4U << 20U;    ///< One frame, its `\n` included.
inline constexpr std::size_t liveBytes = 256U << 10U;   ///< One live message.
inline constexpr std::size_t pushBytes = 1U << 20U;     ///< Body of one push.
inline constexpr std::size_t requestBytes = 64U << 10U; ///< Body of session and pull.
inline constexpr std::size_t mutationsPerPush = 100;
inline constexpr std::size_t opsPerMutation = 10'000;
inline constexpr std::size_t pageRows = 20'000;
inline constexpr std::size_t scopesPerPull = 10'000;
inline constexpr std::size_t columnsPerFrame = 256;

} // namespace tidemark::limits
