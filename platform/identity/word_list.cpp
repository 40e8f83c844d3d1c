#include "platform/identity/word_list.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>

namespace tidemark::platform {
namespace {

constexpr std::size_t shortestWord = 4; ///< Shorter ones are in every text.
constexpr const char* files[] = {
    "/usr/share/dict/cracklib-small", "/usr/share/dict/american-english"};

/// FNV-1a.
std::uint64_t hashOf(std::string_view word)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : word)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    return hash;
}

} // namespace

void WordList::add(std::istream& lines)
{
    for (std::string word; std::getline(lines, word);) {
        while (!word.empty() && std::isspace(static_cast<unsigned char>(word.back())))
            word.pop_back();
        if (word.size() < shortestWord)
            continue;
        for (char& letter : word)
            letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        hashes_.push_back(hashOf(word));
    }
}

void WordList::finish()
{
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    hashes_.shrink_to_fit();
}

WordList WordList::read(std::istream& lines)
{
    WordList list;
    list.add(lines);
    list.finish();
    return list;
}

const WordList& WordList::ofSystem()
{
    static const WordList list = [] {
        WordList all;
        for (const char* name : files) {
            std::ifstream lines(name, std::ios::binary);
            all.add(lines);
        }
        all.finish();
        return all;
    }();
    return list;
}

bool WordList::contains(std::string_view word) const
{
    return word.size() >= shortestWord &&
           std::binary_search(hashes_.begin(), hashes_.end(), hashOf(word));
}

} // namespace tidemark::platform
