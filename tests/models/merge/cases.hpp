// Many random cases from one seed: fast enough for a hundred thousand of each law.
#pragma once

#include <QtTest>

#include <boost/json.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tidemark::test {

/// SplitMix64: small, the same on every system.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : state_(seed)
    {
    }

    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    /// 0 … `most`-1.
    std::size_t below(std::size_t most) { return static_cast<std::size_t>(next() % most); }
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }
    template <class T>
    const T& of(const std::vector<T>& values)
    {
        return values[below(values.size())];
    }

private:
    std::uint64_t state_;
};

inline constexpr int casesPerLaw = 100'000;

/// Tries `law`, which returns an empty text or what is wrong, with `casesPerLaw` cases. The number
/// of a failing case is its seed; `TIDEMARK_CASE` tries that one alone.
inline void forAll(const char* name, const std::function<std::string(Dice&)>& law)
{
    const QByteArray only = qgetenv("TIDEMARK_CASE");
    const std::uint64_t first = only.isEmpty() ? 1 : only.toULongLong();
    const std::uint64_t last = only.isEmpty() ? casesPerLaw : first;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        Dice dice(seed * 0x2545f4914f6cdd1dULL);
        const std::string wrong = law(dice);
        const std::string told =
            std::string(name) + ", case " + std::to_string(seed) + ": " + wrong;
        QVERIFY2(wrong.empty(), told.c_str());
    }
}

/// What is wrong, with the three sides.
inline std::string told(
    const char* what,
    const boost::json::value& b,
    const boost::json::value& m,
    const boost::json::value& t
)
{
    return std::string(what) + "\n base   " + boost::json::serialize(b) + "\n mine   " +
           boost::json::serialize(m) + "\n theirs " + boost::json::serialize(t);
}

} // namespace tidemark::test
