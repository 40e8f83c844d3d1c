#include "models/merge/token_diff.hpp"

#include <algorithm>

namespace tidemark {
namespace {

using Tokens = std::span<const std::string_view>;

/// More changes than this are not lined up one by one: it takes time and helps nobody.
constexpr std::ptrdiff_t changesMost = 1000;

/// Myers' greedy search for the shortest list of single insertions and removals. `kept` gets, for
/// each token of `from`, its place in `to` or none. False: more than `changesMost` changes.
class Search {
public:
    Search(Tokens from, Tokens to)
        : from_(from)
        , to_(to)
        , kept_(from.size(), none)
    {
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    bool run()
    {
        const auto n = static_cast<std::ptrdiff_t>(from_.size());
        const auto m = static_cast<std::ptrdiff_t>(to_.size());
        const std::ptrdiff_t most = std::min(n + m, changesMost);
        furthest_.assign(static_cast<std::size_t>(2 * most + 3), 0);
        middle_ = most + 1;
        for (std::ptrdiff_t d = 0; d <= most; ++d) {
            const auto first = static_cast<std::size_t>(middle_ - d);
            trace_.emplace_back(
                furthest_.begin() + static_cast<std::ptrdiff_t>(first) - 1,
                furthest_.begin() + static_cast<std::ptrdiff_t>(first) + 2 * d + 2
            );
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                std::ptrdiff_t x = comesDown(k, d) ? at(k + 1) : at(k - 1) + 1;
                while (x < n && x - k < m && same(x, x - k))
                    ++x;
                at(k) = x;
                if (x >= n && x - k >= m) {
                    walkBack(d, k);
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] const std::vector<std::size_t>& kept() const { return kept_; }

private:
    [[nodiscard]] std::ptrdiff_t& at(std::ptrdiff_t k)
    {
        return furthest_[static_cast<std::size_t>(middle_ + k)];
    }
    [[nodiscard]] bool comesDown(std::ptrdiff_t k, std::ptrdiff_t d)
    {
        return k == -d || (k != d && at(k - 1) < at(k + 1));
    }
    [[nodiscard]] bool same(std::ptrdiff_t x, std::ptrdiff_t y) const
    {
        return from_[static_cast<std::size_t>(x)] == to_[static_cast<std::size_t>(y)];
    }

    void walkBack(std::ptrdiff_t d, std::ptrdiff_t k)
    {
        auto x = static_cast<std::ptrdiff_t>(from_.size());
        for (; d >= 0; --d) {
            const auto& before = trace_[static_cast<std::size_t>(d)]; // Of diagonals -d-1 … d+1.
            const auto then = [&](std::ptrdiff_t diagonal) {
                return before[static_cast<std::size_t>(diagonal + d + 1)];
            };
            const bool isDown = k == -d || (k != d && then(k - 1) < then(k + 1));
            const std::ptrdiff_t start = d == 0 ? 0 : isDown ? then(k + 1) : then(k - 1) + 1;
            while (x > start) {
                --x;
                kept_[static_cast<std::size_t>(x)] = static_cast<std::size_t>(x - k);
            }
            k = isDown ? k + 1 : k - 1;
            x = isDown ? start : start - 1;
        }
    }

    Tokens from_;
    Tokens to_;
    std::vector<std::size_t> kept_;
    std::vector<std::ptrdiff_t> furthest_ = {};
    std::vector<std::vector<std::ptrdiff_t>> trace_ = {};
    std::ptrdiff_t middle_ = 0;
};

std::vector<TokenHunk>
hunksOf(const std::vector<std::size_t>& kept, std::size_t toSize, std::size_t shift)
{
    std::vector<TokenHunk> hunks;
    std::size_t from = 0;
    std::size_t to = 0;
    for (std::size_t i = 0; i <= kept.size(); ++i) {
        const bool isEnd = i == kept.size();
        if (!isEnd && kept[i] == Search::none)
            continue;
        const std::size_t other = isEnd ? toSize : kept[i];
        if (i > from || other > to)
            hunks.push_back({from + shift, i + shift, to + shift, other + shift});
        from = i + 1;
        to = other + 1;
    }
    return hunks;
}

} // namespace

std::vector<TokenHunk> diffTokens(Tokens from, Tokens to)
{
    std::size_t head = 0;
    while (head < from.size() && head < to.size() && from[head] == to[head])
        ++head;
    std::size_t tail = 0;
    while (tail < from.size() - head && tail < to.size() - head &&
           from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
        ++tail;
    const Tokens a = from.subspan(head, from.size() - head - tail);
    const Tokens b = to.subspan(head, to.size() - head - tail);
    if (a.empty() && b.empty())
        return {};
    Search search(a, b);
    if (a.empty() || b.empty() || !search.run())
        return {{head, head + a.size(), head, head + b.size()}};
    return hunksOf(search.kept(), b.size(), head);
}

} // namespace tidemark
