#include "platform/identity/password.hpp"

#include <openssl/rand.h>

#include <argon2.h>
#include <array>

namespace tidemark::platform {
namespace {

constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;
constexpr unsigned lanes = 1;

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
    return argon2id_verify(encodedHash.c_str(), text.data(), text.size()) == ARGON2_OK;
}

} // namespace tidemark::platform
