#include "models/core/fault_id.hpp"

#include <algorithm>
#include <cstdint>

namespace tidemark {
namespace {

/// No letter that is read as another letter or a digit.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int symbols = 7;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// FNV-1a. Nobody gains by a collision: both faults are then found under the one name.
class Hash {
public:
    void add(char c) { value_ = (value_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL; }
    void add(std::string_view text)
    {
        for (const char c : text)
            add(c);
        add('\n');
    }
    [[nodiscard]] std::uint64_t value() const { return value_ ^ (value_ >> 32); }

private:
    std::uint64_t value_ = 14695981039346656037ULL;
};

} // namespace

std::string faultId(const Fault& fault)
{
    Hash hash;
    hash.add(nameOf(fault.code));
    hash.add(fault.reason);
    std::string words = fault.cause;
    words.erase(std::remove_if(words.begin(), words.end(), isDigit), words.end());
    hash.add(words);
    std::string id = "T-";
    std::uint64_t rest = hash.value();
    for (int i = 0; i < symbols; ++i, rest >>= 5) {
        if (i == 4)
            id += '-';
        id += alphabet[rest & 31];
    }
    return id;
}

} // namespace tidemark
