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

/// One reader's cuts, in the order in which they came.
inline void judgeCuts(
    const std::vector<SeenCut>& cuts,
    const std::map<std::string, List>& final,
    const std::vector<Appended>& made,
    std::int64_t sum,
    Verdict& out
)
{
    const SeenCut* before = nullptr;
    for (const SeenCut& seen : cuts) {
        out.torn += seen.sum == sum ? 0 : 1;
        out.disagrees += seen.agrees ? 0 : 1;
        for (const auto& [name, list] : seen.lists) {
            const auto whole = final.find(name);
            const bool isPast = whole != final.end() && isPrefix(list, whole->second);
            out.inverted += isPast ? 0 : 1;
        }
        for (const Appended& one : made) {
            const auto effects = seen.lists.find(one.list);
            const auto causes = seen.lists.find(one.causeList);
            if (one.cause == 0 || effects == seen.lists.end() || causes == seen.lists.end())
                continue;
            const auto has = [](const List& list, int value) {
                return std::find(list.begin(), list.end(), value) != list.end();
            };
            if (has(effects->second, one.value) && !has(causes->second, one.cause))
                ++out.inverted;
        }
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
