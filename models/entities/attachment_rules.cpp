#include "models/entities/attachment_rules.hpp"

#include "models/core/storable_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark {
namespace {

using namespace std::string_view_literals;

/// Endings that one of our systems runs, or that carry a program, when they are opened.
constexpr std::array runEndings = {
    "apk"sv,     "app"sv, "appimage"sv, "bat"sv, "chm"sv,    "cmd"sv, "com"sv, "cpl"sv, "deb"sv,
    "desktop"sv, "dll"sv, "dmg"sv,      "exe"sv, "gadget"sv, "hta"sv, "inf"sv, "iso"sv, "jar"sv,
    "js"sv,      "jse"sv, "lnk"sv,      "msc"sv, "msi"sv,    "msp"sv, "pif"sv, "pl"sv,  "ps1"sv,
    "psm1"sv,    "py"sv,  "reg"sv,      "rpm"sv, "run"sv,    "scf"sv, "scr"sv, "sh"sv,  "so"sv,
    "sys"sv,     "url"sv, "vb"sv,       "vbe"sv, "vbs"sv,    "wsf"sv, "wsh"sv, "xll"sv};

/// Names that Windows keeps for devices, with any ending.
constexpr std::array deviceNames = {"con"sv,  "prn"sv,  "aux"sv,  "nul"sv,  "com1"sv, "com2"sv,
                                    "com3"sv, "com4"sv, "com5"sv, "com6"sv, "com7"sv, "com8"sv,
                                    "com9"sv, "lpt1"sv, "lpt2"sv, "lpt3"sv, "lpt4"sv, "lpt5"sv,
                                    "lpt6"sv, "lpt7"sv, "lpt8"sv, "lpt9"sv};

/// How programs begin.
constexpr std::array programBeginnings = {
    "MZ"sv, // Windows
    "\x7f"
    "ELF"sv,              // Linux
    "\xcf\xfa\xed\xfe"sv, // macOS, 64 bit
    "\xce\xfa\xed\xfe"sv,
    "\xca\xfe\xba\xbe"sv,       // macOS of several kinds, Java classes
    "#!"sv,                     // scripts
    "L\0\0\0\x01\x14\x02\0"sv}; // Windows shortcuts

struct Beginning {
    std::string_view bytes;
    std::string_view mime;
};
constexpr std::array beginnings = {
    Beginning{"%PDF-"sv, "application/pdf"sv},
    Beginning{"\x89PNG\r\n\x1a\n"sv, "image/png"sv},
    Beginning{"\xff\xd8\xff"sv, "image/jpeg"sv},
    Beginning{"GIF8"sv, "image/gif"sv},
    Beginning{"II*\0"sv, "image/tiff"sv},
    Beginning{"MM\0*"sv, "image/tiff"sv}};

struct Ending {
    std::string_view name;
    std::string_view mime;
};
constexpr std::array endings = {
    Ending{"csv"sv, "text/csv"sv},
    Ending{"doc"sv, "application/msword"sv},
    Ending{"docx"sv, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv},
    Ending{"json"sv, "application/json"sv},
    Ending{"md"sv, "text/markdown"sv},
    Ending{"msg"sv, "application/vnd.ms-outlook"sv},
    Ending{"ods"sv, "application/vnd.oasis.opendocument.spreadsheet"sv},
    Ending{"odt"sv, "application/vnd.oasis.opendocument.text"sv},
    Ending{"pptx"sv, "application/vnd.openxmlformats-officedocument.presentationml.presentation"sv},
    Ending{"txt"sv, "text/plain"sv},
    Ending{"xls"sv, "application/vnd.ms-excel"sv},
    Ending{"xlsx"sv, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv},
    Ending{"xml"sv, "application/xml"sv},
    Ending{"zip"sv, "application/zip"sv}};

std::string lower(std::string_view text)
{
    std::string small(text);
    for (char& c : small)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return small;
}

std::string endingOf(std::string_view name)
{
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : lower(name.substr(dot + 1));
}

bool isDevice(std::string_view name)
{
    const std::string stem = lower(name.substr(0, name.find('.')));
    return std::find(deviceNames.begin(), deviceNames.end(), stem) != deviceNames.end();
}

/// Characters that turn the direction of text can show `exe.pdf` for `fdp.exe`; others are not
/// seen at all. All of U+200B–200F, U+202A–202E, U+2060–2069 and U+FEFF.
bool isHidden(std::string_view three)
{
    if (three.size() < 3)
        return false;
    const auto second = static_cast<unsigned char>(three[1]);
    const auto third = static_cast<unsigned char>(three[2]);
    if (three[0] == '\xef')
        return second == 0xbb && third == 0xbf;
    if (three[0] != '\xe2')
        return false;
    return (second == 0x80 && ((third >= 0x8b && third <= 0x8f) || (third >= 0xaa && third <= 0xae))
           ) ||
           (second == 0x81 && third >= 0xa0 && third <= 0xa9);
}

bool isBadByte(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f' ||
           std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
}

Fault badName(std::string_view why)
{
    return {
        FaultCode::invalid,
        "bad_file_name",
        "The file's name " + std::string(why) + ".",
        "Give the file another name."};
}

Fault executable(std::string_view what)
{
    return {
        FaultCode::forbidden,
        "executable_file",
        "Programs and scripts cannot be attached: " + std::string(what) + ".",
        "Attach a document, a table, a picture or an archive of such files."};
}

} // namespace

Result<void> checkFileName(std::string_view name)
{
    if (name.empty() || static_cast<std::int64_t>(name.size()) > fileNameMost)
        return badName(name.empty() ? "is missing" : "is longer than 200 bytes");
    if (!isStorableText(name))
        return badName("is no text");
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (isBadByte(name[i]) || isHidden(name.substr(i, 3)))
            return badName("has a character that a file name cannot have");
    }
    if (name.front() == '.' || name.front() == ' ' || name.back() == '.' || name.back() == ' ')
        return badName("begins or ends with a dot or a space");
    if (isDevice(name))
        return badName("is one that Windows keeps for devices");
    const std::string ending = endingOf(name);
    if (std::find(runEndings.begin(), runEndings.end(), ending) != runEndings.end())
        return executable("a file that ends with ." + ending + " runs when it is opened");
    return {};
}

std::string fileNameFrom(std::string_view called)
{
    const auto slash = called.find_last_of("/\\");
    const std::string_view last =
        slash == std::string_view::npos ? called : called.substr(slash + 1);
    std::string name;
    for (std::size_t i = 0; i < last.size(); ++i) {
        if (isHidden(last.substr(i, 3)))
            i += 2;
        else
            name += isBadByte(last[i]) ? '_' : last[i];
    }
    if (!isStorableText(name))
        name.clear();
    const auto first = name.find_first_not_of(". ");
    name.erase(0, first == std::string::npos ? name.size() : first);
    const std::string ending = endingOf(name);
    const auto most = static_cast<std::size_t>(fileNameMost);
    if (name.size() > most) { // What is cut keeps its ending, and whole characters.
        std::size_t end = most - std::min<std::size_t>(ending.size() + 1, 20);
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80)
            --end;
        name = name.substr(0, end) + (ending.size() < 20 ? '.' + ending : std::string());
    }
    while (!name.empty() && (name.back() == '.' || name.back() == ' '))
        name.pop_back();
    if (name.empty())
        return "file";
    return isDevice(name) ? '_' + name : name;
}

Result<void> checkContent(std::string_view firstBytes)
{
    for (const std::string_view beginning : programBeginnings) {
        if (firstBytes.starts_with(beginning))
            return executable("the content is one");
    }
    return {};
}

std::string mimeOf(std::string_view name, std::string_view firstBytes)
{
    for (const Beginning& one : beginnings) {
        if (firstBytes.starts_with(one.bytes))
            return std::string(one.mime);
    }
    const std::string ending = endingOf(name);
    for (const Ending& one : endings) {
        if (one.name == ending)
            return std::string(one.mime);
    }
    return "application/octet-stream";
}

bool isSha256(std::string_view text)
{
    return text.size() == 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace tidemark
