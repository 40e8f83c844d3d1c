#include "ui/grid/order_key.hpp"

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t base = digits.size();

/// As bytes compare, whatever the sign of char.
bool isBelow(char a, char b)
{
    return static_cast<unsigned char>(a) < static_cast<unsigned char>(b);
}

/// A byte that is no digit counts as the nearest one below it, so foreign keys still sort.
std::size_t digitAt(std::string_view key, std::size_t at)
{
    if (at >= key.size())
        return 0;
    const auto above = std::upper_bound(digits.begin(), digits.end(), key[at], isBelow);
    const auto index = static_cast<std::size_t>(above - digits.begin());
    return index == 0 ? 0 : index - 1;
}

bool isCounter(char head)
{
    return head >= 'a' && head <= 'z';
}

/// The counter after the one that `before` starts with.
std::string counterAfter(std::string_view before)
{
    if (before.empty() || isBelow(before[0], 'a'))
        return "a0";
    if (!isCounter(before[0]))
        return std::string(before) + "V";
    const auto length = static_cast<std::size_t>(before[0] - 'a') + 1;
    std::string key(before.substr(0, length + 1));
    key.resize(length + 1, digits[0]);
    for (std::size_t i = length; i >= 1; --i) {
        const std::size_t digit = digitAt(key, i);
        if (digit + 1 < base) {
            key[i] = digits[digit + 1];
            return key;
        }
        key[i] = digits[0];
    }
    if (key[0] == 'z')
        return std::string(before) + "V";
    const char head = static_cast<char>(key[0] + 1);
    return head + std::string(length + 1, digits[0]);
}

} // namespace

std::string orderKeyBetween(std::string_view before, std::string_view after)
{
    if (after.empty())
        return counterAfter(before);
    if (after <= before)
        return std::string(before) + "V";
    std::string key;
    bool isBelowAfter = false; // From here on any digit is below `after`.
    for (std::size_t i = 0;; ++i) {
        const std::size_t low = digitAt(before, i);
        const std::size_t high = isBelowAfter || i >= after.size() ? base : digitAt(after, i);
        if (low == high) {
            key += digits[low];
            continue;
        }
        const std::size_t middle = (low + high) / 2;
        if (middle > low) {
            key += digits[middle];
            return key;
        }
        key += digits[low];
        isBelowAfter = true;
    }
}

std::vector<std::string> orderKeysBetween(
    std::string_view before, std::string_view after, std::size_t count, std::string_view tag
)
{
    std::vector<std::string> keys;
    if (count == 1)
        return {orderKeyBetween(before, after)};
    keys.reserve(count);
    const std::string prefix = orderKeyBetween(before, after) + std::string(tag);
    std::string counter;
    for (std::size_t i = 0; i < count; ++i) {
        counter = counterAfter(counter);
        keys.push_back(prefix + counter);
    }
    return keys;
}

} // namespace tidemark::ui
