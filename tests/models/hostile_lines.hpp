// Texts that try to break, colour or turn around a line that they are written into.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

/// What terminals, editors and line readers act upon.
inline const std::vector<std::string>& hostilePieces()
{
    static const std::vector<std::string> pieces{
        "\r\n",
        "\n",
        "\r",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\xc2\x9b"
        "31m",
        "\xc2\x85",
        "\xe2\x80\xae",
        "\xe2\x81\xa6",
        "\xe2\x81\xa9",
        "\xe2\x80\xa8",
        "\xe2\x80\x8b",
        "\xef\xbb\xbf",
        "\xf3\xa0\x81\x81",
        "\x7f",
        std::string(1, '\0'),
        "\xff",
        "\xc3",
        "\xed\xa0\x80",
        "\xc0\x8a",
        "\xf8\x88\x80\x80\x80",
        "\"",
        "\\",
        "\",\"level\":\"error",
        "{}",
        "%s%n",
        "$(x)",
        "plain words ",
        "\xc3\xa4\xe2\x82\xac\xf0\x9f\x8c\x8a"};
    return pieces;
}

/// Some of them in a row, chosen by the seed.
inline std::string hostileText(unsigned seed)
{
    std::mt19937 random(seed);
    const auto& pieces = hostilePieces();
    std::string text;
    for (unsigned left = 1 + random() % 9; left > 0; --left)
        text += pieces[random() % pieces.size()];
    return text;
}

/// Whether a line holds nothing that acts, after its own end.
inline bool isQuiet(std::string_view line)
{
    for (const char byte : line) {
        if ((byte >= 0 && byte < ' ') || byte == '\x7f')
            return false;
    }
    for (const char* mark :
         {"\xc2\x9b",
          "\xc2\x85",
          "\xe2\x80\xae",
          "\xe2\x81\xa6",
          "\xe2\x81\xa9",
          "\xe2\x80\xa8",
          "\xe2\x80\x8b",
          "\xef\xbb\xbf",
          "\xf3\xa0\x81\x81"}) {
        if (line.find(mark) != line.npos)
            return false;
    }
    return true;
}

} // namespace tidemark::test
