// The digest that tells whether a mirror holds exactly the rows of a scope.
#pragma once

#include "models/core/uuid.hpp"

#include <cstdint>

namespace tidemark {

/// First 8 bytes, big endian, of SHA-256(id ‖ rv as 8 bytes big endian).
[[nodiscard]] std::uint64_t rowDigest(const Uuid& id, std::int64_t rv);

/// Count and digest sum of a set of rows. Order does not matter; removing undoes adding.
struct DigestSum {
    std::int64_t count = 0;
    std::uint64_t sum = 0; ///< Wraps at 2^64.

    void add(const Uuid& id, std::int64_t rv)
    {
        ++count;
        sum += rowDigest(id, rv);
    }
    void remove(const Uuid& id, std::int64_t rv)
    {
        --count;
        sum -= rowDigest(id, rv);
    }

    friend bool operator==(const DigestSum&, const DigestSum&) = default;
};

} // namespace tidemark
