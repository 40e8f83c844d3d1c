// The only source of chance in a simulated history.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tidemark::sim {

/// SplitMix64: small, fast, the same numbers on every machine. Never `std::` distributions, whose
/// results differ between libraries.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : state_(seed)
    {
    }

    std::uint64_t next()
    {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31);
    }

    /// 0 … count-1; 0 when there is nothing to choose from.
    std::uint64_t below(std::uint64_t count) { return count == 0 ? 0 : next() % count; }
    /// `least` … `most`.
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least +
               static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least) + 1));
    }
    bool chance(unsigned percent) { return below(100) < percent; }
    /// In [0, 1).
    double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    template <class T>
    const T& of(const std::vector<T>& choices)
    {
        return choices[static_cast<std::size_t>(below(choices.size()))];
    }

private:
    std::uint64_t state_;
};

} // namespace tidemark::sim
