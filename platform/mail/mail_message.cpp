#include "platform/mail/mail_message.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestAddress = 254;
constexpr std::size_t longestSubject = 200;
constexpr std::size_t longestLine = 75; ///< And a soft break.
constexpr std::string_view localExtras = ".!#$%&'*+/=?^_`{|}~-";

bool isLetterOrDigit(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

std::string dateOf(std::time_t at)
{
    static constexpr std::array<const char*, 7> days = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc = {};
    gmtime_r(&at, &utc);
    std::array<char, 64> text = {}; // Without strftime's names, which follow the locale.
    std::snprintf(
        text.data(),
        text.size(),
        "%s, %02d %s %04d %02d:%02d:%02d +0000",
        days[static_cast<std::size_t>(utc.tm_wday)],
        utc.tm_mday,
        months[static_cast<std::size_t>(utc.tm_mon)],
        utc.tm_year + 1900,
        utc.tm_hour,
        utc.tm_min,
        utc.tm_sec
    );
    return text.data();
}

std::string base64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        static_cast<int>(bytes.size())
    );
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/// RFC 2047; pieces of at most 75 characters that do not cut a letter in two.
std::string subjectText(std::string_view subject)
{
    const auto isPlain = [](char letter) { return letter >= ' ' && letter <= '~'; };
    if (std::all_of(subject.begin(), subject.end(), isPlain) && !subject.starts_with("=?"))
        return std::string(subject);
    constexpr std::size_t bytesEach = 42;
    std::string text;
    while (!subject.empty()) {
        std::size_t size = std::min(bytesEach, subject.size());
        while (size > 1 && size < subject.size() && (subject[size] & 0xc0) == 0x80)
            --size;
        text += (text.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(subject.substr(0, size));
        text += "?=";
        subject.remove_prefix(size);
    }
    return text;
}

/// One line of the body, RFC 2045 section 6.7.
void appendQuoted(std::string& out, std::string_view line)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const bool isLast = i + 1 == line.size();
        const bool isSpace = byte == ' ' || byte == '\t';
        const bool isPlain = (byte > ' ' && byte <= '~' && byte != '=') || (isSpace && !isLast);
        const std::size_t width = isPlain ? 1 : 3;
        if (column + width > longestLine) {
            out += "=\r\n";
            column = 0;
        }
        column += width;
        if (isPlain) {
            out += static_cast<char>(byte);
            continue;
        }
        out += '=';
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    out += "\r\n";
}

} // namespace

bool isMailAddress(std::string_view text)
{
    const std::size_t at = text.rfind('@');
    if (at == text.npos || at == 0 || at > 64 || text.size() > longestAddress)
        return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    const auto isLocal = [](char letter) {
        return isLetterOrDigit(letter) || localExtras.find(letter) != localExtras.npos;
    };
    const auto isDomain = [](char letter) {
        return isLetterOrDigit(letter) || letter == '.' || letter == '-';
    };
    const auto isDotted = [](std::string_view part) {
        return part.empty() || part.front() == '.' || part.back() == '.' ||
               part.find("..") != part.npos;
    };
    return std::all_of(local.begin(), local.end(), isLocal) && !isDotted(local) &&
           std::all_of(domain.begin(), domain.end(), isDomain) && !isDotted(domain) &&
           domain.front() != '-';
}

Result<std::string> composeMail(const MailMessage& message, std::time_t at)
{
    if (!isMailAddress(message.from) || !isMailAddress(message.to))
        return Fault{
            FaultCode::invalid,
            "bad_mail_address",
            "This is no address that mail can be sent to.",
            "Correct the address."};
    const auto isControl = [](char letter) {
        return (letter >= 0 && letter < ' ') || letter == 127;
    };
    const std::string& subject = message.subject;
    if (subject.size() > longestSubject || std::any_of(subject.begin(), subject.end(), isControl))
        return Fault{
            FaultCode::invalid,
            "bad_mail_subject",
            "The subject of the mail is too long or more than one line.",
            "Shorten it."};
    std::string text = "Date: " + dateOf(at) + "\r\n";
    text += "From: Tidemark <" + message.from + ">\r\n";
    text += "To: <" + message.to + ">\r\n";
    text += "Message-ID: <" + message.id.toString() + message.from.substr(message.from.rfind('@')) +
            ">\r\n";
    text += "Subject: " + subjectText(subject) + "\r\n";
    text += "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "Auto-Submitted: auto-generated\r\n\r\n";
    std::string_view rest = message.body;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        appendQuoted(text, line);
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    return text;
}

} // namespace tidemark::platform
