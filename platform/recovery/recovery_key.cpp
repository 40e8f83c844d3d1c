#include "platform/recovery/recovery_key.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <span>
#include <unistd.h>

namespace tidemark::platform {
namespace {

using Half = std::array<unsigned char, 32>;

std::string hexOf(std::span<const unsigned char> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return text;
}

std::optional<Half> bytesOf(std::string_view hex)
{
    constexpr std::string_view digits = "0123456789abcdef";
    Half bytes{};
    if (hex.size() != 2 * bytes.size())
        return std::nullopt;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto high = digits.find(hex[2 * i]);
        const auto low = digits.find(hex[2 * i + 1]);
        if (high == digits.npos || low == digits.npos)
            return std::nullopt;
        bytes[i] = static_cast<unsigned char>(high << 4 | low);
    }
    return bytes;
}

Fault unwritable(const std::string& file, int error)
{
    if (error == EEXIST)
        return {
            FaultCode::conflict,
            "file_exists",
            file + " exists already.",
            "Choose another name: a recovery key is never overwritten."};
    return {
        FaultCode::full,
        "file_unwritable",
        file + " cannot be written: " + std::strerror(error) + ".",
        "Choose a folder that you may write to."};
}

Result<void> writeNew(const std::string& file, const std::string& text, mode_t mode)
{
    const int handle = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (handle < 0)
        return unwritable(file, errno);
    const bool isWritten =
        write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        fsync(handle) == 0;
    const int error = errno;
    close(handle);
    return isWritten ? Result<void>() : Result<void>(unwritable(file, error));
}

} // namespace

Result<RecoveryKey> makeRecoveryKey()
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(
        EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519"), &EVP_PKEY_free
    );
    Half hidden{};
    Half open{};
    std::size_t hiddenSize = hidden.size();
    std::size_t openSize = open.size();
    const bool isMade = pair &&
                        EVP_PKEY_get_raw_private_key(pair.get(), hidden.data(), &hiddenSize) == 1 &&
                        EVP_PKEY_get_raw_public_key(pair.get(), open.data(), &openSize) == 1;
    if (!isMade)
        return Fault{
            FaultCode::internal,
            "crypto_failed",
            "The encryption library refused to make a key.",
            "Restart the computer and try again."};
    RecoveryKey key;
    key.publicKey = hexOf(open);
    key.privateKey = hexOf(hidden);
    key.keyId = recoveryKeyId(key.publicKey);
    OPENSSL_cleanse(hidden.data(), hidden.size());
    return key;
}

std::string recoveryKeyId(std::string_view publicKey)
{
    const auto bytes = bytesOf(publicKey);
    if (!bytes)
        return {};
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(bytes->data(), bytes->size(), digest.data());
    return hexOf(std::span(digest).first(8));
}

Result<void> writeRecoveryKey(const RecoveryKey& key, const std::string& file)
{
    boost::json::object open{
        {"kind", "tidemark-recovery-public-key"},
        {"version", 1},
        {"keyId", key.keyId},
        {"publicKey", key.publicKey}};
    boost::json::object hidden = open;
    hidden["kind"] = "tidemark-recovery-key";
    hidden["privateKey"] = key.privateKey;
    if (auto done = writeNew(file, boost::json::serialize(hidden) + "\n", 0600); !done)
        return done;
    return writeNew(file + ".pub", boost::json::serialize(open) + "\n", 0644);
}

} // namespace tidemark::platform
