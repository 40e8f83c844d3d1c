#include "platform/identity/guessable.hpp"

#include "platform/identity/word_list.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace tidemark::platform {
namespace {

constexpr std::size_t fewestKinds = 5;
constexpr std::size_t longestPeriod = 4;  ///< `abcabcabc`, `12341234`.
constexpr std::size_t longestDigits = 12; ///< Shorter ones are dates and numbers of telephones.

/// What people put before digits, and the words that lists of stolen passwords begin with.
constexpr std::string_view common[] = {
    "password", "passwort", "passwd",     "pass",     "qwerty",        "qwertz",   "azerty",
    "letmein",  "welcome",  "willkommen", "admin",    "administrator", "root",     "user",
    "guest",    "test",     "iloveyou",   "ilove",    "monkey",        "dragon",   "football",
    "baseball", "soccer",   "hockey",     "sunshine", "princess",      "superman", "batman",
    "trustno",  "master",   "shadow",     "michael",  "jennifer",      "secret",   "geheim",
    "changeme", "change",   "default",    "login",    "starwars",      "whatever", "computer",
    "internet", "summer",   "winter",     "spring",   "autumn",        "fall",     "sommer",
    "januar",   "january",  "february",   "march",    "april",         "may",      "june",
    "july",     "august",   "september",  "october",  "november",      "december", "monday",
    "friday",   "sunday",   "tidemark",   "company",  "office",        "hello",    "hallo",
    "freedom",  "killer",   "pokemon",    "cheese",   "banana",        "orange",   "chocolate",
    "flower",   "purple",   "ginger",     "pepper",   "love",          "god",      "angel",
    "baby",     "money",    "access",     "temp",     "demo",          "abc",      "xyz",
    "me",       "my",       "the",        "you"};

/// Rows of keyboards, and what is counted up; read both ways.
constexpr std::string_view rows[] = {
    "1234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'",
    "qsdfghjklm",
    "zxcvbnm,./",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "abcdefghijklmnopqrstuvwxyz"};

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return lower;
}

/// `p@ssw0rd` is `password`.
std::string plainLetters(std::string text)
{
    static constexpr std::string_view alike = "@4831!0$57";
    static constexpr std::string_view meant = "aabeiiosst";
    for (char& letter : text) {
        const std::size_t at = alike.find(letter);
        if (at != alike.npos)
            letter = meant[at];
    }
    return text;
}

bool isLetter(char letter)
{
    return letter >= 'a' && letter <= 'z';
}

/// Without digits and signs at both ends: `Summer2026!` is `summer`.
std::string_view coreOf(std::string_view text)
{
    while (!text.empty() && !isLetter(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && !isLetter(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isCommon(std::string_view word)
{
    return std::find(std::begin(common), std::end(common), word) != std::end(common);
}

/// At most so many common words, one after the other.
bool isRowOfWords(std::string_view text, int most)
{
    if (text.empty() || most == 0)
        return text.empty();
    for (std::size_t length = 2; length <= text.size(); ++length) {
        if (isCommon(text.substr(0, length)) && isRowOfWords(text.substr(length), most - 1))
            return true;
    }
    return false;
}

bool isOfKnownWords(std::string_view text)
{
    constexpr int mostWords = 3;
    return !text.empty() && (isRowOfWords(text, mostWords) || WordList::ofSystem().contains(text));
}

/// Cuts into steps along the rows; few long ones are a walk.
bool isWalk(std::string_view text)
{
    constexpr std::size_t shortestStep = 3;
    std::size_t walked = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t longest = 1;
        for (const std::string_view row : rows) {
            const std::string back(row.rbegin(), row.rend());
            for (const std::string_view way : {row, std::string_view(back)}) {
                std::size_t length = longest + 1;
                while (at + length <= text.size() && way.find(text.substr(at, length)) != way.npos)
                    longest = length++;
            }
        }
        walked += longest >= shortestStep ? longest : 0;
        at += longest;
    }
    return walked + 2 >= text.size() && walked > 0;
}

bool isRepeated(std::string_view text)
{
    for (std::size_t period = 1; period <= longestPeriod && period < text.size(); ++period) {
        if (text.substr(period) == text.substr(0, text.size() - period))
            return true;
    }
    const std::size_t half = text.size() / 2;
    return text.size() % 2 == 0 && text.substr(0, half) == text.substr(half) &&
           isOfKnownWords(coreOf(text.substr(0, half)));
}

std::size_t kindsIn(std::string_view text)
{
    std::array<bool, 256> seen = {};
    for (const char letter : text)
        seen[static_cast<unsigned char>(letter)] = true;
    return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

bool isLogin(std::string_view text, std::string_view login)
{
    const std::string whole = lowered(login);
    const std::string name = whole.substr(0, whole.find('@'));
    const std::string_view core = coreOf(text);
    const std::string back(name.rbegin(), name.rend());
    return text == whole || (name.size() > 3 && (core == coreOf(name) || core == coreOf(back)));
}

bool isGuessable(const std::string& text, std::string_view login)
{
    std::string plain = plainLetters(text);
    const std::string_view core = coreOf(text);
    std::string inner = plainLetters(std::string(core));
    const bool isWeak = kindsIn(text) < fewestKinds || isRepeated(text) || isWalk(text) ||
                        isOfKnownWords(core) || isOfKnownWords(inner) ||
                        isOfKnownWords(coreOf(plain)) || isLogin(text, login) ||
                        (core.empty() && text.size() < longestDigits);
    OPENSSL_cleanse(plain.data(), plain.size());
    OPENSSL_cleanse(inner.data(), inner.size());
    return isWeak;
}

} // namespace

Result<void> judgePassword(const Secret& password, std::string_view login)
{
    std::string text = lowered(password.reveal());
    const bool isWeak = isGuessable(text, login);
    OPENSSL_cleanse(text.data(), text.size());
    if (!isWeak)
        return {};
    return Fault{
        FaultCode::invalid,
        "password_weak",
        "This password is easy to guess.",
        "Use a sentence, or several words that do not belong together."};
}

} // namespace tidemark::platform
