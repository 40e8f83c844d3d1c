#include "platform/identity/password.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <argon2.h>
#include <array>
#include <crypt.h>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;
constexpr unsigned lanes = 1;
constexpr std::size_t bcryptLength = 60;
constexpr std::size_t bcryptReads = 72; ///< Bytes of a password; more would say nothing.

/// The words that lists of stolen passwords begin with, and what people put before digits.
constexpr std::string_view common[] = {
    "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword",      "qwerty",   "qwertz",
    "azerty",   "letmein",  "welcome",  "admin",    "administrator", "iloveyou", "monkey",
    "dragon",   "football", "baseball", "sunshine", "princess",      "superman", "trustno1",
    "master",   "shadow",   "michael",  "jennifer", "secret",        "changeme", "abc123",
    "1q2w3e4r", "asdfgh",   "zxcvbn",   "tidemark", "default",       "login",    "starwars",
    "whatever", "computer", "internet", "summer",   "winter",        "spring",   "autumn"};

bool isBcrypt(std::string_view hash)
{
    return hash.size() == bcryptLength && hash.starts_with("$2") && hash[3] == '$' &&
           (hash[2] == 'a' || hash[2] == 'b' || hash[2] == 'y');
}

bool isBcryptPassword(std::string_view password, const std::string& hash)
{
    // It stops at a zero byte and after 72 bytes: such passwords were never made with it.
    if (password.size() > bcryptReads || password.find('\0') != password.npos)
        return false;
    std::string text(password);
    const auto data = std::make_unique<crypt_data>();
    const char* made = crypt_r(text.c_str(), hash.c_str(), data.get());
    OPENSSL_cleanse(text.data(), text.size());
    const bool isSame = made && std::string_view(made).size() == hash.size() &&
                        CRYPTO_memcmp(made, hash.data(), hash.size()) == 0;
    OPENSSL_cleanse(data.get(), sizeof(crypt_data));
    return isSame;
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return lower;
}

/// Without digits and signs at both ends: `Summer2026!` is `summer`.
std::string_view coreOf(std::string_view text)
{
    const auto isLetter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    while (!text.empty() && !isLetter(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && !isLetter(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

Result<std::string> hashPassword(const Secret& password, PasswordCost cost)
{
    const std::string_view text = password.reveal();
    if (text.size() < shortestPassword || text.size() > longestPassword)
        return Fault{
            FaultCode::invalid,
            "password_length",
            "A password has 8 to 256 characters.",
            "Choose another password."};
    std::array<unsigned char, saltBytes> salt = {};
    if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1)
        return Fault{FaultCode::internal, "no_randomness", "No random bytes are available.", ""};
    std::string encoded(
        argon2_encodedlen(cost.passes, cost.kibibytes, lanes, saltBytes, hashBytes, Argon2_id), '\0'
    );
    const int outcome = argon2id_hash_encoded(
        cost.passes,
        cost.kibibytes,
        lanes,
        text.data(),
        text.size(),
        salt.data(),
        salt.size(),
        hashBytes,
        encoded.data(),
        encoded.size()
    );
    if (outcome != ARGON2_OK)
        return Fault{FaultCode::internal, "hash_failed", argon2_error_message(outcome), ""};
    encoded.resize(encoded.find('\0'));
    return encoded;
}

bool isPassword(const Secret& password, const std::string& encodedHash)
{
    const std::string_view text = password.reveal();
    if (isBcrypt(encodedHash))
        return isBcryptPassword(text, encodedHash);
    return argon2id_verify(encodedHash.c_str(), text.data(), text.size()) == ARGON2_OK;
}

bool isOutdated(std::string_view encodedHash, PasswordCost cost)
{
    const std::string wanted = "$argon2id$v=19$m=" + std::to_string(cost.kibibytes) +
                               ",t=" + std::to_string(cost.passes) + ",p=1$";
    return !encodedHash.starts_with(wanted);
}

Result<void> judgePassword(const Secret& password, std::string_view login)
{
    std::string text = lowered(password.reveal());
    const std::string_view core = coreOf(text);
    const std::string name = lowered(login.substr(0, login.find('@')));
    const std::size_t kinds = [&text] {
        std::array<bool, 256> seen = {};
        for (const unsigned char letter : text)
            seen[letter] = true;
        return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
    }();
    const bool isCommon = std::find(std::begin(common), std::end(common), core) != std::end(common);
    const bool isName = name.size() > 3 && (core == name || text == lowered(login));
    const bool isWeak = kinds < 5 || isCommon || isName || (core.empty() && text.size() < 12);
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
