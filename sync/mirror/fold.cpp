#include "sync/mirror/fold.hpp"

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace tidemark::sync {

std::string foldCase(std::string_view text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    if (!isAscii)
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
            .toCaseFolded()
            .toStdString();
    std::string folded(text);
    for (char& c : folded)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return folded;
}

} // namespace tidemark::sync
