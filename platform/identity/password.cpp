#include "platform/identity/password.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <argon2.h>
#include <array>
#include <crypt.h>
#include <cstdio>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;
constexpr unsigned lanes = 1;
constexpr std::size_t bcryptLength = 60;
constexpr std::size_t bcryptReads = 72; ///< Bytes of a password; more would say nothing.
constexpr int leastBcryptCost = 4;      ///< Below, it is not defined.
constexpr int mostBcryptCost = 12;      ///< A quarter of a second.
constexpr unsigned mostKibibytes = 64 * 1024;
constexpr unsigned mostPasses = 10;
constexpr unsigned mostLanes = 4;

bool isBcrypt(std::string_view hash)
{
    return hash.size() == bcryptLength && hash.starts_with("$2") && hash[3] == '$' &&
           (hash[2] == 'a' || hash[2] == 'b' || hash[2] == 'y');
}

/// 0: it cannot be read.
int bcryptCost(std::string_view hash)
{
    constexpr std::string_view letters =
        "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const auto isDigit = [](char letter) { return letter >= '0' && letter <= '9'; };
    const bool isWhole = isDigit(hash[4]) && isDigit(hash[5]) && hash[6] == '$' &&
                         hash.find_first_not_of(letters, 7) == hash.npos;
    return isWhole ? (hash[4] - '0') * 10 + (hash[5] - '0') : 0;
}

/// Of a salt or a hash that is long enough to be one.
bool isBase64(std::string_view text)
{
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t fewest = 11; // Eight bytes.
    return text.size() >= fewest && text.find_first_not_of(letters) == text.npos;
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

Result<void> judgeForeignHash(const std::string& encodedHash)
{
    const Fault bad{
        FaultCode::invalid,
        "bad_hash",
        "The hash is neither bcrypt nor Argon2id.",
        "Leave it out, and have the password set anew."};
    const Fault costly{
        FaultCode::invalid,
        "costly_hash",
        "Checking a password against this hash takes too long.",
        "Leave it out, and have the password set anew."};
    if (isBcrypt(encodedHash)) {
        const int cost = bcryptCost(encodedHash);
        if (cost < leastBcryptCost)
            return bad;
        return cost > mostBcryptCost ? Result<void>(costly) : Result<void>();
    }
    unsigned kibibytes = 0;
    unsigned passes = 0;
    unsigned ways = 0;
    int used = 0;
    const char* const format = "$argon2id$v=19$m=%u,t=%u,p=%u$%n";
    const bool isRead =
        std::sscanf(encodedHash.c_str(), format, &kibibytes, &passes, &ways, &used) == 3;
    if (!isRead || used == 0)
        return bad;
    if (kibibytes > mostKibibytes || passes > mostPasses || ways > mostLanes)
        return costly;
    const std::string_view rest = std::string_view(encodedHash).substr(std::size_t(used));
    const std::size_t dollar = std::min(rest.find('$'), rest.size());
    const bool isWhole = isBase64(rest.substr(0, dollar)) && dollar < rest.size() &&
                         isBase64(rest.substr(dollar + 1));
    return isWhole ? Result<void>() : Result<void>(bad);
}

bool isOutdated(std::string_view encodedHash, PasswordCost cost)
{
    const std::string wanted = "$argon2id$v=19$m=" + std::to_string(cost.kibibytes) +
                               ",t=" + std::to_string(cost.passes) + ",p=1$";
    return !encodedHash.starts_with(wanted);
}

} // namespace tidemark::platform
