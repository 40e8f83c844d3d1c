#include "models/merge/text_merge.hpp"

#include "models/merge/token_diff.hpp"

#include <algorithm>

namespace tidemark {
namespace {

using Tokens = std::vector<std::string_view>;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Letters outside of ASCII are two bytes and more, all of them above 127.
bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string joined(const Tokens& tokens, std::size_t begin, std::size_t end)
{
    std::string text;
    for (std::size_t i = begin; i < end; ++i)
        text += tokens[i];
    return text;
}

/// One side's changes, read from first to last, and where that side's text stands beside the base.
class Side {
public:
    Side(const Tokens& base, const Tokens& own)
        : own_(own)
        , hunks_(diffTokens(base, own))
    {
    }

    [[nodiscard]] bool isDone() const { return next_ == hunks_.size(); }
    [[nodiscard]] std::size_t begin() const { return hunks_[next_].begin; }
    /// Takes the next change if it begins at `end` or before; `end` moves to its own end.
    bool take(std::size_t& end)
    {
        if (isDone() || begin() > end)
            return false;
        end = std::max(end, hunks_[next_].end);
        shift_ = static_cast<std::ptrdiff_t>(hunks_[next_].otherEnd) -
                 static_cast<std::ptrdiff_t>(hunks_[next_].end);
        ++next_;
        return true;
    }
    /// What this side has up to `end` of the base, from where it was asked for last.
    std::string upTo(std::size_t end)
    {
        const auto to = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(end) + shift_);
        std::string text = joined(own_, at_, to);
        at_ = to;
        return text;
    }

private:
    const Tokens& own_;
    std::vector<TokenHunk> hunks_;
    std::size_t next_ = 0;
    std::size_t at_ = 0;
    std::ptrdiff_t shift_ = 0;
};

TextRegion::Kind kindOf(bool byMe, bool byThem, const TextRegion& region)
{
    if (!byThem)
        return byMe ? TextRegion::Kind::mine : TextRegion::Kind::same;
    if (!byMe)
        return TextRegion::Kind::theirs;
    return region.mine == region.theirs ? TextRegion::Kind::both : TextRegion::Kind::conflict;
}

MergedText mergedOnce(std::string_view base, std::string_view mine, std::string_view theirs)
{
    const Tokens baseTokens = textTokens(base);
    const Tokens mineTokens = textTokens(mine);
    const Tokens theirTokens = textTokens(theirs);
    Side me(baseTokens, mineTokens);
    Side them(baseTokens, theirTokens);
    MergedText merged;
    std::size_t at = 0;
    const auto add = [&](std::size_t end, bool byMe, bool byThem) {
        TextRegion region{.base = joined(baseTokens, at, end)};
        region.mine = me.upTo(end);
        region.theirs = them.upTo(end);
        region.kind = kindOf(byMe, byThem, region);
        at = end;
        if (!(region.base.empty() && region.mine.empty() && region.theirs.empty()))
            merged.regions.push_back(std::move(region));
    };
    while (!me.isDone() || !them.isDone()) {
        std::size_t end = baseTokens.size();
        if (!me.isDone())
            end = std::min(end, me.begin());
        if (!them.isDone())
            end = std::min(end, them.begin());
        add(end, false, false);
        bool byMe = false;
        bool byThem = false;
        for (bool isGrowing = true; isGrowing;) {
            isGrowing = false;
            if (me.take(end))
                isGrowing = byMe = true;
            if (them.take(end))
                isGrowing = byThem = true;
        }
        add(end, byMe, byThem);
    }
    add(baseTokens.size(), false, false);
    return merged;
}

/// Whether merging a side into the result again finds its work done, however words are lined up.
bool isSettled(
    std::string_view base, std::string_view mine, std::string_view theirs, std::string_view result
)
{
    const auto finds = [&](std::string_view side) {
        const MergedText again = mergedOnce(base, side, result);
        return again.isClean() && again.text() == result;
    };
    return finds(mine) && finds(theirs);
}

} // namespace

bool MergedText::isClean() const
{
    return std::none_of(regions.begin(), regions.end(), [](const TextRegion& region) {
        return region.kind == TextRegion::Kind::conflict;
    });
}

std::string MergedText::text() const
{
    std::string text;
    for (const TextRegion& region : regions)
        text += region.kind == TextRegion::Kind::mine ? region.mine : region.theirs;
    return text;
}

std::string MergedText::withBoth() const
{
    std::string text;
    for (const TextRegion& region : regions) {
        text += region.kind == TextRegion::Kind::mine ? region.mine : region.theirs;
        if (region.kind != TextRegion::Kind::conflict || region.mine.empty())
            continue;
        if (!text.empty() && !isSpace(text.back()) && !isSpace(region.mine.front()))
            text += ' ';
        text += region.mine;
    }
    return text;
}

MergedText mergeTexts(std::string_view base, std::string_view mine, std::string_view theirs)
{
    MergedText merged = mergedOnce(base, mine, theirs);
    if (mine == theirs || base == mine || base == theirs || !merged.isClean())
        return merged;
    if (isSettled(base, mine, theirs, merged.text()))
        return merged;
    return {
        {{TextRegion::Kind::conflict, std::string(base), std::string(mine), std::string(theirs)}}};
}

std::vector<std::string_view> textTokens(std::string_view text)
{
    std::vector<std::string_view> tokens;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (isSpace(text[at])) {
            while (end < text.size() && isSpace(text[end]))
                ++end;
        } else if (isWord(text[at])) {
            const auto joins = [&](std::size_t i) {
                return (text[i] == '.' || text[i] == ',') && isDigit(text[i - 1]) &&
                       i + 1 < text.size() && isDigit(text[i + 1]);
            };
            while (end < text.size() && (isWord(text[end]) || joins(end)))
                ++end;
        }
        tokens.push_back(text.substr(at, end - at));
        at = end;
    }
    return tokens;
}

} // namespace tidemark
