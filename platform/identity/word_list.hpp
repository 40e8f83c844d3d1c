// The words of a language, as a package of the system brings them.
#pragma once

#include <cstdint>
#include <istream>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// Words of four letters and more, in lower case; kept as 64 bits of each, so that one word in
/// many billions is taken for another.
class WordList {
public:
    /// One word a line.
    [[nodiscard]] static WordList read(std::istream& lines);

    /// That of the packages cracklib-runtime and wamerican; empty without them. Read once.
    [[nodiscard]] static const WordList& ofSystem();

    [[nodiscard]] bool contains(std::string_view word) const;
    [[nodiscard]] std::size_t size() const { return hashes_.size(); }

private:
    void add(std::istream& lines);
    void finish();

    std::vector<std::uint64_t> hashes_ = {}; ///< Sorted.
};

} // namespace tidemark::platform
