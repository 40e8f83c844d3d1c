// Versions and limits of the sync protocol and the live channel (docs/protocol.md §2 and §3).
#pragma once

#include <cstddef>

namespace tidemark::limits {

inline constexpr int syncProtocol = 1;                ///< Newest that we speak; `X-Sync-Protocol`.
inline constexpr int syncProtocolLeast = 1;           ///< Oldest that we still speak.
inline constexpr std::size_t frameBytes = 4U << 20U;  ///< One frame, its `\n` included.
inline constexpr std::size_t liveBytes = 256U << 10U; ///< One live message.
inline constexpr std::size_t pushBytes = 1U << 20U;   ///< Body of one push.
inline constexpr std::size_t requestBytes = 64U << 10U; ///< Body of session and pull.
inline constexpr std::size_t mutationsPerPush = 100;
inline constexpr std::size_t opsPerMutation = 10'000;
inline constexpr std::size_t pageRows = 20'000;
inline constexpr std::size_t scopesPerPull = 10'000;
inline constexpr std::size_t columnsPerFrame = 256;
inline constexpr std::size_t dependsPerMutation = 100;
inline constexpr std::size_t digestBuckets = 64;     ///< By the low bits of an id's last byte.
inline constexpr std::size_t keysPerAnswer = 50'000; ///< Of `sync/rows`.
inline constexpr std::size_t keysPerFetch = 1'000;   ///< Of `sync/fetch`.
inline constexpr std::size_t receiptsPerRequest = 1'000;
inline constexpr std::size_t escrowPerRequest = 100;
inline constexpr std::size_t escrowBytes = 8U << 20U; ///< Body of one escrow.
inline constexpr std::size_t scopesPerEscrow = 1'000;

} // namespace tidemark::limits
