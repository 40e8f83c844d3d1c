#include "models/core/segment_cipher.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tidemark {
namespace {

constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::array<unsigned char, 8> labelOf(std::int64_t segment)
{
    std::array<unsigned char, 8> label = {};
    for (std::size_t i = 0; i < label.size(); ++i)
        label[i] = static_cast<unsigned char>(segment >> (8 * i));
    return label;
}

} // namespace

Secret SegmentCipher::newKey()
{
    std::string bytes(32, '\0');
    RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    Secret key(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

std::string SegmentCipher::seal(std::int64_t first, std::string_view plain) const
{
    std::string sealed;
    sealed.reserve(plain.size() + (plain.size() / segmentBytes + 1) * overheadBytes);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    for (; !plain.empty(); ++first) {
        const std::string_view segment = plain.substr(0, segmentBytes);
        plain.remove_prefix(segment.size());
        const std::size_t begin = sealed.size();
        sealed.resize(begin + overheadBytes + segment.size());
        auto* nonce = reinterpret_cast<unsigned char*>(sealed.data() + begin);
        unsigned char* text = nonce + nonceBytes;
        RAND_bytes(nonce, nonceBytes);
        const auto label = labelOf(first);
        int size = 0;
        EVP_EncryptInit_ex2(
            cipher.get(), EVP_aes_256_gcm(), bytesOf(key_.reveal()), nonce, nullptr
        );
        EVP_EncryptUpdate(
            cipher.get(), nullptr, &size, label.data(), static_cast<int>(label.size())
        );
        EVP_EncryptUpdate(
            cipher.get(), text, &size, bytesOf(segment), static_cast<int>(segment.size())
        );
        EVP_EncryptFinal_ex(cipher.get(), text + size, &size);
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, text + segment.size());
    }
    return sealed;
}

Result<std::string> SegmentCipher::open(std::int64_t first, std::string_view sealed) const
{
    const Fault damaged{
        FaultCode::corrupt,
        "blob_damaged",
        "The stored file is damaged.",
        "Attach it again, or fetch it from where it is whole."};
    std::string plain;
    plain.reserve(sealed.size());
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    for (; !sealed.empty(); ++first) {
        const std::string_view segment = sealed.substr(0, segmentBytes + overheadBytes);
        sealed.remove_prefix(segment.size());
        if (segment.size() <= overheadBytes)
            return damaged;
        const std::size_t count = segment.size() - overheadBytes;
        const std::size_t begin = plain.size();
        plain.resize(begin + count);
        auto* out = reinterpret_cast<unsigned char*>(plain.data() + begin);
        std::string tag(segment.substr(nonceBytes + count));
        const auto label = labelOf(first);
        int size = 0;
        EVP_DecryptInit_ex2(
            cipher.get(), EVP_aes_256_gcm(), bytesOf(key_.reveal()), bytesOf(segment), nullptr
        );
        EVP_DecryptUpdate(
            cipher.get(), nullptr, &size, label.data(), static_cast<int>(label.size())
        );
        EVP_DecryptUpdate(
            cipher.get(), out, &size, bytesOf(segment) + nonceBytes, static_cast<int>(count)
        );
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data());
        if (EVP_DecryptFinal_ex(cipher.get(), out + size, &size) != 1)
            return damaged;
    }
    return plain;
}

} // namespace tidemark
