// Histories of clients, and whether any order of their operations explains what was seen.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tidemark::platform {

using List = std::vector<int>;

/// What one reader saw at one cut: appended lists, and registers whose sum never changes.
struct SeenCut {
    std::int64_t cut = 0;
    std::map<std::string, List> lists = {};
    std::map<std::string, std::int64_t> versions = {};
    std::int64_t sum = 0;
    bool agrees = true; ///< The digests.
};

/// What went wrong, counted; all 0 in a right history.
struct Verdict {
    int lost = 0;      ///< Acknowledged appends that are not in the final list.
    int doubled = 0;   ///< Appends that are there twice.
    int invented = 0;  ///< Appends that were refused, or never made.
    int torn = 0;      ///< Cuts in the middle of a transaction.
    int inverted = 0;  ///< A cut shows an effect without its cause, or goes back.
    int disagrees = 0; ///< Digests that do not fit the rows.

    [[nodiscard]] bool isRight() const
    {
        return lost + doubled + invented + torn + inverted + disagrees == 0;
    }
    [[nodiscard]] std::string text() const
    {
        return "lost " + std::to_string(lost) + ", doubled " + std::to_string(doubled) +
               ", invented " + std::to_string(invented) + ", torn " + std::to_string(torn) +
               ", inverted " + std::to_string(inverted) + ", digests " + std::to_string(disagrees);
    }
};

/// Appends that a writer was told of.
struct Appended {
    std::string list = {};
    int value = 0;
    int cause = 0; ///< A value that this writer had appended to `causeList` before; 0: none.
    std::string causeList = {};
};

inline bool isPrefix(const List& shorter, const List& longer)
{
    return shorter.size() <= longer.size() &&
           std::equal(shorter.begin(), shorter.end(), longer.begin());
}

inline void judgeFinal(
    const std::map<std::string, List>& final, const std::vector<Appended>& made, Verdict& out
)
{
    std::map<std::string, std::set<int>> acknowledged;
    for (const Appended& one : made)
        acknowledged[one.list].insert(one.value);
    for (const auto& [name, list] : final) {
        const std::set<int> there(list.begin(), list.end());
        out.doubled += static_cast<int>(list.size() - there.size());
        for (const int value : acknowledged[name])
            out.lost += there.contains(value) ? 0 : 1;
        for (const int value : there)
            out.invented += acknowledged[name].contains(value) ? 0 : 1;
    }
}

/// Which value each one builds on, and in which list that is.
using Causes = std::map<int, std::pair<int, std::string>>;

/// Effects without their cause among what `seen` has more than `before`.
inline int effectsWithoutCause(const SeenCut& seen, const SeenCut* before, const Causes& causes)
{
    int without = 0;
    for (const auto& [name, list] : seen.lists) {
        std::size_t known = 0;
        if (before != nullptr) {
            const auto earlier = before->lists.find(name);
            known =
                earlier != before->lists.end() ? std::min(earlier->second.size(), list.size()) : 0;
        }
        for (std::size_t i = known; i < list.size(); ++i) {
            const auto cause = causes.find(list[i]);
            if (cause == causes.end())
                continue;
            const auto in = seen.lists.find(cause->second.second);
            const bool isThere =
                in != seen.lists.end() &&
                std::find(in->second.rbegin(), in->second.rend(), cause->second.first) !=
                    in->second.rend();
            without += isThere ? 0 : 1;
        }
    }
    return without;
}

/// One reader's cuts, in the order in which they came.
inline void judgeCuts(
    const std::vector<SeenCut>& cuts,
    const std::map<std::string, List>& final,
    const std::vector<Appended>& made,
    std::int64_t sum,
    Verdict& out
)
{
    Causes causes;
    for (const Appended& one : made) {
        if (one.cause != 0)
            causes[one.value] = {one.cause, one.causeList};
    }
    const SeenCut* before = nullptr;
    for (const SeenCut& seen : cuts) {
        out.torn += seen.sum == sum ? 0 : 1;
        out.disagrees += seen.agrees ? 0 : 1;
        for (const auto& [name, list] : seen.lists) {
            const auto whole = final.find(name);
            const bool isPast = whole != final.end() && isPrefix(list, whole->second);
            out.inverted += isPast ? 0 : 1;
        }
        out.inverted += effectsWithoutCause(seen, before, causes);
        if (before != nullptr) {
            out.inverted += seen.cut < before->cut ? 1 : 0;
            for (const auto& [id, version] : before->versions) {
                const auto now = seen.versions.find(id);
                out.inverted += now != seen.versions.end() && now->second < version ? 1 : 0;
            }
        }
        before = &seen;
    }
}

} // namespace tidemark::platform
